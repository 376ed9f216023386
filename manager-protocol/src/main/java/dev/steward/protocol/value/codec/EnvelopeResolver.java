package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of one envelope by number: the closed set's and the envelope's own; all others by name, once per envelope. */
final class EnvelopeResolver extends ValueKryo.FixedResolver {
    private static final Registration REFERENCE =
            new Registration(ObjectToken.class, new TableReferenceSerializer(), ValueKind.REFERENCE.tag());

    private final IdentityHashMap<Class<?>, Integer> written = new IdentityHashMap<>();
    private final List<Registration> read = new ArrayList<>();
    private final AllowedClasses allowed;

    /** Of which classes the lists are, apart from the rest: all lists are equal by what they hold. */
    private final ValueOutput listsWritten = new ValueOutput();

    private ValueInput listsRead = new ValueInput();

    EnvelopeResolver(AllowedClasses allowed) {
        this.allowed = allowed;
    }

    void learn(Registration named) {
        if (named.getId() == EnvelopeClasses.BY_NAME) {
            written.put(named.getType(), written.size());
            read.add(named);
        }
    }

    void forget() {
        // To clear it takes as long as it has room, also when nothing is in it.
        if (!written.isEmpty()) {
            written.clear();
        }
        read.clear();
        listsWritten.clear();
    }

    /** Returns how many classes have a number. */
    int learned() {
        return Math.max(written.size(), read.size());
    }

    /** Forgets the classes that have a number from that one on: what comes next names them again. */
    void forgetFrom(int first) {
        written.values().removeIf(number -> number >= first);
        if (read.size() > first) {
            read.subList(first, read.size()).clear();
        }
    }

    /** Returns how many bytes have said so far of which classes the lists are that are read. */
    int listsPosition() {
        return listsRead.position();
    }

    /** Goes on behind the lists that are left out. */
    void skipLists(int bytes) {
        if (bytes < 0 || bytes > listsRead.limit() - listsRead.position()) {
            throw new KryoException("more lists are left out than there are");
        }
        listsRead.setPosition(listsRead.position() + bytes);
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
        if (ValueKind.of(type) == ValueKind.LIST) {
            output.writeVarInt(ValueKind.LIST.tag(), true);
            writeList(registration);
            return registration;
        }
        output.writeVarInt(registration.getId(), true);
        if (registration.getId() == EnvelopeClasses.BY_NAME) {
            Integer number = written.get(registration.getType());
            output.writeVarInt(number != null ? number : written.size(), true);
            if (number == null) {
                ((ValueOutput) output).writeClassName(registration.getType());
                output.writeInt(EnvelopeClasses.shape(registration));
                written.put(registration.getType(), written.size());
            }
        }
        return registration;
    }

    private void writeList(Registration registration) {
        listsWritten.writeVarInt(registration.getId(), true);
        if (registration.getId() == EnvelopeClasses.BY_NAME) {
            listsWritten.writeClassName(registration.getType());
            listsWritten.writeInt(EnvelopeClasses.shape(registration));
        }
    }

    private Registration readList() {
        int id = listsRead.readVarInt(true);
        Registration registration = id == EnvelopeClasses.BY_NAME
                ? EnvelopeClasses.of(EnvelopeClasses.open(listsRead.readText(), allowed))
                : EnvelopeClasses.byNumber(id);
        if (id == EnvelopeClasses.BY_NAME) {
            EnvelopeClasses.checkShape(registration, listsRead.readInt());
        }
        if (ValueKind.of(registration.getType()) != ValueKind.LIST) {
            throw new KryoException(
                    "a list of a class that is none: " + registration.getType().getName());
        }
        return registration;
    }

    /** Returns of which classes the lists are that were written. */
    ValueOutput listsWritten() {
        return listsWritten;
    }

    /** Says of which classes the lists are that will be read. */
    void readListsFrom(ValueInput lists) {
        listsRead = lists;
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
        if (id == ValueKind.LIST.tag()) {
            return readList();
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
        EnvelopeClasses.checkShape(registration, input.readInt());
        read.add(registration);
        return registration;
    }

    /** Inside an envelope a reference is its place in the table. */
    private static final class TableReferenceSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object token) {
            output.writeVarInt(((EnvelopeKryo) kryo).placeOf((ObjectToken) token), true);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            return ((EnvelopeKryo) kryo).proxyAt(input.readVarInt(true));
        }
    }
}
