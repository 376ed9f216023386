package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.OpaquePickle;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.ValueReader;
import dev.steward.protocol.value.ValueSummary;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks the closed set: a tag, then what the kind says. No reference tracking, no class names; what is not of the set is
 * handed to the {@link Envelope}. Used by one thread at a time.
 */
final class ClosedKryo extends ValueKryo {

    private final CountedReferences references;
    private final long mostBytes;
    private final DeepStack stack;
    private Envelope envelope;
    /** Opens what is to be seen of objects of Python: how deep that nests does not add to how deep they are. */
    private @Nullable ClosedKryo viewer;

    private boolean isViewer;
    private int openedAlone;
    private @Nullable List<ObjectToken> tokens;
    private int depth;
    private ValueCodec.Manner manner = ValueCodec.Manner.AS_IT_IS;

    /**
     * A Kryo for one thread at a time.
     *
     * @param mostBytes what takes more is given up while it is written: a few lists that share their halves take without end
     * @param stack walks what nests deep
     * @param deep whether this one runs there
     */
    ClosedKryo(References references, AllowedClasses allowed, long mostBytes, DeepStack stack, boolean deep) {
        this(new CountedReferences(references), allowed, mostBytes, stack, deep);
    }

    private ClosedKryo(
            CountedReferences references, AllowedClasses allowed, long mostBytes, DeepStack stack, boolean deep) {
        super(new Resolver(), null, references, allowed, deep ? MAX_DEPTH : ON_ANY_STACK, deep);
        this.references = references;
        this.mostBytes = mostBytes;
        this.stack = stack;
        this.envelope = new Envelope(references, allowed, stack, deep);
    }

    /** Takes over what went in whose place in one that gave up. */
    void adopt(ClosedKryo other) {
        adoptPassages(other);
        envelope.adopt(other.envelope);
    }

    @Override
    void makeDo(DeepStack.@Nullable Unavailable why) {
        super.makeDo(why);
        envelope.makeDo(why);
    }

    /** Forgets what the last value was like; writes the next one in that manner. */
    void begin(ValueCodec.Manner next) {
        manner = next;
        forgetPassages();
        tokens = null;
        depth = 0;
    }

    /**
     * Reads a value.
     *
     * @param alone how deep the values are each of which is opened by itself: {@link Unopened} stands for one that cannot be
     * @param inside the tokens in it
     * @throws RuntimeException if it cannot be read; references in it are given back then
     */
    Object read(ValueInput input, int alone, List<ObjectToken> inside) {
        openedAlone = alone;
        references.begin();
        try {
            return super.readClassAndObject(input);
        } catch (Throwable e) {
            references.failed(0, inside);
            throw e;
        }
    }

    @Override
    public Object readClassAndObject(Input input) {
        if (openedAlone == 0 || getDepth() != openedAlone) {
            return super.readClassAndObject(input);
        }
        int start = input.position();
        int before = references.count();
        try {
            return super.readClassAndObject(input);
        } catch (Throwable e) {
            references.failed(before, ((ValueInput) input).skipValue(start));
            // What was left half way knows no beginning any more.
            envelope = new Envelope(references, allowed(), stack, isDeep());
            return new Unopened(ValueCodec.unreadable(e), ValueSummary.of(input.getBuffer(), start, input.limit()));
        }
    }

    /** Returns what is to be seen of an object of Python, which is not opened. */
    private Object openView(ValueInput in) {
        OpaquePickle pickle = OpaquePickle.read(in);
        int end = in.position();
        if (!pickle.hasView()) {
            throw new Refusal(
                    "an object of Python's class " + pickle.className() + ", which only Python opens",
                    "have Python send it as a list, a dict, a text or another plain value");
        }
        if (isViewer) {
            throw new KryoException("a view inside of another one");
        }
        pickle.goToView(in);
        ClosedKryo opening = viewer == null ? new ClosedKryo(references, allowed(), mostBytes, stack, false) : viewer;
        viewer = null;
        opening.isViewer = true;
        Object seen = opening.readClassAndObject(in);
        if (in.position() != pickle.viewEnd()) {
            throw new KryoException("bytes are left over behind a view");
        }
        // One that failed half way knows no beginning any more, and does not come back here.
        viewer = opening;
        in.setPosition(end);
        return seen;
    }

    /** How deep the value nests that was written since {@link #begin}. */
    int depth() {
        return depth;
    }

    /** The references in the value that was written since {@link #begin}, in order of appearance. */
    List<ObjectToken> tokens() {
        return tokens == null ? List.of() : List.copyOf(tokens);
    }

    @Override
    Class<?> open(String className) {
        return EnvelopeClasses.open(className, allowed());
    }

    private void met(ObjectToken token) {
        if (tokens == null) {
            tokens = new ArrayList<>();
        }
        tokens.add(token);
    }

    @Override
    public void writeClassAndObject(Output output, @Nullable Object object) {
        depth = Math.max(depth, getDepth() + 1);
        if (output.position() > mostBytes) {
            throw new Refusal(
                    "it takes more than the " + mostBytes
                            + " bytes of a value, and what several lists, sets or maps share"
                            + " is sent once for each of them",
                    "send less at a time, or raise ClientOptions.maxValue and the server's "
                            + Limits.named("VALUE_BYTES"));
        }
        super.writeClassAndObject(output, object);
    }

    @Override
    Object standIn(Object object) {
        if (manner == ValueCodec.Manner.WITH_ORDER && Coercion.isOrdered(object)) {
            return new ValueCodec.Ordered(object);
        }
        return super.standIn(object);
    }

    private static final class Resolver extends FixedResolver {
        private static final Registration[] BY_TAG = new Registration[ValueKind.values().length + 1];

        static {
            for (ValueKind kind : ValueKind.values()) {
                Registration shared = ClosedSet.registration(kind);
                if (shared != null) {
                    BY_TAG[kind.tag()] = shared;
                }
            }
            add(ValueKind.ENUM, ENUM);
            add(ValueKind.REFERENCE, new ReferenceSerializer());
            add(ValueKind.OPAQUE, new OpaqueSerializer());
        }

        private static void add(ValueKind kind, Serializer<?> serializer) {
            BY_TAG[kind.tag()] = new Registration(kind.type(), serializer, kind.tag());
        }

        @Override
        Registration find(Class<?> type) {
            return BY_TAG[ValueKind.of(type).tag()];
        }

        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable Registration writeClass(Output output, @Nullable Class type) {
            ValueKind kind = type == null ? ValueKind.NULL : ValueKind.of(type);
            output.writeByte(kind.tag());
            return BY_TAG[kind.tag()];
        }

        @Override
        public @Nullable Registration readClass(Input input) {
            ValueKind kind = ValueKind.ofTag(input.readByte());
            if (kind == null) {
                throw ValueReader.malformed("unknown tag");
            }
            return BY_TAG[kind.tag()];
        }
    }

    private static final class ReferenceSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object token) {
            ((ValueOutput) output).writeToken((ObjectToken) token);
            ((ClosedKryo) kryo).met((ObjectToken) token);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            return ((ValueKryo) kryo).references().proxyOf(((ValueInput) input).readToken());
        }
    }

    private static final class OpaqueSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object object) {
            ClosedKryo closed = (ClosedKryo) kryo;
            boolean lenient = closed.manner == ValueCodec.Manner.LEAVING_OUT;
            Object root = object instanceof ValueCodec.Ordered ordered ? ofTheJdk(ordered.collection()) : object;
            try {
                closed.envelope.write((ValueOutput) output, root, lenient).forEach(closed::met);
            } catch (Refusal refusal) {
                throw object == root || !refusal.isAt(JdkContainers.COMPARATOR)
                        ? refusal
                        : refusal.orElse(
                                root instanceof Map
                                        ? "if its order is enough without the comparator, pass new LinkedHashMap<>(map)"
                                        : "if its order is enough without the comparator, pass new LinkedHashSet<>(set)");
            }
        }

        /** Of a class of users nothing but the order counts here: as an argument it is what the JDK has of its kind. */
        @SuppressWarnings("unchecked")
        private static Object ofTheJdk(Object sorted) {
            if (AllowedClasses.isOfTheJdk(sorted.getClass())) {
                return sorted;
            }
            return sorted instanceof SortedMap<?, ?> map
                    ? new TreeMap<>((SortedMap<Object, Object>) map)
                    : new TreeSet<>((SortedSet<Object>) sorted);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            ClosedKryo closed = (ClosedKryo) kryo;
            ValueInput in = (ValueInput) input;
            return OpaquePickle.isNext(in) ? closed.openView(in) : closed.envelope.read(in);
        }
    }
}
