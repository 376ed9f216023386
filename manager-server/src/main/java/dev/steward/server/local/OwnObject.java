package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedCondition;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.Faces;
import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.server.machine.DetachedGroup;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shared object that was made in this process. It runs by itself until a server takes it in, which happens when a
 * registered callable first returns it, or a condition of its lock, and belongs to that server ever after: it lives there
 * as long as this process or a client can use it. Calls go straight to its group.
 */
public final class OwnObject implements LocalTarget {

    /** Stands in the tokens of objects that belong to no server yet. */
    private static final Incarnation NO_SERVER = Incarnation.ofEpoch(UUID.randomUUID(), 0);

    private static final MachineValues VALUES = new MachineValues(NO_SERVER, List::of);
    private static final AllowedClasses ALLOWED = new AllowedClasses();
    private static final ValueCodec CODEC = new ValueCodec(new NoReferences(), ALLOWED);
    private static final ValueCodec TASK_CODEC = new ValueCodec(new NoReferences(), ALLOWED.withFunctions());
    private static final AtomicLong MADE = new AtomicLong();

    /** What a group calls its first object before that has an id. */
    private static final ObjectId FIRST = new ObjectId(-1);

    private final BuiltInType type;
    private final OwnFamily family;
    private final ObjectId detachedId;
    private final ObjectToken detachedToken;
    /** Whether it was made for the call of a client, and not once for the server. */
    private final boolean isOfCall = LaneCaller.isLane();

    private final Set<String> registered = ConcurrentHashMap.newKeySet(1);
    private final AtomicBoolean givenBack = new AtomicBoolean();
    private volatile @Nullable ServerObject home;
    private volatile boolean unused;

    OwnObject(BuiltInType type, OwnFamily family, ObjectId detachedId) {
        this.type = type;
        this.family = family;
        this.detachedId = detachedId;
        this.detachedToken = VALUES.token(type.typeId(), new ObjectId(MADE.incrementAndGet()));
    }

    /**
     * Makes an object of a built-in type that belongs to no server yet, and returns its face.
     *
     * @param face the type of the face with its arguments
     * @param arguments the creation arguments of the type
     * @throws IllegalArgumentException if an argument is wrong, such as a first value that does not fit its cell
     */
    public static RemoteProxy make(BuiltInType type, Type<?> face, @Nullable Object... arguments) {
        List<EncodedValue> encoded = new ArrayList<>(arguments.length);
        boolean withOrder = Coercion.namesSorted(face);
        for (Object argument : arguments) {
            encoded.add(withOrder ? CODEC.encodeWithOrder(argument) : CODEC.encode(argument));
        }
        try {
            Group group = Catalogue.make(type, Creation.detached(VALUES), VALUES.stored(encoded));
            OwnFamily family = new OwnFamily(new DetachedGroup(group, VALUES));
            OwnObject made = new OwnObject(type, family, FIRST);
            family.add(made);
            return made.face(face);
        } catch (OperationRefusal refused) {
            throw new IllegalArgumentException(refused.sentence(), refused);
        }
    }

    RemoteProxy face(Type<?> face) {
        return Faces.create(type, new LocalCaller(this), face);
    }

    BuiltInType type() {
        return type;
    }

    /** Returns what its group calls it before it belongs to a server. */
    ObjectId detachedId() {
        return detachedId;
    }

    /** Returns where it is since a server has taken it in, or null. */
    @Nullable
    ServerObject home() {
        return home;
    }

    /** It belongs to a server from now on. */
    void settle(ServerObject owner) {
        home = owner;
        giveBack();
    }

    /**
     * Gives back the reference that its server took for this process, once nobody in this process can use the object any
     * more, which may have been so before a server took it in: as a member of its family.
     */
    private void giveBack() {
        ServerObject owner = home;
        if (owner != null && unused && givenBack.compareAndSet(false, true)) {
            owner.release();
        }
    }

    /**
     * Moves the object, and all that share its lock, into a server, unless they are there already.
     *
     * @param registeredAs null, or what clients ask for to get it
     * @return what stands for it from now on
     * @throws IllegalStateException if it belongs to another server of this process
     */
    ObjectToken moveTo(Sequencer sequencer, LocalReferences references, @Nullable Supplier<String> registeredAs) {
        String key = registeredAs == null || isOfCall || !sequencer.outlivesProcess() ? null : registeredAs.get();
        family.moveTo(sequencer, references, type, key);
        ObjectToken token = token();
        if (key != null && registered.add(key)) {
            OwnFamily.register(sequencer, key, token.objectId());
        }
        return token;
    }

    @Override
    public @Nullable RemoteProxy newCondition() {
        OwnObject condition = home == null ? family.newCondition() : null;
        return condition == null ? null : condition.face(Type.of(SharedCondition.class));
    }

    @Override
    public ObjectToken token() {
        ServerObject owner = home;
        return owner == null ? detachedToken : owner.token();
    }

    @Override
    public ObjectId objectId() {
        ServerObject owner = home;
        return owner == null ? detachedId : owner.objectId();
    }

    @Override
    public @Nullable Sequencer sequencer() {
        ServerObject owner = home;
        return owner == null ? null : owner.sequencer();
    }

    @Override
    public ValueCodec taskCodec() {
        ServerObject owner = home;
        return owner == null ? TASK_CODEC : owner.taskCodec();
    }

    @Override
    public ValueCodec codec() {
        ServerObject owner = home;
        return owner == null ? CODEC : owner.codec();
    }

    @Override
    public AllowedClasses allowed() {
        ServerObject owner = home;
        return owner == null ? ALLOWED : owner.allowed();
    }

    @Override
    public MachineValues values() {
        ServerObject owner = home;
        return owner == null ? VALUES : owner.values();
    }

    @Override
    public void submit(Input input) {
        family.submit(input);
    }

    @Override
    public void release() {
        unused = true;
        giveBack();
    }

    @Override
    public void release(ObjectId object) {
        ServerObject owner = home;
        if (owner != null) {
            owner.release(object);
        }
    }

    /** Refuses shared objects inside the values of an object that belongs to no server, which could not keep them alive. */
    private static final class NoReferences implements References {

        @Override
        public @Nullable ObjectToken tokenOf(Object value) {
            if (RemoteProxy.isProxy(value)) {
                throw new UnsupportedValueException(
                        "a shared object cannot be stored in one that belongs to no server yet: register both,"
                                + " and store it from a client or from a registered callable",
                        Outcome.NOT_EXECUTED);
            }
            return null;
        }

        @Override
        public Object proxyOf(ObjectToken token) {
            return token;
        }
    }
}
