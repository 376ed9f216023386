package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionClient;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryWriter} wrote. Whatever is wrong is a {@link RuntimeException} that says what. Not thread-safe. */
final class EntryReader {

    private final StateReader state;
    private final Values values;

    EntryReader(StateReader state, Values values) {
        this.state = state;
        this.values = values;
    }

    long number() {
        return state.readLong();
    }

    int integer() {
        return state.readInt();
    }

    boolean flag() {
        return state.readBoolean();
    }

    String text() {
        return state.readText();
    }

    @Nullable
    String textOrNull() {
        return state.readTextOrNull();
    }

    CallId call() {
        return state.readCall();
    }

    SessionId session() {
        return state.readSession();
    }

    ObjectId object() {
        return state.readObject();
    }

    @Nullable
    ObjectId objectOrNull() {
        return flag() ? object() : null;
    }

    List<ObjectId> objects() {
        return list(this::object);
    }

    List<Integer> numbers() {
        return list(this::integer);
    }

    private <T> List<T> list(Supplier<T> element) {
        int count = state.readCount();
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return List.copyOf(list);
    }

    Ranges ranges() {
        return Ranges.load(state);
    }

    SessionClient client() {
        return new SessionClient(text(), number(), text());
    }

    ObjectLimits objectLimits() {
        return new ObjectLimits(integer(), integer());
    }

    Value value() {
        return state.readValue();
    }

    List<Value> values() {
        return state.readValues();
    }

    Answer answer() {
        return state.readAnswer();
    }

    Operation operation() {
        int code = integer();
        Operation operation = Operation.of(code);
        if (operation == null) {
            throw new IllegalArgumentException("there is no operation of the number " + code);
        }
        return operation;
    }

    Status status() {
        return Status.of(integer());
    }

    BuiltInType type() {
        BuiltInType type = BuiltInType.of(text());
        if (type == null) {
            throw new IllegalArgumentException("there is no type of objects of that name");
        }
        return type;
    }

    Group group() {
        return Catalogue.restore(state, values);
    }

    @Nullable
    Group groupOrNull() {
        return flag() ? group() : null;
    }

    GroupId groupId() {
        int kind = integer();
        return switch (kind) {
            case EntryWriter.DIRECTORY -> GroupId.DIRECTORY;
            case EntryWriter.SESSION -> session();
            case EntryWriter.OBJECT -> GroupId.of(object());
            default -> throw new IllegalArgumentException("there is no kind " + kind + " of group");
        };
    }
}
