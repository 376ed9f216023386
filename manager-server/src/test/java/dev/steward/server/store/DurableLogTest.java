package dev.steward.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.server.log.ReplicatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log of one server promises to a machine. */
@Timeout(60)
@Tag("one-jdk")
class DurableLogTest {

    private static final LogIdentity IDENTITY = new LogIdentity(new UUID(1, 2), 3);
    private static final int THREADS = 4;
    private static final int EACH = 500;

    @TempDir
    private Path directory;

    /** Notes what it is told to apply. */
    private static class Notes implements ReplicatedLog.Applier {
        final List<String> applied = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch leads = new CountDownLatch(1);

        @Override
        public void apply(long number, byte[] entry) {
            applied.add(new String(entry, UTF_8));
            assertThat(number).isEqualTo(applied.size());
        }

        @Override
        public void leads() {
            applied.add("leads");
            applied.remove("leads");
            leads.countDown();
        }
    }

    private DurableLog log(long syncMillis, List<Throwable> faults) {
        return new DurableLog(
                directory,
                IDENTITY,
                Duration.ofMillis(syncMillis),
                new DiskReserve(directory.resolve("reserve"), 1_000),
                faults::add);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000})
    void entriesOfManyThreadsAreAppliedOnceInOneOrderAndKept(long syncMillis) throws Exception {
        List<Throwable> faults = new ArrayList<>();
        Notes notes = new Notes();
        List<Thread> threads = new ArrayList<>();
        try (DurableLog log = log(syncMillis, faults)) {
            log.start(0, notes);
            CountDownLatch all = new CountDownLatch(THREADS * EACH);
            for (int thread = 0; thread < THREADS; thread++) {
                int who = thread;
                threads.add(new Thread(() -> {
                    for (int i = 0; i < EACH; i++) {
                        byte[] entry = (who + ":" + i).getBytes(UTF_8);
                        if (i % 3 == 0) {
                            log.submitReading(entry, all::countDown);
                        } else {
                            log.submit(entry, all::countDown);
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            all.await();
            for (int thread = 0; thread < THREADS; thread++) {
                String own = thread + ":";
                assertThat(notes.applied.stream().filter(entry -> entry.startsWith(own)))
                        .hasSize(EACH)
                        .isSortedAccordingTo((left, right) -> Integer.compare(
                                Integer.parseInt(left.substring(2)), Integer.parseInt(right.substring(2))));
            }
        }
        Notes again = new Notes();
        try (DurableLog log = log(syncMillis, faults)) {
            log.start(0, again);
            // What was kept is there before it returns.
            assertThat(again.applied).isEqualTo(notes.applied);
            again.leads.await();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsSubmittedWhileAnEntryIsAppliedComesBehindIt() {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        Notes notes = new Notes();
        try (DurableLog log = log(0, new ArrayList<>())) {
            log.start(0, notes);
            log.submit(
                    "a".getBytes(UTF_8),
                    () -> log.submit(
                            "b".getBytes(UTF_8),
                            () -> log.between(number -> {
                                assertThat(number).isEqualTo(2);
                                done.complete(notes.applied);
                            })));
            assertThat(done.join()).containsExactly("a", "b");
        }
    }

    @Test
    void closingKeepsWhatWasSubmitted() {
        Notes notes = new Notes();
        try (DurableLog log = log(1_000, new ArrayList<>())) {
            log.start(0, notes);
            for (int i = 0; i < EACH; i++) {
                log.submit(Integer.toString(i).getBytes(UTF_8), () -> {});
            }
        }
        Notes again = new Notes();
        try (DurableLog log = log(0, new ArrayList<>())) {
            log.start(0, again);
        }
        assertThat(again.applied).hasSize(EACH).isEqualTo(notes.applied);
    }

    @Test
    void anEntryThatCannotBeAppliedEndsTheLogAndIsTold() throws Exception {
        CompletableFuture<Throwable> fault = new CompletableFuture<>();
        DurableLog log = new DurableLog(
                directory,
                IDENTITY,
                Duration.ZERO,
                new DiskReserve(directory.resolve("reserve"), 1_000),
                fault::complete);
        try (log) {
            log.start(0, new Notes() {
                @Override
                public void apply(long number, byte[] entry) {
                    throw new IllegalArgumentException("cannot");
                }
            });
            log.submit(new byte[1], () -> {});
            assertThat(fault.get()).hasMessage("cannot");
        }
    }

    @Test
    void anEntryThatCannotBeReadAgainIsNamedWithTheCure() throws IOException {
        Notes notes = new Notes();
        try (DurableLog log = log(0, new ArrayList<>())) {
            log.start(0, notes);
            log.submit(new byte[1], () -> {});
        }
        DurableLog log = log(0, new ArrayList<>());
        assertThatThrownBy(() -> log.start(0, new Notes() {
                    @Override
                    public void apply(long number, byte[] entry) {
                        throw new IllegalArgumentException("entry " + number + " cannot be read");
                    }
                }))
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("entry 1 cannot be read. Nothing was changed: restore the state directory from a backup");
        log.close();
        assertThat(Files.list(directory)).isNotEmpty();
    }

    @Test
    void theReserveOfAnEarlierProcessIsTaken() throws IOException {
        log(0, new ArrayList<>()).close();
        Path reserve = Files.write(directory.resolve("reserve"), new byte[1_000]);
        DiskReserve there = new DiskReserve(reserve, 1_000);
        there.take();
        assertThat(there.isThere()).isTrue();
        assertThat(Files.readAllBytes(reserve)).containsOnly(0);
        there.give();
        assertThat(reserve).doesNotExist();
        there.take();
        assertThat(reserve).hasSize(1_000);
    }

    @Test
    void withoutRoomForItsReserveItDoesNotBegin() {
        DurableLog log = new DurableLog(
                directory,
                IDENTITY,
                Duration.ZERO,
                // A directory is in its place.
                new DiskReserve(directory, 1_000),
                fault -> {});
        assertThatThrownBy(() -> log.start(0, new Notes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it needs 1000 bytes to begin with; make room on that disk");
        log.close();
    }
}
