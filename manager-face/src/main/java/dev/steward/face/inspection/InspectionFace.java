package dev.steward.face.inspection;

import dev.steward.api.EventInspection;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.PoolStatus;
import dev.steward.api.Requeued;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import dev.steward.api.UnopenedValue;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.face.pool.StatusOfPool;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Operation;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a server, and makes of its answers what {@link Inspection} promises. Any thread; blocks. */
public final class InspectionFace implements Inspection {

    private final Questions questions;

    /** The way to a server: over the wire, or within its own process. */
    @FunctionalInterface
    public interface Questions {

        /**
         * Asks an object, or the server as object 0, and waits for the answer.
         *
         * @return the decoded answer, {@link Unopened} for each value in it that cannot be opened
         * @throws OperationFailedException if the answer is another one than OK
         */
        @Nullable
        Object ask(ObjectId target, Operation operation, @Nullable Object... arguments);
    }

    /** An inspection that asks so. */
    public InspectionFace(Questions questions) {
        this.questions = questions;
    }

    @Override
    public List<ObjectInspection> objects(int most) {
        return objectsOf(ask(ObjectId.DIRECTORY, Operation.INSPECT, null, notNegative(most)));
    }

    @Override
    public List<ObjectInspection> objects(String nameNumberOrTypeId, int most) {
        Objects.requireNonNull(nameNumberOrTypeId, "nameNumberOrTypeId");
        return objectsOf(ask(ObjectId.DIRECTORY, Operation.INSPECT, nameNumberOrTypeId, notNegative(most)));
    }

    private static List<ObjectInspection> objectsOf(@Nullable Object rows) {
        return Answered.listOf(rows).stream()
                .map(row -> new Answered(row).object())
                .toList();
    }

    @Override
    public List<SessionInspection> sessions() {
        return Answered.listOf(ask(ObjectId.DIRECTORY, Operation.SESSIONS, FEW)).stream()
                .map(row -> new Answered(row).session())
                .toList();
    }

    @Override
    public List<EventInspection> events(int most) {
        return Answered.listOf(ask(ObjectId.DIRECTORY, Operation.EVENTS, notNegative(most))).stream()
                .map(row -> new Answered(row).event())
                .toList();
    }

    @Override
    public ServerInspection server() {
        return new Answered(ask(ObjectId.DIRECTORY, Operation.INSPECT_SERVER)).server();
    }

    @Override
    public PoolStatus pool(ObjectId pool) {
        return StatusOfPool.read(ask(pool, Operation.POOL_STATUS));
    }

    @Override
    public List<@Nullable Object> peek(ObjectId object, int most) {
        Answered told = new Answered(ask(object, Operation.OBJECT_PEEK, notNegative(most)));
        boolean pairs = told.flag();
        List<?> first = Answered.listOf(told.part());
        List<@Nullable Object> shown = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i += pairs ? 2 : 1) {
            shown.add(pairs ? entry(first.get(i), first.get(i + 1)) : shown(first.get(i)));
        }
        return Collections.unmodifiableList(shown);
    }

    private static Object entry(@Nullable Object key, @Nullable Object value) {
        return new SimpleImmutableEntry<@Nullable Object, @Nullable Object>(shown(key), shown(value));
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof Unopened unopened ? new UnopenedValue(unopened.summary()) : value;
    }

    @Override
    public String kick(String session) {
        Objects.requireNonNull(session, "session");
        return String.valueOf(ask(ObjectId.DIRECTORY, Operation.KICK, session));
    }

    @Override
    public long release(ObjectId object) {
        return Answered.longOf(ask(object, Operation.OBJECT_TAKE_BACK));
    }

    @Override
    public long purge(ObjectId object) {
        return Answered.longOf(ask(object, Operation.OBJECT_PURGE));
    }

    @Override
    public Requeued requeue(ObjectId deadLetters, int most) {
        return new Answered(ask(deadLetters, Operation.OBJECT_REQUEUE, notNegative(most))).requeued();
    }

    private @Nullable Object ask(ObjectId target, Operation operation, @Nullable Object... arguments) {
        try {
            return questions.ask(target, operation, arguments);
        } catch (OperationFailedException failure) {
            throw RemoteFailures.of(failure, "inspection");
        }
    }

    private static int notNegative(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("at most " + most + " of something: give a number from 0 on");
        }
        return most;
    }
}
