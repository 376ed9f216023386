package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.MeasuredServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 64 clients that call everything at once get no wrong answer. Some thousand calls in each build, {@code -Psoak} makes
 * ten million, or as many as {@code -Doperations} says.
 */
@Timeout(10_800)
@Tag("one-jdk")
class MixedLoadTest extends LoadTest {

    private static final int CLIENTS = 64;
    private static final int PROCESSES = 2;
    private static final long OPERATIONS = Long.getLong("operations", SOAK ? 10_000_000 : 4_000);

    @Test
    void eachAnswerIsRightAndTheSumsAre() throws Exception {
        String port = start(MeasuredServer.class).awaitPort();
        SyncManager near = connect(Integer.parseInt(port));
        // Elements and permits outlive the clients.
        SharedQueue<Long> jobs = near.queue(MixedWork.JOBS, MixedWork.ROOM, Long.class);
        var permits = near.semaphore(MixedWork.PERMITS, MixedWork.MOST_PERMITS);
        var counter = near.value(MixedWork.COUNTER, TypeCode.LONG, 0L);
        var guarded = near.value(MixedWork.GUARDED, TypeCode.LONG, 0L);
        List<Jvm> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(MixedClients.class, port, i, CLIENTS / PROCESSES, OPERATIONS / CLIENTS + 1, 100));
        }
        awaitEnds(processes);
        Sums sums = processes.stream().map(Sums::toldBy).reduce(Sums.NONE, Sums::plus);
        tell("%d clients: %s", CLIENTS, sums);
        assertThat(sums.calls()).isGreaterThanOrEqualTo(OPERATIONS);
        assertThat(counter.get()).isEqualTo(sums.counted());
        assertThat(guarded.get()).isEqualTo(sums.guarded());
        assertThat(permits.availablePermits()).isEqualTo(MixedWork.MOST_PERMITS);
        List<Long> left = new ArrayList<>();
        jobs.drainTo(left);
        assertThat(left).hasSize(Math.toIntExact(sums.put() - sums.taken()));
        assertThat(left.stream().mapToLong(Long::longValue).sum()).isEqualTo(sums.putSum() - sums.takenSum());
    }
}
