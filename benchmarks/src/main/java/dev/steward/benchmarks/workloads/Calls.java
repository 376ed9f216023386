package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.PeerClient;
import java.util.ArrayList;
import java.util.List;

/** Threads that each make one synchronous call after the other. */
final class Calls implements Part {

    private final List<Counted> callers = new ArrayList<>();
    private final ThreadTeam team;

    Calls(PeerClient client, int threadCount) throws Exception {
        for (int n = 0; n < threadCount; n++) {
            callers.add(new Counted(client.caller()));
        }
        team = new ThreadTeam(threadCount);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        return team.run((member, start) -> callers.get(member).callUntil(start, nanos));
    }

    @Override
    public void close() {
        team.close();
    }

    /** A caller that goes on counting from one run to the next. */
    private static final class Counted {
        private final Caller caller;
        private long next;

        private Counted(Caller caller) {
            this.caller = caller;
        }

        private long callUntil(long start, long nanos) throws Exception {
            long first = next;
            while (System.nanoTime() - start < nanos) {
                caller.call(next);
                next++;
            }
            return next - first;
        }
    }
}
