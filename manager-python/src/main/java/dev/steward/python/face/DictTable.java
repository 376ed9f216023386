package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.DICT_CLEAR;
import static dev.steward.vocabulary.Operation.DICT_CONTAINS_KEY;
import static dev.steward.vocabulary.Operation.DICT_GET_STAMPED;
import static dev.steward.vocabulary.Operation.DICT_KEYS;
import static dev.steward.vocabulary.Operation.DICT_POLL_LAST;
import static dev.steward.vocabulary.Operation.DICT_PUT;
import static dev.steward.vocabulary.Operation.DICT_PUT_ALL;
import static dev.steward.vocabulary.Operation.DICT_PUT_STAMPED;
import static dev.steward.vocabulary.Operation.DICT_REMOVE_ALL;
import static dev.steward.vocabulary.Operation.DICT_REMOVE_STAMPED;
import static dev.steward.vocabulary.Operation.DICT_SIZE;
import static dev.steward.vocabulary.Operation.DICT_SNAPSHOT;
import static dev.steward.vocabulary.Operation.DICT_UNION;
import static dev.steward.vocabulary.Operation.DICT_VALUES;
import static dev.steward.vocabulary.Operation.OBJECT_ITERATE;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code dict}. Values may be {@code None} here, so that what is asked for a key comes with its stamp, or not at all. */
final class DictTable {

    private static final String TYPE_ID = "dict";

    private DictTable() {}

    static PythonType dict() {
        return PythonType.builder(TYPE_ID, BuiltInType.DICT.typeId())
                .proxy("DictProxy")
                .creation(DictTable::create)
                .method(
                        "__contains__",
                        call -> call.ask(DICT_CONTAINS_KEY, call.key(call.only("key")))
                                .thenReturn())
                .method("__delitem__", DictTable::deleteItem)
                .method("__getitem__", call -> {
                    PickleNode key = call.only("key");
                    call.ask(DICT_GET_STAMPED, call.key(key)).then(found -> {
                        if (found.isNull()) {
                            throw PythonError.key(key);
                        }
                        call.returns(call.node(found.asList().get(1)));
                    });
                })
                .method(
                        "__iter__",
                        call -> call.ask(OBJECT_ITERATE)
                                .then(made -> call.returnsProxy(made.tokens().get(0))))
                .method("__len__", call -> call.ask(DICT_SIZE).thenReturn())
                .method("__setitem__", call -> {
                    PickleNode[] given = call.bind(2, "key", "value");
                    EncodedValue key = call.key(MethodCall.given(given[0]));
                    call.ask(DICT_PUT, key, call.value(MethodCall.given(given[1])))
                            .thenNone();
                })
                .method("clear", call -> call.ask(DICT_CLEAR).thenNone())
                .method("copy", DictTable::returnAll)
                .method("get", call -> {
                    PickleNode[] given = call.bind(1, "key", "default");
                    PickleNode instead = MethodCall.given(given[1]);
                    call.ask(DICT_GET_STAMPED, call.key(MethodCall.given(given[0])))
                            .then(found -> call.returns(
                                    found.isNull()
                                            ? instead
                                            : call.node(found.asList().get(1))));
                })
                .method(
                        "items",
                        call -> call.ask(DICT_SNAPSHOT).then(all -> {
                            List<PickleNode> items = new ArrayList<>();
                            List<EncodedValue> pairs = all.asList();
                            for (int i = 0; i < pairs.size(); i += 2) {
                                items.add(PickleItems.tuple(call.keyNode(pairs.get(i)), call.node(pairs.get(i + 1))));
                            }
                            call.returns(PickleKind.LIST, items);
                        }))
                .method("keys", call -> call.ask(DICT_KEYS).then(all -> call.returns(PickleKind.LIST, keys(call, all))))
                .method("pop", DictTable::pop)
                .method(
                        "popitem",
                        call -> call.ask(DICT_POLL_LAST).then(entry -> {
                            if (entry.isNull()) {
                                throw PythonError.key(PickleLeaf.of("popitem(): dictionary is empty"));
                            }
                            List<EncodedValue> parts = entry.asList();
                            call.returns(PickleItems.tuple(call.keyNode(parts.get(0)), call.node(parts.get(1))));
                        }))
                .method("setdefault", call -> {
                    PickleNode[] given = call.bind(1, "key", "default");
                    PickleNode instead = MethodCall.given(given[1]);
                    setDefault(call, call.key(MethodCall.given(given[0])), call.value(instead), instead);
                })
                .method("update", DictTable::update)
                .method(
                        "values",
                        call -> call.ask(DICT_VALUES)
                                .then(all -> call.returns(PickleKind.LIST, call.nodes(all.asList()))))
                .method(
                        "__ior__",
                        call -> pairs(
                                call,
                                call.only("other"),
                                Map.of(),
                                pairs -> call.ask(DICT_PUT_ALL, EncodedValue.listOf(pairs))
                                        .then(done -> returnAll(call))))
                .method(
                        "__or__",
                        call -> pairs(
                                call,
                                requireDict(call),
                                Map.of(),
                                pairs -> call.ask(DICT_UNION, EncodedValue.listOf(pairs))
                                        .then(all -> call.returns(call.dict(all.asList())))))
                .method("__ror__", DictTable::unionBehind)
                .method(
                        "__reversed__",
                        call -> call.ask(DICT_KEYS).then(all -> {
                            List<PickleNode> keys = keys(call, all);
                            Collections.reverse(keys);
                            call.returns(Nodes.iterator(keys));
                        }))
                .method("fromkeys", DictTable::fromKeys)
                .shown(
                        call -> call.ask(DICT_SNAPSHOT)
                                .then(all -> call.returns(PythonRepr.of(call.dict(all.asList())))),
                        DictTable::returnAll)
                .build();
    }

    private static void returnAll(MethodCall call) {
        call.ask(DICT_SNAPSHOT).then(all -> call.returns(call.dict(all.asList())));
    }

    private static List<PickleNode> keys(MethodCall call, EncodedValue all) {
        List<PickleNode> keys = new ArrayList<>();
        all.asList().forEach(key -> keys.add(call.keyNode(key)));
        return keys;
    }

    private static PickleNode requireDict(MethodCall call) throws PythonError {
        PickleNode other = call.only("other");
        if (other.kind() != PickleKind.DICT && other.kind() != PickleKind.INSTANCE) {
            throw PythonError.type("unsupported operand type(s) for |: 'dict' and '" + Nodes.typeName(other) + "'");
        }
        return other;
    }

    // Entries.

    /** Goes on with keys and values by turns. */
    @FunctionalInterface
    private interface PairsTaker {
        void take(List<EncodedValue> pairs) throws PythonError;
    }

    /** Reads entries: of a dict, of a proxy of one, or pairs; and those that were given by name. */
    private static void pairs(
            MethodCall call, @Nullable PickleNode source, Map<String, PickleNode> named, PairsTaker then)
            throws PythonError {
        List<EncodedValue> pairs = new ArrayList<>();
        EncodedValue proxy =
                source instanceof PickleInstance instance ? call.proxies().valueOf(instance) : null;
        if (proxy != null && proxy.tokens().get(0).typeId().equals(BuiltInType.DICT.typeId())) {
            call.ask(DICT_SNAPSHOT, proxy.tokens().get(0).objectId(), List.of()).then(all -> {
                pairs.addAll(all.asList());
                addNamed(call, named, pairs);
                then.take(pairs);
            });
            return;
        }
        if (source == null) {
            addNamed(call, named, pairs);
            then.take(pairs);
        } else if (source.kind() == PickleKind.DICT) {
            for (int i = 0; i < source.size(); i += 2) {
                pairs.add(call.key(source.part(i)));
                pairs.add(call.value(source.part(i + 1)));
            }
            addNamed(call, named, pairs);
            then.take(pairs);
        } else {
            addPairs(call, source, named, pairs, then);
        }
    }

    private static void addPairs(
            MethodCall call,
            PickleNode source,
            Map<String, PickleNode> named,
            List<EncodedValue> pairs,
            PairsTaker then)
            throws PythonError {
        call.items(source, items -> {
            for (int i = 0; i < items.size(); i++) {
                List<PickleNode> pair = Nodes.items(items.get(i));
                if (pair == null) {
                    throw PythonError.type(
                            "cannot convert dictionary update sequence element #" + i + " to a sequence");
                }
                if (pair.size() != 2) {
                    throw PythonError.value("dictionary update sequence element #" + i + " has length " + pair.size()
                            + "; 2 is required");
                }
                pairs.add(call.key(pair.get(0)));
                pairs.add(call.value(pair.get(1)));
            }
            addNamed(call, named, pairs);
            then.take(pairs);
        });
    }

    private static void addNamed(MethodCall call, Map<String, PickleNode> named, List<EncodedValue> pairs)
            throws PythonError {
        for (Map.Entry<String, PickleNode> each : named.entrySet()) {
            pairs.add(EncodedValue.of(each.getKey()));
            pairs.add(call.value(each.getValue()));
        }
    }

    private static @Nullable PickleNode source(MethodCall call) throws PythonError {
        List<PickleNode> positional = call.arguments().positional();
        if (positional.size() > 1) {
            throw PythonError.type(call.method() + " expected at most 1 argument, got " + positional.size());
        }
        return positional.isEmpty() ? null : positional.get(0);
    }

    private static void create(MethodCall call) throws PythonError {
        pairs(call, source(call), call.arguments().named(), pairs -> {
            if (pairs.isEmpty()) {
                call.create(null);
                return;
            }
            call.create(
                    List.of(),
                    token -> call.ask(DICT_PUT_ALL, token.objectId(), List.of(EncodedValue.listOf(pairs)))
                            .then(done -> call.made(token, null)));
        });
    }

    private static void update(MethodCall call) throws PythonError {
        pairs(
                call,
                source(call),
                call.arguments().named(),
                pairs -> call.ask(DICT_PUT_ALL, EncodedValue.listOf(pairs)).thenNone());
    }

    private static void deleteItem(MethodCall call) throws PythonError {
        PickleNode key = call.only("key");
        call.ask(DICT_REMOVE_ALL, EncodedValue.listOf(List.of(call.key(key)))).then(count -> {
            if (count.asLong() == 0) {
                throw PythonError.key(key);
            }
            call.none();
        });
    }

    private static void pop(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(1, "key", "default");
        pop(call, MethodCall.given(given[0]), call.key(MethodCall.given(given[0])), given[1]);
    }

    private static void pop(MethodCall call, PickleNode key, EncodedValue asked, @Nullable PickleNode instead) {
        call.ask(DICT_GET_STAMPED, asked).then(found -> {
            if (found.isNull()) {
                if (instead == null) {
                    throw PythonError.key(key);
                }
                call.returns(instead);
                return;
            }
            List<EncodedValue> parts = found.asList();
            call.ask(DICT_REMOVE_STAMPED, asked, parts.get(0)).then(removed -> {
                if (removed.asBoolean()) {
                    call.returns(call.node(parts.get(1)));
                } else {
                    pop(call, key, asked, instead);
                }
            });
        });
    }

    private static void setDefault(MethodCall call, EncodedValue key, EncodedValue value, PickleNode instead) {
        call.ask(DICT_GET_STAMPED, key).then(found -> {
            if (!found.isNull()) {
                call.returns(call.node(found.asList().get(1)));
                return;
            }
            call.ask(DICT_PUT_STAMPED, key, EncodedValue.of(0), value).then(stamp -> {
                if (stamp.asLong() != 0) {
                    call.returns(instead);
                } else {
                    setDefault(call, key, value, instead);
                }
            });
        });
    }

    /** The other one's entries first, with the values of this one. */
    private static void unionBehind(MethodCall call) throws PythonError {
        PickleNode other = requireDict(call);
        pairs(
                call,
                other,
                Map.of(),
                first -> call.ask(DICT_SNAPSHOT).then(all -> {
                    Map<EncodedValue, EncodedValue> union = new java.util.LinkedHashMap<>();
                    List<EncodedValue> both = new ArrayList<>(first);
                    both.addAll(all.asList());
                    for (int i = 0; i < both.size(); i += 2) {
                        union.put(both.get(i), both.get(i + 1));
                    }
                    PickleItems dict = PickleItems.of(PickleKind.DICT);
                    union.forEach((key, value) -> {
                        dict.add(call.keyNode(key));
                        dict.add(call.node(value));
                    });
                    call.returns(dict);
                }));
    }

    private static void fromKeys(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(1, "iterable", "value");
        PickleNode value = MethodCall.given(given[1]);
        call.items(MethodCall.given(given[0]), keys -> {
            PickleItems dict = PickleItems.of(PickleKind.DICT);
            for (PickleNode key : keys) {
                EncodedValue ignored = call.key(key);
                dict.add(key);
                dict.add(value);
            }
            call.returns(dict);
        });
    }
}
