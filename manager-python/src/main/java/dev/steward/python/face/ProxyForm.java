package dev.steward.python.face;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.value.PythonValues;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Python's proxies are on the wire of one connection: {@code RebuildProxy} of a class and a {@code Token}, whose id is
 * the number of the object and which start of the server it is of. Immutable.
 */
public final class ProxyForm implements PythonValues.References {

    private static final String MANAGERS = "multiprocessing.managers";
    private static final GlobalName REBUILD = GlobalName.of(MANAGERS, "RebuildProxy");
    private static final GlobalName TOKEN = GlobalName.of(MANAGERS, "Token");
    private static final int MOST_IDENT = 64;
    private static final int HEX = 16;

    /** Who knows of which types objects are. */
    public interface Types {
        /**
         * Returns the typeid that the server has for the type of an object.
         *
         * @param typeId what Python calls it
         */
        String machineTypeId(ObjectId object, String typeId);

        /** Returns the type of an object. */
        PythonType of(ObjectToken token);
    }

    private final UUID serverId;
    private final long incarnation;
    private final PickleNode address;
    private final byte @Nullable [] key;
    private final Types types;

    /**
     * Of one connection.
     *
     * @param serverId the server's
     * @param incarnation the server's
     * @param address where its client reaches the server
     * @param key what its client may be told to use with what it gets; null if it has to know that itself
     * @param types knows the types of objects
     */
    public ProxyForm(UUID serverId, long incarnation, PickleNode address, byte @Nullable [] key, Types types) {
        this.serverId = serverId;
        this.incarnation = incarnation;
        this.address = address;
        this.key = key;
        this.types = types;
    }

    /** Returns what Python knows an object by: another one after each start of the server. */
    public String ident(ObjectId object) {
        return Long.toHexString(object.value()) + "-" + Long.toHexString(incarnation);
    }

    /** Returns the object that Python knows by that, or null if it is none of this server as it runs now. */
    public @Nullable ObjectId object(String ident) {
        int dash = ident.indexOf('-');
        if (dash <= 0 || ident.length() > MOST_IDENT) {
            return null;
        }
        try {
            long number = Long.parseUnsignedLong(ident.substring(0, dash), HEX);
            ObjectId object = new ObjectId(number);
            return ident(object).equals(ident) ? object : null;
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    /** Returns the token of an object of this server. */
    public ObjectToken tokenOf(ObjectId object, String typeId) {
        return new ObjectToken(serverId, incarnation, typeId, object, List.of());
    }

    @Override
    public @Nullable EncodedValue valueOf(PickleInstance instance) {
        PickleNode state = ProxyNode.state(instance);
        String ident = state == null ? null : Nodes.text(state.part(2));
        ObjectId object = ident == null ? null : object(ident);
        if (state == null || object == null) {
            return null;
        }
        return EncodedValue.of(tokenOf(object, types.machineTypeId(object, String.valueOf(Nodes.text(state.part(0))))));
    }

    /** Returns the token by which Python knows an object. */
    public PickleNode token(String typeId, ObjectId object) {
        PickleInstance token = PickleInstance.made(TOKEN);
        token.add(Step.STATE, PickleItems.tuple(PickleLeaf.of(typeId), address, PickleLeaf.of(ident(object))));
        return token;
    }

    @Override
    public PickleNode nodeOf(ObjectToken token) {
        if (!token.serverId().equals(serverId) || token.incarnation() != incarnation) {
            return PickleLeaf.of(token.toString());
        }
        return proxy(types.of(token), token.objectId());
    }

    /** Returns what rebuilds a proxy of an object at the client. */
    public PickleNode proxy(PythonType type, ObjectId object) {
        PickleItems names = PickleItems.of(PickleKind.DICT);
        if (key != null) {
            names.add(PickleLeaf.of("authkey"));
            names.add(PickleLeaf.bytes(key));
        }
        if (type.isAuto() && type.knowsExposed()) {
            names.add(PickleLeaf.of("exposed"));
            names.add(type.exposed());
        }
        return PickleInstance.call(
                REBUILD,
                GlobalName.of(MANAGERS, type.proxyClass()),
                token(type.typeId(), object),
                PickleLeaf.of("pickle"),
                names);
    }
}
