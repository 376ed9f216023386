package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that the session knows, until its reply was acknowledged. */
final class KnownCall {

    /** How far a call has come. */
    enum Stage {
        /** Cancelled before it came in; then EARLY or, in its turn, ANSWERED. */
        EXPECTED,
        /** It is here, but calls before it are not or have not begun; then PINNING, RUNNING or ANSWERED. */
        EARLY,
        /** The directory is asked to keep its references alive; then RUNNING or ANSWERED. */
        PINNING,
        /** It is with its object, or in its lane; then ANSWERED. */
        RUNNING,
        /** Its reply is kept. */
        ANSWERED
    }

    final CallId id;
    Stage stage = Stage.EXPECTED;
    ObjectId target = ObjectId.DIRECTORY;
    int code;
    /** Null if the operation is not the machine's. */
    @Nullable
    Operation operation;

    List<Value> arguments = List.of();
    /** About how many bytes its arguments, or its kept reply, take of the session's. */
    long heldBytes;
    /** Whether they are arguments that lie in a lane. */
    boolean isInLane;
    /** Whether later calls of the thread to other objects wait for it to begin. */
    boolean holdsBack;
    /** Whether it should end as soon as it can. */
    boolean cancelled;
    /** Whether nobody waits for its result. */
    boolean unwanted;
    /** Whether the directory keeps its references alive. */
    boolean pinned;
    /** What counts the calls under way in an object that keeps traces. */
    @Nullable
    Touch touch;

    /** The reply; of a call that may not enter, what it is to be from the beginning. */
    @Nullable
    Answer answer;

    KnownCall(CallId id) {
        this.id = id;
    }

    /** Says what it asks of which object. */
    void asks(ObjectId object, int number) {
        target = object;
        code = number;
        operation = isUsers() ? null : Operation.of(number);
    }

    boolean isUnderWay() {
        return stage == Stage.PINNING || stage == Stage.RUNNING;
    }

    /** Returns whether it is for the lanes of the server: a user's object, or what the server itself does. */
    boolean isUsers() {
        return isUsers(target, code);
    }

    static boolean isUsers(ObjectId target, int code) {
        return Operation.isForLanes(target, code);
    }

    boolean reads() {
        return operation != null && operation.manner() == Manner.READS;
    }

    /** Returns whether it asks the server itself, and may be asked again: nothing comes of it but its answer. */
    boolean readsOfServer() {
        Operation asked = isUsers() ? Operation.of(code) : null;
        return asked != null && asked.manner() == Manner.READS;
    }

    boolean mayWait() {
        return isUsers() || (operation != null && operation.manner() == Manner.WAITS);
    }

    /** Returns whether it waits for its turn in the directory: one looks for names at a time. */
    boolean takesTurns() {
        return operation == Operation.NAMES;
    }

    boolean needsNoCredit() {
        return operation != null && operation.manner() == Manner.GIVES_BACK;
    }

    void save(StateWriter writer) {
        writer.writeCall(id);
        writer.writeText(stage.name());
        writer.writeObject(target);
        writer.writeInt(code);
        writer.writeInt(arguments.size());
        arguments.forEach(writer::writeValue);
        writer.writeBoolean(holdsBack);
        writer.writeBoolean(cancelled);
        writer.writeBoolean(unwanted);
        writer.writeBoolean(pinned);
        writer.writeBoolean(touch != null);
        writer.writeBoolean(answer != null);
        if (answer != null) {
            writer.writeAnswer(answer);
        }
    }

    static KnownCall load(StateReader reader, Map<ObjectId, Touch> touched) {
        KnownCall call = new KnownCall(reader.readCall());
        call.stage = Stage.valueOf(reader.readText());
        call.asks(reader.readObject(), reader.readInt());
        int count = reader.readCount();
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(reader.readValue());
        }
        call.arguments = arguments;
        call.holdsBack = reader.readBoolean();
        call.cancelled = reader.readBoolean();
        call.unwanted = reader.readBoolean();
        call.pinned = reader.readBoolean();
        call.touch = reader.readBoolean() ? touched.get(call.target) : null;
        call.answer = reader.readBoolean() ? reader.readAnswer() : null;
        return call;
    }
}
