package dev.steward.face.inspection;

import dev.steward.api.EventInspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.Requeued;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of an answer, read from its first part to its last. Used by one thread. */
final class Answered {

    private final List<?> parts;
    private int next;

    Answered(@Nullable Object row) {
        this.parts = listOf(row);
    }

    static List<?> listOf(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unexpected("a list", value);
    }

    static long longOf(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw unexpected("a number", value);
    }

    private static ProtocolException unexpected(String expected, @Nullable Object value) {
        return new ProtocolException(
                "inspection: the server answered with " + value + " where " + expected
                        + " belongs: use releases that match",
                Outcome.EXECUTED);
    }

    /** Returns the next part. */
    @Nullable
    Object part() {
        if (next == parts.size()) {
            throw unexpected("a part more", parts);
        }
        return parts.get(next++);
    }

    private long number() {
        return longOf(part());
    }

    private int count() {
        return (int) Math.min(Integer.MAX_VALUE, number());
    }

    private String text() {
        String text = textOrNull();
        if (text == null) {
            throw unexpected("a text", null);
        }
        return text;
    }

    private @Nullable String textOrNull() {
        Object part = part();
        if (part == null || part instanceof String) {
            return (String) part;
        }
        throw unexpected("a text", part);
    }

    /** Returns the next part, which is true or false. */
    boolean flag() {
        Object part = part();
        if (part instanceof Boolean flag) {
            return flag;
        }
        throw unexpected("true or false", part);
    }

    private Duration since() {
        return Duration.ofNanos(number());
    }

    private @Nullable Duration sinceOrNull() {
        long nanos = number();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }

    /** An object, as INSPECT tells of it. */
    ObjectInspection object() {
        ObjectId id = new ObjectId(number());
        String typeId = text();
        String name = textOrNull();
        int references = count();
        Answered told = new Answered(part());
        int waiting = told.count();
        ObjectDescription description = new ObjectDescription(id, typeId, name, references, waiting, told.text());
        long elements = told.number();
        Duration oldest = told.sinceOrNull();
        long holding = told.number();
        List<ObjectInspection.Holder> holders = new ArrayList<>();
        for (Object row : listOf(told.part())) {
            holders.add(new Answered(row).holder());
        }
        List<ObjectInspection.Waiter> waiters = new ArrayList<>();
        for (Object row : listOf(told.part())) {
            waiters.add(new Answered(row).waiter());
        }
        return new ObjectInspection(description, elements, oldest, holding, holders, waiters);
    }

    private ObjectInspection.Holder holder() {
        return new ObjectInspection.Holder(new Answered(part()).client(), count(), since(), number(), text());
    }

    private ObjectInspection.Waiter waiter() {
        ObjectInspection.Client client = new Answered(part()).client();
        int thread = count();
        Duration since = since();
        number();
        return new ObjectInspection.Waiter(client, thread, since, text());
    }

    private ObjectInspection.Client client() {
        return new ObjectInspection.Client(text(), text(), number(), text());
    }

    /** What happened, as EVENTS tells of it. */
    EventInspection event() {
        return new EventInspection(since(), text(), text(), text());
    }

    /** A server, as INSPECT_SERVER tells of it. */
    ServerInspection server() {
        String address = text();
        boolean draining = flag();
        long heap = number();
        long mostHeap = number();
        long held = number();
        List<Duration> delays = listOf(part()).stream()
                .map(nanos -> Duration.ofNanos(longOf(nanos)))
                .toList();
        Map<String, Long> limits = new LinkedHashMap<>();
        for (Object part : listOf(part())) {
            Answered row = new Answered(part);
            limits.put(row.text(), row.number());
        }
        return new ServerInspection(address, draining, heap, mostHeap, held, delays, limits);
    }

    /** What became of dead letters, as OBJECT_REQUEUE tells of it. */
    Requeued requeued() {
        return new Requeued(number(), number(), number());
    }

    /** A session, as SESSIONS tells of it. */
    SessionInspection session() {
        return new SessionInspection(
                new Answered(part()).client(),
                flag(),
                since(),
                sinceOrNull(),
                count(),
                number(),
                count(),
                count(),
                held(),
                count(),
                held());
    }

    private List<SessionInspection.Held> held() {
        List<SessionInspection.Held> held = new ArrayList<>();
        for (Object part : listOf(part())) {
            Answered row = new Answered(part);
            held.add(new SessionInspection.Held(
                    new ObjectId(row.number()),
                    row.text(),
                    row.textOrNull(),
                    row.count(),
                    row.since(),
                    row.number(),
                    row.text()));
        }
        return held;
    }
}
