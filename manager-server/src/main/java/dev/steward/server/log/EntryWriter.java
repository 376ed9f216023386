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
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the fields of entries, one behind the other, as snapshots have them. Not thread-safe. */
final class EntryWriter {

    /** What follows is nothing: it is the directory. */
    static final int DIRECTORY = 0;
    /** What follows is the id of a session. */
    static final int SESSION = 1;
    /** What follows is the id of an object. */
    static final int OBJECT = 2;

    private final StateWriter state;

    EntryWriter(StateWriter state) {
        this.state = state;
    }

    EntryWriter number(long number) {
        state.writeLong(number);
        return this;
    }

    EntryWriter flag(boolean flag) {
        state.writeBoolean(flag);
        return this;
    }

    EntryWriter text(String text) {
        state.writeText(text);
        return this;
    }

    EntryWriter textOrNull(@Nullable String text) {
        state.writeTextOrNull(text);
        return this;
    }

    EntryWriter call(CallId call) {
        state.writeCall(call);
        return this;
    }

    EntryWriter session(SessionId session) {
        state.writeSession(session);
        return this;
    }

    EntryWriter object(ObjectId object) {
        state.writeObject(object);
        return this;
    }

    EntryWriter objectOrNull(@Nullable ObjectId object) {
        state.writeBoolean(object != null);
        return object == null ? this : object(object);
    }

    EntryWriter objects(List<ObjectId> objects) {
        state.writeInt(objects.size());
        objects.forEach(state::writeObject);
        return this;
    }

    EntryWriter numbers(List<Integer> numbers) {
        state.writeInt(numbers.size());
        numbers.forEach(state::writeInt);
        return this;
    }

    EntryWriter ranges(Ranges ranges) {
        ranges.save(state);
        return this;
    }

    EntryWriter client(SessionClient client) {
        return text(client.name()).number(client.processId()).text(client.secret());
    }

    EntryWriter objectLimits(ObjectLimits limits) {
        return number(limits.maxObjects()).number(limits.maxElements());
    }

    EntryWriter value(Value value) {
        state.writeValue(value);
        return this;
    }

    EntryWriter values(List<Value> values) {
        state.writeValues(values);
        return this;
    }

    EntryWriter answer(Answer answer) {
        state.writeAnswer(answer);
        return this;
    }

    EntryWriter operation(Operation operation) {
        return number(operation.code());
    }

    EntryWriter status(Status status) {
        return number(status.code());
    }

    EntryWriter type(BuiltInType type) {
        return text(type.typeId());
    }

    EntryWriter group(Group group) {
        group.save(state);
        return this;
    }

    EntryWriter groupOrNull(@Nullable Group group) {
        state.writeBoolean(group != null);
        return group == null ? this : group(group);
    }

    EntryWriter groupId(GroupId id) {
        if (id instanceof SessionId session) {
            return number(SESSION).session(session);
        } else if (id instanceof GroupId.OfObject of) {
            return number(OBJECT).object(of.object());
        }
        return number(DIRECTORY);
    }
}
