package dev.steward.objects.simulation;

import dev.steward.api.ObjectId;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client process. */
final class SimulatedClient {

    final SessionId id;
    final List<SimulatedThread> threads = new ArrayList<>();
    /** How many references of each object it was given and has not released. */
    final Map<ObjectId, Long> holds = new LinkedHashMap<>();
    /** When its last connection broke; 0 while it has one. */
    long awaySince;

    private int lastThread;

    /** A logical thread. */
    static final class SimulatedThread {
        final int id;
        final List<SimulatedCall> calls = new ArrayList<>();
        long next = 1;
        long sentFloor = 1;

        SimulatedThread(int id) {
            this.id = id;
        }

        long floor() {
            long floor = next;
            for (SimulatedCall call : calls) {
                if (!call.isReceived && !call.isGivenBack) {
                    floor = Math.min(floor, call.number);
                }
            }
            return floor;
        }

        /** Returns what was received from the floor on. */
        Ranges above(long floor) {
            List<Long> bounds = new ArrayList<>();
            for (SimulatedCall call : calls) {
                if (call.isReceived && call.number >= floor) {
                    int last = bounds.size() - 1;
                    if (last >= 0 && bounds.get(last) == call.number) {
                        bounds.set(last, call.number + 1);
                    } else {
                        bounds.add(call.number);
                        bounds.add(call.number + 1);
                    }
                }
            }
            return Ranges.of(bounds.stream().mapToLong(Long::longValue).toArray());
        }
    }

    SimulatedClient(SessionId id) {
        this.id = id;
        for (int i = 0; i < 3; i++) {
            addThread();
        }
    }

    void addThread() {
        threads.add(new SimulatedThread(++lastThread));
    }

    boolean isAway() {
        return awaySince != 0;
    }

    void given(ObjectId object) {
        holds.merge(object, 1L, Long::sum);
    }

    void dropped(ObjectId object, long count) {
        holds.computeIfPresent(object, (id, has) -> has <= count ? null : has - count);
    }
}
