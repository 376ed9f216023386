package dev.steward.admin.watch;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.server.ServerLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a limit is used.
 *
 * @param limit the name of a {@link ServerLimit}, or {@link #CAPACITY}
 * @param what what it is a limit of, such as {@code sessions} or {@code queue 'jobs'}
 * @param used how much there is
 * @param most how much there may be
 * @param object the number of the queue that it is about, or null
 * @param text all of it in a sentence
 */
public record LimitUse(
        String limit,
        String what,
        long used,
        long most,
        @Nullable Long object,
        String text) {

    /** The bound that a queue was made with: known to be reached where calls wait to put, which they do for nothing else. */
    public static final String CAPACITY = "capacity";

    /** What a call waits for that waits for room in a queue. */
    private static final String PUT = "put";

    /** The names of the limits that can be measured from outside, in no order that matters. */
    public static List<String> measured() {
        return List.of(
                ServerLimit.SESSIONS.name(),
                ServerLimit.OBJECTS.name(),
                ServerLimit.CONNECTIONS.name(),
                ServerLimit.HEAP_PERCENT.name(),
                ServerLimit.QUEUE_ELEMENTS.name(),
                CAPACITY);
    }

    /** Returns what a sample shows, what is fullest first. */
    public static List<LimitUse> of(Sample sample) {
        Map<String, Long> limits = sample.server().limits();
        List<LimitUse> all = new ArrayList<>();
        all.add(ofServer(ServerLimit.SESSIONS, "sessions", sample.sessions().size(), limits));
        all.add(ofServer(ServerLimit.OBJECTS, "objects", sample.objects().size(), limits));
        long connections = sample.sessions().stream()
                .mapToLong(SessionInspection::connections)
                .sum();
        all.add(ofServer(ServerLimit.CONNECTIONS, "connections", connections, limits));
        long heap = sample.server().heapBytes();
        long mostHeap = sample.server().mostHeapBytes();
        all.add(new LimitUse(
                ServerLimit.HEAP_PERCENT.name(),
                "bytes of heap",
                heap,
                mostHeap,
                null,
                "the heap has " + heap + " bytes of the " + mostHeap + " that HEAP_PERCENT lets it have"));
        long mostElements = limits.getOrDefault(ServerLimit.QUEUE_ELEMENTS.name(), Long.MAX_VALUE);
        Set<Long> full = withoutRoom(sample);
        for (ObjectInspection found : sample.objects()) {
            if (full.contains(found.object().objectId().value()) && found.elements() >= 0) {
                all.add(ofQueue(
                        found,
                        CAPACITY,
                        Math.max(1, found.elements()),
                        called(found.object()) + " is full: it has " + found.elements()
                                + " elements, and calls wait to put more"));
            }
            if (found.elements() > 0) {
                all.add(ofQueue(
                        found,
                        ServerLimit.QUEUE_ELEMENTS.name(),
                        mostElements,
                        called(found.object()) + " has " + found.elements() + " elements of the " + mostElements
                                + " that QUEUE_ELEMENTS lets it have"));
            }
        }
        all.sort(Comparator.comparingDouble(LimitUse::share).reversed());
        return all;
    }

    private static LimitUse ofServer(ServerLimit limit, String what, long used, Map<String, Long> limits) {
        long most = limits.getOrDefault(limit.name(), Long.MAX_VALUE);
        return new LimitUse(
                limit.name(),
                what,
                used,
                most,
                null,
                "there are " + used + " " + what + " of the " + most + " that " + limit + " allows");
    }

    private static LimitUse ofQueue(ObjectInspection found, String limit, long most, String text) {
        return new LimitUse(
                limit,
                called(found.object()),
                Math.min(found.elements(), most),
                most,
                found.object().objectId().value(),
                text);
    }

    /** Returns the numbers of the objects in which calls wait to put. */
    private static Set<Long> withoutRoom(Sample sample) {
        Set<Long> full = new HashSet<>();
        for (SessionInspection session : sample.sessions()) {
            for (SessionInspection.Held wait : session.waits()) {
                if (isForRoom(wait)) {
                    full.add(wait.object().value());
                }
            }
        }
        return full;
    }

    /** Returns whether a call waits for room in a queue. */
    static boolean isForRoom(SessionInspection.Held wait) {
        return wait.what().equals(PUT);
    }

    private static String called(ObjectDescription object) {
        return object.typeId() + " " + (object.name() == null ? object.objectId() : "'" + object.name() + "'");
    }

    /** Returns which part of it is used: 0 for nothing, 1 for all. */
    public double share() {
        return most == 0 ? 1 : (double) used / most;
    }

    /** Returns it as JSON. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("limit", limit);
        json.put("what", what);
        json.put("used", used);
        json.put("most", most);
        json.put("share", share());
        json.put("object", object);
        return json;
    }
}
