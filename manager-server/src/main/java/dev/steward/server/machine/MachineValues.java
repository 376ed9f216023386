package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.UnsupportedValueException;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** The machine's values over the encoded values of the wire, of one start of one server. Immutable. */
public final class MachineValues implements Values {

    private static final Value NIL = new StoredValue(EncodedValue.NULL, List.of());
    private static final Value TRUE = new StoredValue(EncodedValue.of(true), List.of());
    private static final Value FALSE = new StoredValue(EncodedValue.of(false), List.of());

    private static final int MANY_ELEMENTS = 10_000;
    private static final int MANY_BYTES = 1 << 20;

    private final Supplier<Incarnation> incarnation;
    private final Supplier<List<String>> addresses;

    /** Values whose references say that they are of this server and where it is reached at that time. */
    public MachineValues(Incarnation incarnation, Supplier<List<String>> addresses) {
        this(() -> incarnation, addresses);
    }

    /** The same of a server that hears which start it is of before it has its first value with a reference. */
    public MachineValues(Supplier<Incarnation> incarnation, Supplier<List<String>> addresses) {
        this.incarnation = incarnation;
        this.addresses = addresses;
    }

    /** Returns what came over the wire as a value of the machine. */
    public Value stored(EncodedValue encoded) {
        return new StoredValue(encoded, ownReferences(encoded));
    }

    /** Returns several at once. */
    public List<Value> stored(List<EncodedValue> encoded) {
        if (encoded.isEmpty()) {
            return List.of();
        }
        List<Value> values = new ArrayList<>(encoded.size());
        for (EncodedValue one : encoded) {
            values.add(stored(one));
        }
        return values;
    }

    /** Returns a value of the machine as it goes over the wire. Walks a list; not to be called inside a group. */
    public EncodedValue encoded(Value value) {
        if (value instanceof StoredValue stored) {
            return stored.encoded();
        }
        List<Value> elements = ((ListedValue) value).elements();
        List<EncodedValue> encoded = new ArrayList<>(elements.size());
        for (Value element : elements) {
            encoded.add(encoded(element));
        }
        return EncodedValue.listOf(encoded);
    }

    /** Returns whether putting a value together for the wire takes longer than an event loop may linger. */
    public boolean takesLong(Value value) {
        return value instanceof ListedValue list
                && (list.placeBytes() > MANY_ELEMENTS * ListedValue.PLACE_BYTES || list.size() > MANY_BYTES);
    }

    /** Returns how much memory a value that is not put together yet takes beside its elements, at least, in bytes. */
    public long placeBytes(Value value) {
        return value instanceof ListedValue list ? list.placeBytes() : 0;
    }

    /** Returns the bytes of a value as they go over the wire in chunks: those of its elements as they are stored. */
    public LeavingBytes leaving(Value value) {
        LeavingBytes.Builder bytes = new LeavingBytes.Builder();
        add(value, 0, bytes);
        return bytes.build();
    }

    private static void add(Value value, int level, LeavingBytes.Builder bytes) {
        if (value instanceof StoredValue stored) {
            bytes.add(stored.encoded(), level);
            return;
        }
        List<Value> elements = ((ListedValue) value).elements();
        bytes.beginList(elements.size());
        for (Value element : elements) {
            add(element, level + 1, bytes);
        }
    }

    /** Returns the token of an object of this server. */
    public ObjectToken token(String typeId, ObjectId objectId) {
        Incarnation own = incarnation.get();
        return new ObjectToken(own.serverId(), own.epoch(), typeId, objectId, addresses.get());
    }

    /** Returns whether a token is of this start of this server. */
    public boolean isOwn(ObjectToken token) {
        Incarnation own = incarnation.get();
        return token.incarnation() == own.epoch() && token.serverId().equals(own.serverId());
    }

    private List<ObjectId> ownReferences(EncodedValue encoded) {
        List<ObjectToken> tokens = encoded.tokens();
        if (tokens.isEmpty()) {
            return List.of();
        }
        // As often as they appear: the client makes a proxy of each, and each releases one reference.
        List<ObjectId> ids = new ArrayList<>(tokens.size());
        for (ObjectToken token : tokens) {
            if (isOwn(token)) {
                ids.add(token.objectId());
            }
        }
        return List.copyOf(ids);
    }

    @Override
    public Kind kindOf(Value value) {
        if (value instanceof ListedValue) {
            return Kind.LIST;
        }
        EncodedValue encoded = encoded(value);
        if (encoded.isNull()) {
            return Kind.NULL;
        } else if (encoded.isText()) {
            return Kind.TEXT;
        } else if (encoded.isBoolean()) {
            return Kind.BOOLEAN;
        } else if (encoded.isLong()) {
            return Kind.INTEGER;
        }
        return encoded.isList() ? Kind.LIST : Kind.OTHER;
    }

    @Override
    public Value nil() {
        return NIL;
    }

    @Override
    public Value of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public Value of(long value) {
        return new StoredValue(EncodedValue.of(value), List.of());
    }

    @Override
    public Value of(String value) {
        return new StoredValue(EncodedValue.of(value), List.of());
    }

    @Override
    public Value listOf(List<Value> elements, List<ObjectId> references) {
        return new ListedValue(elements, references);
    }

    @Override
    public Value listOf(List<Value> elements) {
        List<ObjectId> references = new ArrayList<>();
        for (Value element : elements) {
            references.addAll(element.references());
        }
        return new ListedValue(elements, List.copyOf(references));
    }

    @Override
    public Value reference(String typeId, ObjectId objectId) {
        return new StoredValue(EncodedValue.of(token(typeId, objectId)), List.of(objectId));
    }

    @Override
    public boolean isNull(Value value) {
        return value instanceof StoredValue stored && stored.encoded().isNull();
    }

    @Override
    public boolean asBoolean(Value value) {
        EncodedValue encoded = encoded(value);
        if (!encoded.isBoolean()) {
            throw wrong("true or false", value);
        }
        return encoded.asBoolean();
    }

    @Override
    public long asLong(Value value) {
        EncodedValue encoded = encoded(value);
        if (!encoded.isLong()) {
            throw wrong("a whole number", value);
        }
        return encoded.asLong();
    }

    @Override
    public String asText(Value value) {
        EncodedValue encoded = encoded(value);
        if (!encoded.isText()) {
            throw wrong("a text", value);
        }
        return encoded.asText();
    }

    @Override
    public List<Value> asList(Value value) {
        if (value instanceof ListedValue list) {
            return list.elements();
        }
        EncodedValue encoded = encoded(value);
        if (!encoded.isList()) {
            throw wrong("a list", value);
        }
        return Collections.unmodifiableList(stored(encoded.asList()));
    }

    @Override
    public boolean identical(Value left, Value right) {
        return encoded(left).isIdenticalTo(encoded(right));
    }

    @Override
    public int compare(Value left, Value right) {
        int order = encoded(left).compare(encoded(right));
        return order == EncodedValue.NOT_COMPARABLE ? NOT_COMPARABLE : Integer.signum(order);
    }

    @Override
    public Value add(Value left, Value right) {
        try {
            return new StoredValue(encoded(left).add(encoded(right)), List.of());
        } catch (UnsupportedValueException notNumbers) {
            throw new OperationRefusal(Status.WRONG_TYPE, String.valueOf(notNumbers.getMessage()));
        }
    }

    @Override
    public Value add(String cellType, Value left, Value right) {
        EncodedValue sum;
        try {
            sum = encoded(left).add(encoded(right), cellType);
        } catch (UnsupportedValueException notNumbers) {
            throw new OperationRefusal(Status.WRONG_TYPE, String.valueOf(notNumbers.getMessage()));
        }
        return fit(cellType, stored(sum));
    }

    @Override
    public Value fit(String cellType, Value value) {
        try {
            return stored(encoded(value).fit(cellType));
        } catch (UnsupportedValueException unfit) {
            throw new OperationRefusal(Status.OUT_OF_RANGE, String.valueOf(unfit.getMessage()));
        }
    }

    @Override
    public String summary(Value value, int atMost) {
        String text = encoded(value).toString();
        return text.length() <= atMost ? text : text.substring(0, Math.max(0, atMost - 3)) + "...";
    }

    @Override
    public void write(StateWriter writer, Value value) {
        EncodedValue encoded = encoded(value);
        writer.writeInt(encoded.size());
        encoded.writeTo(writer::writeRaw);
    }

    @Override
    public Value read(StateReader reader) {
        return stored(EncodedValue.fromBytes(reader.readBytes()));
    }

    private OperationRefusal wrong(String expected, Value value) {
        return new OperationRefusal(Status.WRONG_TYPE, "expected " + expected + ", got " + summary(value, 80));
    }
}
