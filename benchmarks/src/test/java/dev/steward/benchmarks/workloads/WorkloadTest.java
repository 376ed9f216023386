package dev.steward.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Store;
import dev.steward.benchmarks.peers.WrongAnswerException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that answers wrongly is not measured but reported. */
@Timeout(30)
@Tag("one-jdk")
class WorkloadTest {

    private static final int BYTES = 100_000;
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    /** A peer in this process, whose queue holds what the test puts there. */
    private static class FakeClient implements PeerClient {
        final Deque<Long> queue = new ArrayDeque<>();
        byte[] kept = new byte[0];

        @Override
        public Caller caller() {
            return number -> WrongAnswerException.unlessEqual("echo", number, number < 100 ? number : 7);
        }

        @Override
        public Inlet inlet(int number) {
            return queue::add;
        }

        @Override
        public Outlet outlet(int number) {
            return queue::remove;
        }

        @Override
        public Store store() {
            return new Store() {
                @Override
                public void put(byte[] payload) {
                    kept = payload.clone();
                }

                @Override
                public byte[] get() {
                    return kept;
                }
            };
        }

        @Override
        public void close() {}
    }

    private final FakeClient client = new FakeClient();

    @Test
    void aWrongAnswerToACallEndsTheRun() throws Exception {
        try (Calls calls = new Calls(client, 2)) {
            assertThatThrownBy(() -> calls.run(LONG))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WrongAnswerException.class)
                    .hasMessageContaining("expected 100 and got 7");
        }
    }

    @Test
    void whatWasPutIsTakenAndCountedAcrossRuns() throws Exception {
        QueueFeeder feeder = new QueueFeeder(client);
        QueueTaker taker = new QueueTaker(client);
        for (int run = 0; run < 2; run++) {
            assertThat(feeder.run(SHORT)).isEqualTo(RunReport.COMPANION);
            long put = client.queue.size() - 1L;
            assertThat(taker.run(SHORT).operations()).isEqualTo(put);
        }
    }

    @Test
    void anElementThatIsMissingDoubleOrOutOfOrderIsNoticed() throws Exception {
        for (List<Long> wrong : List.of(List.of(0L, 2L), List.of(0L, 0L), List.of(1L, 0L))) {
            client.queue.clear();
            client.queue.addAll(wrong);
            client.queue.add(QueueFeeder.END);
            QueueTaker taker = new QueueTaker(client);
            assertThatThrownBy(() -> taker.run(SHORT))
                    .isInstanceOf(WrongAnswerException.class)
                    .hasMessageContaining("element");
        }
    }

    @Test
    void aPayloadThatComesBackChangedIsNoticed() throws Exception {
        PeerClient forgetful = new FakeClient() {
            @Override
            public Store store() {
                Store good = super.store();
                return new Store() {
                    @Override
                    public void put(byte[] payload) throws Exception {
                        good.put(payload);
                    }

                    @Override
                    public byte[] get() throws Exception {
                        byte[] payload = good.get();
                        payload[BYTES - 1]++;
                        return payload;
                    }
                };
            }
        };
        assertThatThrownBy(() -> new Payloads(forgetful, BYTES).run(LONG))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("got " + (BYTES - 1));
    }

    @Test
    void thePayloadIsNeverTheSameTwice() throws Exception {
        Payloads payloads = new Payloads(client, BYTES);
        assertThat(payloads.run(SHORT).operations()).isGreaterThanOrEqualTo(2L * BYTES);
        byte[] before = client.kept;
        payloads.run(SHORT);
        assertThat(Arrays.equals(before, client.kept)).isFalse();
    }

    @Test
    void aLockThatTwoHoldAtOnceIsNoticed() throws Exception {
        PeerClient open = new FakeClient() {
            @Override
            public Mutex mutex() {
                return new Mutex() {
                    @Override
                    public void lock() {}

                    @Override
                    public void unlock() {}
                };
            }
        };
        try (LockCycles cycles = new LockCycles(open, 2)) {
            assertThatThrownBy(() -> cycles.run(LONG))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("threads that have the lock");
        }
    }

    @Test
    void figuresAreInTheirUnit() {
        RunReport report = new RunReport(4_000, TimeUnit.MILLISECONDS.toNanos(2));
        assertThat(Unit.MICROS_PER_OPERATION.figure(report)).isEqualTo(0.5);
        assertThat(Unit.PER_SECOND.figure(report)).isEqualTo(2_000_000);
        assertThat(Unit.MEGABYTES_PER_SECOND.figure(report)).isEqualTo(2);
    }
}
