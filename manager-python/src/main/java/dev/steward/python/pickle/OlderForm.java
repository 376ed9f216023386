package dev.steward.python.pickle;

import dev.steward.python.pickle.PickleInstance.Making;
import java.nio.charset.StandardCharsets;

/**
 * What a protocol without an opcode for it writes instead: a call that makes the same. {@link Reduction} reads it back.
 * Stateless.
 */
final class OlderForm {

    private static final int WITH_BYTES = 3;
    private static final int WITH_NEW = 2;
    private static final int WITH_SETS = 4;
    private static final int WITH_BYTEARRAYS = 5;

    private OlderForm() {}

    /** Returns what is written for a node: itself if the protocol can. */
    static PickleNode of(PickleNode node, int protocol) {
        return switch (node.kind()) {
            case BYTES -> protocol < WITH_BYTES ? ofBytes((PickleLeaf) node) : node;
            case BYTEARRAY ->
                protocol < WITH_BYTEARRAYS
                        ? call("builtins", "bytearray", PickleLeaf.bytes(((PickleLeaf) node).content()))
                        : node;
            case SET -> protocol < WITH_SETS ? call("builtins", "set", listOf(node)) : node;
            case FROZENSET -> protocol < WITH_SETS ? call("builtins", "frozenset", listOf(node)) : node;
            case GLOBAL -> protocol < WITH_SETS ? ofName((GlobalName) node) : node;
            case INSTANCE -> ofInstance((PickleInstance) node, protocol);
            default -> node;
        };
    }

    private static PickleNode call(String module, String name, PickleNode... arguments) {
        return PickleInstance.call(GlobalName.of(module, name), arguments);
    }

    private static PickleNode ofBytes(PickleLeaf bytes) {
        String characters = new String(bytes.content(), StandardCharsets.ISO_8859_1);
        return call("_codecs", "encode", PickleLeaf.of(characters), PickleLeaf.of("latin1"));
    }

    private static PickleNode listOf(PickleNode set) {
        PickleItems list = PickleItems.of(PickleKind.LIST);
        for (int i = 0; i < set.size(); i++) {
            list.add(set.part(i));
        }
        return list;
    }

    /** A name inside of a class is had from the class. */
    private static PickleNode ofName(GlobalName global) {
        int dot = global.name().lastIndexOf('.');
        if (dot <= 0 || global.isOfPython2()) {
            return global;
        }
        GlobalName outer = GlobalName.of(global.module(), global.name().substring(0, dot));
        String inner = global.name().substring(dot + 1);
        return call("builtins", "getattr", outer, PickleLeaf.of(inner));
    }

    private static PickleNode ofInstance(PickleInstance instance, int protocol) {
        if (instance.making() == Making.NEW && protocol < WITH_NEW) {
            PickleItems arguments = PickleItems.tuple(instance.callable());
            for (int i = 0; i < instance.arguments().size(); i++) {
                arguments.add(instance.arguments().part(i));
            }
            return PickleInstance.like(instance, GlobalName.of("copyreg", "__newobj__"), arguments);
        }
        if (instance.making() == Making.NEW_WITH_NAMES && protocol < WITH_SETS) {
            return PickleInstance.like(
                    instance,
                    GlobalName.of("copyreg", "__newobj_ex__"),
                    PickleItems.tuple(instance.callable(), instance.arguments(), instance.part(2)));
        }
        return instance;
    }
}
