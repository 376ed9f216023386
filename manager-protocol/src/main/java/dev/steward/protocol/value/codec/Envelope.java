package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object of a user's class travels: its class by name, the references inside it in a table that the server can
 * read, and bytes that only who allows the class opens. Inside, Kryo tracks references, so shared parts stay shared and
 * cycles are possible. Used by one thread at a time.
 */
final class Envelope {

    /** The format of the bytes inside. */
    static final byte FORMAT_KRYO = 1;

    private final EnvelopeKryo kryo;
    private final ValueOutput inside = new ValueOutput();
    private final ValueInput opened = new ValueInput();

    Envelope(References references, AllowedClasses allowed) {
        kryo = new EnvelopeKryo(references, allowed);
    }

    /** Writes an object, and returns the references inside it. */
    List<ObjectToken> write(ValueOutput out, Object root) {
        Registration registration = EnvelopeClasses.of(root.getClass());
        inside.clear();
        kryo.begin(registration);
        inside.writeInt(EnvelopeClasses.fingerprint(registration));
        kryo.writeObject(inside, root, registration.getSerializer());

        out.writeByte(FORMAT_KRYO);
        out.writeName(registration.getType().getName());
        out.writeCount(kryo.tokensWritten.size());
        List<ObjectToken> tokens = List.copyOf(kryo.tokensWritten.keySet());
        for (ObjectToken token : tokens) {
            out.writeToken(token);
        }
        int length = inside.position();
        out.reserve(5 + length);
        out.writeCount(length);
        out.writeBytes(inside.getBuffer(), 0, length);
        kryo.end();
        inside.clear();
        return tokens;
    }

    Object read(ValueInput in) {
        byte format = in.readByte();
        String className = in.readText();
        List<ObjectToken> tokens = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            tokens.add(in.readToken());
        }
        int length = in.readCount(1);
        int start = in.position();
        in.setPosition(start + length);
        if (format != FORMAT_KRYO) {
            throw new Refusal(
                    className + " comes in an envelope of format " + format + ", which is not known here",
                    "send it as a list, a map or another plain value");
        }
        Registration registration = EnvelopeClasses.of(EnvelopeClasses.open(className, kryo.allowed()));
        opened.start(in.getBuffer(), start, length);
        kryo.begin(registration);
        kryo.tokensRead = tokens;
        EnvelopeClasses.checkFingerprint(registration, opened.readInt());
        Object root = readRoot(registration);
        if (!opened.end()) {
            throw new KryoException("bytes are left over at the end of the envelope");
        }
        opened.clear();
        kryo.end();
        return root;
    }

    @SuppressWarnings("unchecked")
    private Object readRoot(Registration registration) {
        return kryo.readObject(opened, registration.getType(), registration.getSerializer());
    }

    private static final class EnvelopeKryo extends ValueKryo {
        private final Resolver classes;
        private final Shared shared;
        private final Map<ObjectToken, Integer> tokensWritten = new LinkedHashMap<>();
        private List<ObjectToken> tokensRead = List.of();
        /** One proxy for each place in the table: the sender counted each once. */
        private final Map<Integer, Object> proxiesRead = new LinkedHashMap<>();

        EnvelopeKryo(References references, AllowedClasses allowed) {
            this(new Resolver(), new Shared(), references, allowed);
        }

        private EnvelopeKryo(Resolver classes, Shared shared, References references, AllowedClasses allowed) {
            super(classes, shared, references, allowed);
            this.classes = classes;
            this.shared = shared;
            classes.allowed = allowed;
        }

        @Override
        Class<?> open(String className) {
            return EnvelopeClasses.open(className, allowed());
        }

        /** The root's class is named in the envelope's head: inside it is known as the first one. */
        void begin(Registration root) {
            end();
            classes.learn(root);
        }

        void end() {
            classes.forget();
            tokensWritten.clear();
            tokensRead = List.of();
            proxiesRead.clear();
            shared.keys = 0;
            forgetPassages();
        }

        @Override
        void enterKey() {
            shared.keys++;
        }

        @Override
        void leaveKey() {
            shared.keys--;
        }
    }

    /**
     * Which objects were met before. Refuses two things that an honest writer hardly makes and a hostile one likes: a
     * part that refers to an immutable whole still being read, and containers shared within a key, whose hash would take
     * time that doubles with every level.
     */
    private static final class Shared extends MapReferenceResolver {
        private int keys;

        @Override
        @SuppressWarnings("rawtypes")
        public boolean useReferences(Class type) {
            return ValueKind.of(type).hasIdentity();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Object getReadObject(Class type, int id) {
            if (id < 0 || id >= readObjects.size()) {
                throw new KryoException("a reference to an object that does not come before it");
            }
            Object known = readObjects.get(id);
            if (known == null) {
                throw new KryoException("a record, tuple or key that holds itself cannot be rebuilt");
            }
            if (keys > 0 && (known instanceof Collection || known instanceof Map || known instanceof Object[])) {
                throw new KryoException("keys of a map, or elements of a set, that share a collection");
            }
            return known;
        }
    }

    /** Classes by number: the closed set's and the envelope's own; all others by name, once per envelope. */
    private static final class Resolver extends ValueKryo.FixedResolver {
        private static final Registration REFERENCE =
                new Registration(ObjectToken.class, new TableReferenceSerializer(), ValueKind.REFERENCE.tag());

        private final IdentityHashMap<Class<?>, Integer> written = new IdentityHashMap<>();
        private final List<Registration> read = new ArrayList<>();
        private AllowedClasses allowed = new AllowedClasses();

        void learn(Registration named) {
            if (named.getId() == EnvelopeClasses.BY_NAME) {
                written.put(named.getType(), written.size());
                read.add(named);
            }
        }

        void forget() {
            written.clear();
            read.clear();
        }

        @Override
        Registration find(Class<?> type) {
            return type == ObjectToken.class ? REFERENCE : EnvelopeClasses.of(type);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable Registration writeClass(Output output, @Nullable Class type) {
            if (type == null) {
                output.writeVarInt(0, true);
                return null;
            }
            Registration registration = find(type);
            output.writeVarInt(registration.getId(), true);
            if (registration.getId() == EnvelopeClasses.BY_NAME) {
                Integer number = written.get(registration.getType());
                output.writeVarInt(number != null ? number : written.size(), true);
                if (number == null) {
                    ((ValueOutput) output).writeName(registration.getType().getName());
                    output.writeInt(EnvelopeClasses.fingerprint(registration));
                    written.put(registration.getType(), written.size());
                }
            }
            return registration;
        }

        @Override
        public @Nullable Registration readClass(Input input) {
            int id = input.readVarInt(true);
            if (id == 0) {
                return null;
            }
            if (id == ValueKind.REFERENCE.tag()) {
                return REFERENCE;
            }
            if (id != EnvelopeClasses.BY_NAME) {
                return EnvelopeClasses.byNumber(id);
            }
            int number = input.readVarInt(true);
            if (number >= 0 && number < read.size()) {
                return read.get(number);
            }
            if (number != read.size()) {
                throw new KryoException("a class by a number that does not come before it");
            }
            String className = ((ValueInput) input).readText();
            Registration registration = EnvelopeClasses.of(EnvelopeClasses.open(className, allowed));
            EnvelopeClasses.checkFingerprint(registration, input.readInt());
            read.add(registration);
            return registration;
        }
    }

    /** Inside an envelope a reference is its place in the table. */
    private static final class TableReferenceSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object token) {
            Map<ObjectToken, Integer> table = ((EnvelopeKryo) kryo).tokensWritten;
            Integer known = table.putIfAbsent((ObjectToken) token, table.size());
            output.writeVarInt(known != null ? known : table.size() - 1, true);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            List<ObjectToken> table = ((EnvelopeKryo) kryo).tokensRead;
            int index = input.readVarInt(true);
            if (index < 0 || index >= table.size()) {
                throw new KryoException("a reference outside the envelope's table");
            }
            return ((EnvelopeKryo) kryo)
                    .proxiesRead.computeIfAbsent(
                            index, place -> ((ValueKryo) kryo).references().proxyOf(table.get(place)));
        }
    }
}
