package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values for tests: null, booleans, longs, doubles, texts, lists, references, and an opaque one. */
public class PlainValues implements Values {

    /** One value. */
    public record Plain(@Nullable Object content, List<ObjectId> references) implements Value {

        @Override
        public int size() {
            return content instanceof String text ? text.length() : 8;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain plain && Objects.equals(content, plain.content);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(content);
        }

        @Override
        public String toString() {
            return String.valueOf(content);
        }
    }

    /** What stands for an object. */
    public record Reference(String typeId, ObjectId object) {}

    /** Something without order or parts. */
    public record Opaque(String bytes) {}

    /** Returns an opaque value. */
    public Value opaque(String bytes) {
        return made(new Opaque(bytes), List.of());
    }

    /** Returns a list of values. */
    public Value list(Value... elements) {
        return listOf(List.of(elements));
    }

    /** Returns a list of whole numbers. */
    public Value longs(long... numbers) {
        List<Value> elements = new ArrayList<>();
        for (long number : numbers) {
            elements.add(of(number));
        }
        return listOf(elements);
    }

    /** Makes a value of what it is and of what it refers to. */
    protected Value made(@Nullable Object content, List<ObjectId> references) {
        return new Plain(content, references);
    }

    /** Returns what a value is. */
    protected @Nullable Object content(Value value) {
        return ((Plain) value).content();
    }

    @Override
    public Kind kindOf(Value value) {
        Object content = content(value);
        if (content == null) {
            return Kind.NULL;
        }
        return content instanceof Boolean
                ? Kind.BOOLEAN
                : content instanceof Long
                        ? Kind.INTEGER
                        : content instanceof String ? Kind.TEXT : content instanceof List ? Kind.LIST : Kind.OTHER;
    }

    @Override
    public Value nil() {
        return made(null, List.of());
    }

    @Override
    public Value of(boolean value) {
        return made(value, List.of());
    }

    @Override
    public Value of(long value) {
        return made(value, List.of());
    }

    @Override
    public Value of(String value) {
        return made(value, List.of());
    }

    @Override
    public Value listOf(List<Value> elements, List<ObjectId> references) {
        return made(elements, references);
    }

    @Override
    public Value listOf(List<Value> elements) {
        List<ObjectId> references = new ArrayList<>();
        elements.forEach(element -> references.addAll(element.references()));
        return made(elements, references);
    }

    @Override
    public Value reference(String typeId, ObjectId objectId) {
        return made(new Reference(typeId, objectId), List.of(objectId));
    }

    @Override
    public boolean isNull(Value value) {
        return content(value) == null;
    }

    @Override
    public boolean asBoolean(Value value) {
        return (Boolean) as(value, Boolean.class);
    }

    @Override
    public long asLong(Value value) {
        return (Long) as(value, Long.class);
    }

    @Override
    public String asText(Value value) {
        return (String) as(value, String.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Value> asList(Value value) {
        return (List<Value>) as(value, List.class);
    }

    private Object as(Value value, Class<?> type) {
        Object content = content(value);
        if (content == null || !type.isInstance(content)) {
            throw new OperationRefusal(Status.WRONG_TYPE, content + " is no " + type.getSimpleName());
        }
        return content;
    }

    @Override
    public boolean identical(Value left, Value right) {
        return left.equals(right);
    }

    @Override
    public int compare(Value left, Value right) {
        Object mine = content(left);
        Object other = content(right);
        if (mine instanceof Long first && other instanceof Long second) {
            return Long.compare(first, second);
        }
        return mine instanceof String first && other instanceof String second
                ? Integer.signum(first.compareTo(second))
                : NOT_COMPARABLE;
    }

    @Override
    public Value add(Value left, Value right) {
        return of(Math.addExact(asLong(left), asLong(right)));
    }

    @Override
    public Value fit(String cellType, Value value) {
        if (cellType.equals("code:b") && Math.abs(asLong(value)) > 127) {
            throw new OperationRefusal(Status.OUT_OF_RANGE, value + " does not fit a byte");
        }
        return value;
    }

    @Override
    public String summary(Value value, int atMost) {
        String text = String.valueOf(content(value));
        return text.substring(0, Math.min(atMost, text.length()));
    }

    @Override
    public void write(StateWriter writer, Value value) {
        Object content = content(value);
        if (content instanceof Reference reference) {
            writer.writeInt(6);
            writer.writeText(reference.typeId());
            writer.writeObject(reference.object());
        } else if (content instanceof Opaque opaque) {
            writer.writeInt(7);
            writer.writeBytes(opaque.bytes().getBytes(StandardCharsets.UTF_8));
        } else if (content instanceof List) {
            writer.writeInt(5);
            List<Value> elements = asList(value);
            writer.writeInt(elements.size());
            elements.forEach(element -> write(writer, element));
        } else if (content instanceof String text) {
            writer.writeInt(4);
            writer.writeText(text);
        } else if (content instanceof Long number) {
            writer.writeInt(3);
            writer.writeLong(number);
        } else {
            writer.writeInt(content == null ? 0 : content.equals(true) ? 1 : 2);
        }
    }

    @Override
    public Value read(StateReader reader) {
        int kind = reader.readInt();
        switch (kind) {
            case 6 -> {
                String typeId = reader.readText();
                return reference(typeId, reader.readObject());
            }
            case 7 -> {
                return opaque(new String(reader.readBytes(), StandardCharsets.UTF_8));
            }
            case 5 -> {
                List<Value> elements = new ArrayList<>();
                int count = reader.readCount();
                for (int i = 0; i < count; i++) {
                    elements.add(read(reader));
                }
                return listOf(elements);
            }
            case 4 -> {
                return of(reader.readText());
            }
            case 3 -> {
                return of(reader.readLong());
            }
            default -> {
                return kind == 0 ? nil() : of(kind == 1);
            }
        }
    }
}
