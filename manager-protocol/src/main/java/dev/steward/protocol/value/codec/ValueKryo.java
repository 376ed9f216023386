package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.ClassResolver;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.ReferenceResolver;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.ValueReader;
import dev.steward.protocol.value.codec.DeepStack.TooDeep;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Kryo that writes tokens where proxies are, and knows whom to ask about references and classes. One kind of it walks
 * the closed set, the other the inside of an envelope; both resolve classes by our own tables alone. Used by one thread
 * at a time.
 */
abstract class ValueKryo extends Kryo {

    /** How many levels deeper can be read than is written: room for the lists that a server makes of values. */
    private static final int SPARE_LEVELS = 4;

    /** Values nest at most so deep when they leave here. */
    static final int MAX_DEPTH = ValueReader.MAX_DEPTH - SPARE_LEVELS;

    /** So deep is walked on the stack of any thread. */
    static final int ON_ANY_STACK = 60;

    /** An enum travels by the names of its class and its constant, so that who has not the class can still carry it. */
    static final Serializer<Enum<?>> ENUM = new EnumSerializer();

    private static final CutExceptions NONE_CUT = new CutExceptions(false);

    private final References references;
    private final AllowedClasses allowed;
    private final int mostLevels;
    private final boolean deep;

    /** Why there is no deeper stack, if that is so. */
    private DeepStack.@Nullable Unavailable unavailable;

    private @Nullable IdentityHashMap<Object, Passage> passages;

    /** What went in whose place before the value turned out to nest too deep for an ordinary stack. */
    private final IdentityHashMap<Object, Passage> earlier = new IdentityHashMap<>();

    ValueKryo(
            FixedResolver classes,
            @Nullable ReferenceResolver shared,
            References references,
            AllowedClasses allowed,
            int mostLevels,
            boolean deep) {
        super(classes, shared);
        this.references = references;
        this.allowed = allowed;
        this.mostLevels = mostLevels;
        this.deep = deep;
        setMaxDepth(mostLevels + SPARE_LEVELS);
        classes.known = true;
    }

    References references() {
        return references;
    }

    AllowedClasses allowed() {
        return allowed;
    }

    /** Returns whether it runs on a {@link DeepStack}. */
    boolean isDeep() {
        return deep;
    }

    /** Makes do with the stack that there is: what nests deeper is refused, for that reason. */
    void makeDo(DeepStack.@Nullable Unavailable why) {
        unavailable = why;
    }

    /** Returns why there is no deeper stack, if that is so. */
    DeepStack.@Nullable Unavailable unavailable() {
        return unavailable;
    }

    /** Refuses what would need one that there is not. */
    final void requireDeeperStack() {
        if (unavailable != null) {
            throw unavailable.refusal();
        }
    }

    /** Returns a class of that name if it may be opened here. */
    abstract Class<?> open(String className);

    /** Writes a token in the place of a proxy, and anything else as it is. */
    @Override
    public void writeClassAndObject(Output output, @Nullable Object object) {
        if (getDepth() >= mostLevels) {
            requireDeeperStack();
            if (!deep) {
                throw new TooDeep();
            }
            throw new Refusal(
                    "it nests deeper than " + mostLevels + " levels, or holds itself",
                    "flatten it, or keep the parts in shared objects of their own");
        }
        super.writeClassAndObject(output, object == null ? null : standIn(object));
    }

    /** Returns what is written in the place of an object: a token for a proxy, what is passed on for what cannot travel. */
    Object standIn(Object object) {
        if (ValueKind.of(object.getClass()) != ValueKind.OPAQUE) {
            return object;
        }
        if (allowed.takesFunctions() && !JdkComparators.is(object.getClass())) {
            Passage passage = passageOf(object);
            if (passage != null) {
                return passage;
            }
        }
        if (object instanceof Passable) {
            throw new Refusal(
                    object.getClass().getName() + " can be had by the processes of one program only",
                    "pass it as an argument of a JavaProcess, with a task of a pool, as its result or through a Pipe;"
                            + " to anybody else pass what it holds, or its name");
        }
        ObjectToken token = references.tokenOf(object);
        if (token == null && RemoteProxy.isProxy(object)) {
            throw new Refusal(
                    "a proxy of another manager: " + object.getClass().getName(),
                    "pass a proxy that this manager gave, or the proxy's printable token");
        }
        return token != null ? token : object;
    }

    /** One for each object, so that two places that hold it hold one there too. */
    private @Nullable Passage passageOf(Object object) {
        Passage known = passages == null ? null : passages.get(object);
        if (known == null) {
            known = earlier.get(object);
        }
        if (known != null) {
            return known;
        }
        Passage passage = newPassageOf(object);
        if (passage != null) {
            if (passages == null) {
                passages = new IdentityHashMap<>();
            }
            passages.put(object, passage);
        }
        return passage;
    }

    private @Nullable Passage newPassageOf(Object object) {
        if (FunctionPassage.isFunction(object)) {
            return FunctionPassage.of(object);
        }
        if (!allowed.isOfOneProgram()) {
            return null;
        }
        return object instanceof Passable passable ? passable.passage() : references.passageOf(object);
    }

    /** Takes over what went in whose place in one that gave up. */
    void adoptPassages(ValueKryo other) {
        if (other.passages != null) {
            earlier.putAll(other.passages);
        }
    }

    /** Forgets what went in whose place. */
    void forgetPassages() {
        passages = null;
    }

    /**
     * Called before a part that will be hashed or compared when it is read: an element of a set, a key of a map. Returns
     * what {@link #leaveKey} wants to have.
     */
    long enterKey() {
        return 0;
    }

    /** Called behind such a part, before anybody hashes it. Returns how many steps that takes, if they are counted. */
    long leaveKey(long entered) {
        return 0;
    }

    /** Called where such a part takes so many steps beside its own to find its place. */
    void compare(long steps) {}

    /** Returns which exceptions arrive as one of their superclasses. */
    public CutExceptions cuts() {
        return NONE_CUT;
    }

    /** Returns whether an exception stands elsewhere, so that here stands where. */
    boolean standsElsewhere(Throwable thrown) {
        return false;
    }

    /** Called for exceptions that are written together with the one that leads to them; returns the first one's number. */
    int joinWritten(List<Throwable> others) {
        return 0;
    }

    /** Called when all of them are written or read. */
    void leave(int first, int others) {}

    /** Writes what a reader may leave out. */
    void writeBlock(ValueOutput out, Runnable body) {
        body.run();
    }

    /**
     * Reads an object and puts another one around it, as soon as it is there: what it is filled with may hold that.
     *
     * @param around may fail while it is not filled
     */
    Object readInside(ValueInput input, UnaryOperator<Object> around) {
        return around.apply(readClassAndObject(input));
    }

    /** Returns whether an object was met inside itself, so that some may not be whole. */
    boolean metCircle() {
        return false;
    }

    /** Called for a set or map in a circle, which hashes or compares what it holds: it is filled anew at the end. */
    void filled(Runnable again) {}

    private static final class EnumSerializer extends Serializer<Enum<?>> {
        EnumSerializer() {
            super(false, true);
        }

        @Override
        public void write(Kryo kryo, Output output, Enum<?> constant) {
            ValueOutput out = (ValueOutput) output;
            out.writeClassName(constant.getDeclaringClass());
            out.writeName(constant.name());
        }

        @Override
        public Enum<?> read(Kryo kryo, Input input, Class<? extends Enum<?>> expected) {
            ValueInput in = (ValueInput) input;
            String className = in.readText();
            String name = in.readText();
            Class<?> type = ((ValueKryo) kryo).open(className);
            if (!type.isEnum()) {
                throw new Refusal(className + " is no enum here", "use the same version of it on both sides");
            }
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return (Enum<?>) constant;
                }
            }
            throw new Refusal(
                    className + " has no constant '" + name + "' here", "use the same version of it on both sides");
        }
    }

    /** A resolver whose tables are fixed: nothing is registered by Kryo or by chance. */
    abstract static class FixedResolver implements ClassResolver {

        /** False while Kryo's constructor runs, which gives its own serializers to what is registered already. */
        private boolean known;

        /** Returns how a class is written and read. */
        abstract Registration find(Class<?> type);

        @Override
        @SuppressWarnings("rawtypes")
        public final @Nullable Registration getRegistration(Class type) {
            return known ? find(type) : null;
        }

        @Override
        public void setKryo(Kryo kryo) {}

        /** Only Kryo's constructor comes here, with the primitives, which are found by their kind instead. */
        @Override
        public Registration register(Registration registration) {
            return registration;
        }

        @Override
        public Registration unregister(int id) {
            throw new UnsupportedOperationException("the table of classes is fixed");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Registration registerImplicit(Class type) {
            throw new UnsupportedOperationException("the table of classes is fixed");
        }

        @Override
        public @Nullable Registration getRegistration(int id) {
            return null;
        }

        @Override
        public void reset() {}
    }
}
