package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.WrongAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that contend for one lock, take it and release it at once; checks that never two have it. */
final class LockCycles implements Part {

    private final List<Mutex> mutexes = new ArrayList<>();
    private final ThreadTeam team;
    private final AtomicInteger inside = new AtomicInteger();

    LockCycles(PeerClient client, int threadCount) throws Exception {
        for (int n = 0; n < threadCount; n++) {
            mutexes.add(client.mutex());
        }
        team = new ThreadTeam(threadCount);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        return team.run((member, start) -> {
            Mutex mutex = mutexes.get(member);
            long cycles = 0;
            while (System.nanoTime() - start < nanos) {
                mutex.lock();
                WrongAnswerException.unlessEqual("threads that have the lock", 1, inside.incrementAndGet());
                inside.decrementAndGet();
                mutex.unlock();
                cycles++;
            }
            return cycles;
        });
    }

    @Override
    public void close() {
        team.close();
    }
}
