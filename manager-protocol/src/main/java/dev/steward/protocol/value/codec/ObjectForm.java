package dev.steward.protocol.value.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import dev.steward.api.Tuple;
import dev.steward.protocol.value.PlainKind;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that two objects have in common exactly if they are equal (docs/values.md): lists by their elements in order, sets
 * and maps by content, other objects by class and fields, whatever the collections' classes and however parts are shared.
 * The fingerprint of an opaque value is their hash. The fields are written by the serializers of the envelope.
 *
 * <p>A part whose form is long stands in that of the whole by its hash alone. So what is shared is looked at once, and the
 * form of a few objects that share much does not grow without end. Objects in a circle are {@link CircleForm}'s: this one
 * would walk for ever. Used by one thread at a time.
 */
final class ObjectForm extends ValueKryo {

    /** A longer form stands by its hash in that of the whole. */
    static final int MOST_INLINE = 256;

    /** What stands for what is no value of a plain kind, beside the tags of those; the JDK's classes have numbers above. */
    private static final byte OBJECT = 44;

    private static final byte ARRAY = 45;
    private static final byte QUEUE = 46;
    private static final byte BAG = 47;
    private static final byte ENTRY = 48;
    private static final byte DIGEST = 49;

    /** How the form of a class is written, and whether it can be shared or be in a circle. */
    private enum Way {
        PLAIN,
        ENUM,
        REFERENCE,
        SEQUENCE,
        SET,
        MAP,
        ARRAY,
        QUEUE,
        BAG,
        ENTRY,
        NUMBERED,
        KEPT,
        OBJECT;

        boolean holdsOthers() {
            return compareTo(SEQUENCE) >= 0;
        }
    }

    /** What is to know of a class: looked up once. */
    private static final class Row {
        private final Way way;
        private final ValueKind kind;
        private final Registration registration;

        /** Stands for the class and its fields. */
        private final byte[] identity;

        Row(Class<?> type) {
            kind = ValueKind.of(type);
            registration = EnvelopeClasses.of(type);
            way = wayOf(type, kind, registration);
            identity = way == Way.OBJECT || way == Way.KEPT
                    ? ValueHash.ofBytes((type.getName() + '#' + EnvelopeClasses.shape(registration)).getBytes(UTF_8))
                    : new byte[0];
        }

        private static Way wayOf(Class<?> type, ValueKind kind, Registration registration) {
            if (registration.getSerializer() instanceof UserObjectSerializer user
                    && user.keepsFields()
                    && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))) {
                return Way.KEPT;
            }
            return switch (kind) {
                case ENUM -> Way.ENUM;
                case REFERENCE -> Way.REFERENCE;
                case LIST, TUPLE -> Way.SEQUENCE;
                case SET -> Way.SET;
                case MAP -> Way.MAP;
                case OPAQUE -> {
                    if (type.isArray()) {
                        yield Way.ARRAY;
                    }
                    if (PriorityQueue.class.isAssignableFrom(type)) {
                        yield Way.BAG;
                    }
                    if (Collection.class.isAssignableFrom(type)) {
                        yield Way.QUEUE;
                    }
                    if (Map.Entry.class.isAssignableFrom(type) && registration.getId() != EnvelopeClasses.BY_NAME) {
                        yield Way.ENTRY;
                    }
                    yield registration.getId() == EnvelopeClasses.BY_NAME ? Way.OBJECT : Way.NUMBERED;
                }
                default -> Way.PLAIN;
            };
        }
    }

    /** Classes are told apart by their rows alone. */
    private static final class NoClasses extends FixedResolver {
        @Override
        Registration find(Class<?> type) {
            return EnvelopeClasses.of(type);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable Registration writeClass(Output output, @Nullable Class type) {
            throw new UnsupportedOperationException("a form has no classes by number");
        }

        @Override
        public @Nullable Registration readClass(Input input) {
            throw new UnsupportedOperationException("a form is only written");
        }
    }

    private static final ClassValue<Row> ROWS = new ClassValue<>() {
        @Override
        protected Row computeValue(Class<?> type) {
            return new Row(type);
        }
    };

    private final EnvelopeKryo source;
    private final ValueHash hash = new ValueHash();
    private final ValueOutput form = new ValueOutput(ValueOutput.OddNans.REPLACED);

    /** The hashes of long forms, where something is shared. */
    private final IdentityHashMap<Object, byte[]> known = new IdentityHashMap<>();

    private boolean shared;

    /** Takes parts that stand alone, while a circle is looked at; null otherwise. */
    private @Nullable CircleForm circle;

    /** Returns whether equal objects of a class are written in one way alone, but for what they share. */
    static boolean isToldByBytes(Class<?> type) {
        return switch (ROWS.get(type).way) {
            case SEQUENCE, PLAIN, ENUM, NUMBERED, OBJECT -> true;
            default -> false;
        };
    }

    ObjectForm(EnvelopeKryo source) {
        super(
                new NoClasses(),
                null,
                source.references(),
                source.allowed(),
                EnvelopeKryo.MOST_DEEP_LEVELS,
                source.isDeep());
        this.source = source;
    }

    /** Returns the fingerprint of what was just written. */
    byte[] fingerprint(Object root) {
        try {
            if (source.metCircle()) {
                return new CircleForm(this, hash).fingerprint(root);
            }
            shared = source.metAgain();
            writeBody(form, root, ROWS.get(root.getClass()));
            return hash.of(form.getBuffer(), 0, form.position());
        } finally {
            known.clear();
            circle = null;
            form.clear();
        }
    }

    /** Writes the form of one object for a circle, which is told of each part that stands alone in it. */
    void writeAlone(CircleForm taker, ValueOutput out, Object object) {
        circle = taker;
        writeBody(out, object, ROWS.get(object.getClass()));
    }

    @Override
    Class<?> open(String className) {
        throw new UnsupportedOperationException("a form is only written");
    }

    @Override
    Object standIn(Object object) {
        return source.standIn(object);
    }

    @Override
    public CutExceptions cuts() {
        return source.cuts();
    }

    /** In a circle each stands alone. */
    @Override
    boolean standsElsewhere(Throwable thrown) {
        return circle != null;
    }

    /** Writes the form of a part. */
    @Override
    public void writeClassAndObject(Output output, @Nullable Object object) {
        ValueOutput out = (ValueOutput) output;
        if (object == null) {
            out.writeByte(ValueKind.NULL.tag());
            return;
        }
        Object part = standIn(object);
        Row row = ROWS.get(part.getClass());
        CircleForm taker = circle;
        if (!row.way.holdsOthers()) {
            writeBody(out, part, row);
        } else if (taker != null) {
            taker.met(out, part);
        } else {
            writePart(out, part, row);
        }
    }

    private void writePart(ValueOutput out, Object part, Row row) {
        byte[] digest = shared ? known.get(part) : null;
        if (digest == null) {
            int start = out.position();
            writeBody(out, part, row);
            if (out.position() - start <= MOST_INLINE) {
                return;
            }
            digest = hash.of(out.getBuffer(), start, out.position() - start);
            out.setPosition(start);
            if (shared) {
                known.put(part, digest);
            }
        }
        writeDigest(out, digest);
    }

    /** Writes what stands for a long form. */
    static void writeDigest(ValueOutput out, byte[] digest) {
        out.writeByte(DIGEST);
        out.writeBytes(digest, 0, digest.length);
    }

    private void writeBody(ValueOutput out, Object part, Row row) {
        switch (row.way) {
            case PLAIN -> writePlain(out, part, row.kind);
            case ENUM -> {
                Enum<?> constant = (Enum<?>) part;
                out.writeByte(ValueKind.ENUM.tag());
                out.writeClassName(constant.getDeclaringClass());
                out.writeName(constant.name());
            }
            case REFERENCE -> {
                ObjectToken token = (ObjectToken) part;
                out.writeByte(ValueKind.REFERENCE.tag());
                out.writeLong(token.serverId().getMostSignificantBits());
                out.writeLong(token.serverId().getLeastSignificantBits());
                out.writeLong(token.incarnation());
                out.writeLong(token.objectId().value());
            }
            case SEQUENCE -> {
                boolean isTuple = row.kind == ValueKind.TUPLE;
                out.writeByte(isTuple ? ValueKind.TUPLE.tag() : ValueKind.LIST.tag());
                writeAll(out, isTuple ? ((Tuple) part).elements().toArray() : ((Collection<?>) part).toArray());
            }
            case SET -> writeUnordered(out, ValueKind.SET.tag(), ((Collection<?>) part).toArray());
            case BAG -> writeUnordered(out, BAG, ((Collection<?>) part).toArray());
            case MAP ->
                writeUnordered(
                        out, ValueKind.MAP.tag(), ((Map<?, ?>) part).entrySet().toArray());
            case ARRAY -> {
                out.writeByte(ARRAY);
                writeAll(out, (Object[]) part);
            }
            case QUEUE -> {
                out.writeByte(QUEUE);
                writeAll(out, ((Collection<?>) part).toArray());
            }
            case ENTRY -> {
                out.writeByte(ENTRY);
                writeEntry(out, (Map.Entry<?, ?>) part);
            }
            case NUMBERED -> {
                out.writeVarInt(row.registration.getId(), true);
                writeBySerializer(out, part, row.registration);
            }
            case KEPT -> {
                out.writeByte(OBJECT);
                out.writeBytes(row.identity, 0, row.identity.length);
                writeKept(out, part, row.registration);
            }
            case OBJECT -> {
                out.writeByte(OBJECT);
                out.writeBytes(row.identity, 0, row.identity.length);
                writeBySerializer(out, part, row.registration);
            }
        }
    }

    private static void writePlain(ValueOutput out, Object part, ValueKind kind) {
        PlainKind plain = PlainKind.of(kind);
        if (plain == null) {
            throw new IllegalStateException(kind + " is not plain");
        }
        out.writeByte(kind.tag());
        plain.write(out, part);
    }

    /** A collection with fields of its own, which count: those, then what it holds beside them. */
    private void writeKept(ValueOutput out, Object part, Registration registration) {
        UserObjectSerializer user = (UserObjectSerializer) registration.getSerializer();
        user.writeFields(this, out, part);
        if (!(user instanceof UserContainer)) {
            return;
        }
        if (part instanceof Map<?, ?> map) {
            writeUnordered(out, ValueKind.MAP.tag(), map.entrySet().toArray());
        } else if (part instanceof Set<?> || part instanceof PriorityQueue<?>) {
            writeUnordered(out, ValueKind.SET.tag(), ((Collection<?>) part).toArray());
        } else {
            writeAll(out, ((Collection<?>) part).toArray());
        }
    }

    @SuppressWarnings("unchecked")
    private void writeBySerializer(ValueOutput out, Object part, Registration registration) {
        registration.getSerializer().write((Kryo) this, out, part);
    }

    private void writeAll(ValueOutput out, @Nullable Object[] elements) {
        out.writeCount(elements.length);
        for (Object element : elements) {
            writeClassAndObject(out, element);
        }
    }

    private void writeEntry(ValueOutput out, Map.Entry<?, ?> entry) {
        writeClassAndObject(out, entry.getKey());
        writeClassAndObject(out, entry.getValue());
    }

    /** Elements or entries in the order of their forms, which is the same whatever order they are in here. */
    private void writeUnordered(ValueOutput out, byte tag, Object[] items) {
        out.writeByte(tag);
        out.writeCount(items.length);
        CircleForm taker = circle;
        if (taker != null) {
            taker.beginUnordered(out);
        }
        int start = out.position();
        int[] ends = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            if (tag == ValueKind.MAP.tag()) {
                writeEntry(out, (Map.Entry<?, ?>) items[i]);
            } else {
                writeClassAndObject(out, items[i]);
            }
            ends[i] = out.position();
            if (taker != null) {
                taker.endItem(out);
            }
        }
        if (taker == null) {
            SortedParts.sort(out.getBuffer(), start, ends);
        }
    }
}
