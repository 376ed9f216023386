package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.ObjectDescription;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.StreamClient.Way;
import dev.steward.systemtests.death.Whereabouts.Place;
import dev.steward.systemtests.death.Whereabouts.Testimony;
import dev.steward.systemtests.history.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Takers, receivers and counters are killed by {@code kill -9} while elements stream through a queue or a counter counts, at
 * moments that are drawn; then each element and each number is looked for. {@code -Pchaos} kills twenty in each way,
 * {@code -Dseed} repeats a run.
 */
@Timeout(300)
@Tag("one-jdk")
class KilledStreamsTest extends DeathTest {

    private static final int KILLS = Boolean.getBoolean("chaos") ? 20 : 3;
    private static final int SIDE_BY_SIDE = 3;
    private static final int ROOM = 100;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** What is left shows at once; this is for a machine that is busy. */
    private static final Duration NOTHING_LEFT = Duration.ofMillis(500);

    /** The bytes of a journal with some calls of each kind, and how many more there may be until the kill. */
    private static final int AT_WORK_BYTES = 2_000;

    private static final int MOST_MORE_BYTES = 20_000;

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicBoolean ended = new AtomicBoolean();

    /** A client, the network before it and its journal. */
    private record Member(Jvm client, WatchedNetwork network, Path journal) {

        private long noted() {
            try {
                return Files.exists(journal) ? Files.size(journal) : 0;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void killAfter(long bytes) throws InterruptedException {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> noted() >= bytes);
            assertThat(client.isAlive()).as("%s", client.lines()).isTrue();
            client.kill();
            client.awaitEnd();
        }

        Testimony testimony() {
            Evidence evidence = network.evidence();
            return new Testimony(
                    Journal.read(journal), evidence.handOuts(), evidence.told(), evidence.unansweredIncrements());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachElementAndEachNumberIsSomewhere(Way way) throws Exception {
        ManagerServer server = serve();
        SyncManager near = connect(server.port());
        Set<Long> put = new HashSet<>();
        Future<?> putting = begin(way, near, put);
        List<Testimony> testimonies = kill(way, server, near);
        ended.set(true);
        Whereabouts account;
        if (way == Way.COUNTS) {
            account = Whereabouts.ofNumbers(
                    near.value(StreamClient.STREAM, TypeCode.LONG, 0L).get(), testimonies);
        } else {
            get(putting);
            account = Whereabouts.ofElements(way, put, left(queue(way, near)), testimonies);
        }
        System.out.printf(
                "%d kills, %s: %s, %d came back, %d of them received before, seed %d%n",
                KILLS, way, account.counts(), account.comeBack(), account.comeBackReceived(), seed);
        assertThat(account.faults()).as("seed %d", seed).isEmpty();
        assertThat(account.counts().getOrDefault(Place.SAID, 0)).isGreaterThan(KILLS);
    }

    private static SharedQueue<Long> queue(Way way, SyncManager manager) {
        return way == Way.TASKS
                ? manager.joinableQueue(StreamClient.STREAM, ROOM, Long.class)
                : manager.queue(StreamClient.STREAM, ROOM, Long.class);
    }

    /** Makes what is shared and puts elements from now on. */
    private Future<?> begin(Way way, SyncManager near, Set<Long> put) {
        if (way == Way.COUNTS) {
            near.value(StreamClient.STREAM, TypeCode.LONG, 0L);
            return meanwhile(() -> null);
        }
        SharedQueue<Long> queue = queue(way, near);
        return meanwhile(() -> {
            long next = 0;
            while (!ended.get()) {
                if (queue.offer(next, PATIENCE)) {
                    put.add(next);
                    next++;
                }
            }
            return null;
        });
    }

    /** Kills one after the other and has most replaced; returns what all of them left when their sessions have ended. */
    private List<Testimony> kill(Way way, ManagerServer server, SyncManager near) throws InterruptedException {
        int references = references(near);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            members.add(member(way, server, i));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            members.get(kill).killAfter(AT_WORK_BYTES + random.nextInt(MOST_MORE_BYTES));
            if (members.size() < KILLS) {
                members.add(member(way, server, members.size()));
            }
        }
        await("the sessions have ended").atMost(WINDOW.plus(SOON)).until(() -> references(near) == references);
        return members.stream().map(Member::testimony).toList();
    }

    private Member member(Way way, ManagerServer server, int number) {
        WatchedNetwork network = closing(new WatchedNetwork(server.port(), new Evidence(way)));
        Path journal = directory.resolve("journal-" + number);
        Jvm client = closing(Jvm.run(
                StreamClient.class,
                way.name(),
                Integer.toString(network.port()),
                Long.toString(LEASE.toMillis()),
                Long.toString(WINDOW.toMillis()),
                journal.toString()));
        return new Member(client, network, journal);
    }

    private static int references(SyncManager near) {
        return near.describeObjects().stream()
                .filter(row -> StreamClient.STREAM.equals(row.name()))
                .mapToInt(ObjectDescription::references)
                .sum();
    }

    private static Map<Long, Boolean> left(SharedQueue<Long> queue) throws InterruptedException {
        Map<Long, Boolean> left = new HashMap<>();
        @Nullable Delivery<Long> delivery = queue.receive(NOTHING_LEFT);
        while (delivery != null) {
            assertThat(left.put(delivery.value(), delivery.redelivered()))
                    .as("%s is in the queue twice", delivery.value())
                    .isNull();
            delivery.done();
            delivery = queue.receive(NOTHING_LEFT);
        }
        return left;
    }
}
