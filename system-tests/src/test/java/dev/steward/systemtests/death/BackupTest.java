package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.DurableState;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A durable server is backed up while it serves, and another one goes on from there. */
@Tag("one-jdk")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BackupTest extends BackedUpTest {

    private static final int BACKUPS = Integer.getInteger("backups", Boolean.getBoolean("chaos") ? 50 : 4);
    private static final int PRODUCERS = 2;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** Puts the numbers from 0 on into a queue, and counts each when it is there. */
    private final class Producer {

        final String name;
        final AtomicLong begun = new AtomicLong();
        final AtomicLong done = new AtomicLong();

        Producer(int number) {
            name = "producer " + number;
        }

        Future<Boolean> start(int port) {
            SyncManager manager = client(port);
            SharedQueue<Long> queue = manager.queue(name, Long.class);
            SharedValue<Long> count = manager.value(name + " counted", Long.class, 0L);
            return meanwhile(() -> {
                while (!stopped.get()) {
                    queue.put(begun.getAndIncrement());
                    count.getAndAdd(1L);
                    done.incrementAndGet();
                }
                return true;
            });
        }
    }

    /** Moves elements from a queue to another one, each of them in delivery meanwhile. */
    private Future<Boolean> mover(int port, String name) {
        SyncManager manager = client(port);
        SharedQueue<Long> queue = manager.queue(name, Long.class);
        SharedQueue<Long> moved = manager.queue(name + " moved", Long.class);
        return meanwhile(() -> {
            while (!stopped.get()) {
                try (Delivery<Long> one = queue.receive()) {
                    moved.put(one.value());
                    one.done();
                }
            }
            return true;
        });
    }

    /** Takes all elements, of which those that were in delivery come first. */
    private static List<Long> drained(SharedQueue<Long> queue) {
        List<Long> all = new ArrayList<>();
        for (Long next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void aBackupUnderLoadHasAllThatWasAnsweredBeforeAndIsOfOneMoment() throws Exception {
        ManagerServer server = serve(durable("server"));
        List<Producer> producers = new ArrayList<>();
        List<Future<Boolean>> work = new ArrayList<>();
        for (int number = 0; number < PRODUCERS; number++) {
            Producer producer = new Producer(number);
            producers.add(producer);
            work.add(producer.start(server.port()));
            work.add(mover(server.port(), producer.name));
        }
        List<long[]> before = new ArrayList<>();
        List<long[]> after = new ArrayList<>();
        for (int backup = 0; backup < BACKUPS; backup++) {
            long until = producers.get(0).done.get() + 300;
            await().atMost(LONG).until(() -> producers.get(0).done.get() >= until);
            before.add(producers.stream()
                    .mapToLong(producer -> producer.done.get())
                    .toArray());
            backup("backup " + backup);
            after.add(producers.stream()
                    .mapToLong(producer -> producer.begun.get())
                    .toArray());
        }
        assertThat(folder.resolve("server/log/snapshot")).exists();
        stopped.set(true);
        SyncManager manager = client(server.port());
        for (Producer producer : producers) {
            // Whoever waits for an element ends with it.
            manager.queue(producer.name, Long.class).put(-1L);
        }
        for (Future<Boolean> each : work) {
            assertThat(get(each)).isTrue();
        }
        for (int backup = 0; backup < BACKUPS; backup++) {
            ManagerServer copy = serve(durable("backup " + backup));
            SyncManager there = client(copy.port());
            for (int number = 0; number < PRODUCERS; number++) {
                String name = producers.get(number).name;
                List<Long> left = drained(there.queue(name, Long.class));
                List<Long> moved = drained(there.queue(name + " moved", Long.class));
                Set<Long> all = new HashSet<>(left);
                all.addAll(moved);
                long count = all.size();
                assertThat(count).isBetween(before.get(backup)[number], after.get(backup)[number]);
                assertThat(all.stream().sorted())
                        .containsExactlyElementsOf(
                                LongStream.range(0, count).boxed().toList());
                // One that was moved and not settled yet is in both.
                assertThat(left.size() + moved.size()).isBetween((int) count, (int) count + 1);
                assertThat(there.value(name + " counted", Long.class, 0L).get()).isBetween(count - 1, count);
            }
            copy.close();
        }
    }

    @Test
    void whoGoesOnFromABackupIsAnotherServer() throws Exception {
        ManagerServer server = serve(durable("server"));
        SyncManager manager = connect(
                server.port(),
                ClientOptions.builder().lease(LONG).resumeWindow(LONG).listener((event, detail) -> events.add(event)));
        SharedLock lock = manager.lock("lock");
        Hold hold = lock.hold();
        SharedQueue<Integer> queue = manager.queue("queue", Integer.class);
        queue.put(1);
        Delivery<Integer> delivery = queue.receive();
        Path backup = backup("backup");
        try (Jvm verify = Jvm.run(Steward.class, "log", "verify", backup.toString())) {
            verify.awaitLine("a backup: a server that starts here has all of it but the sessions");
            assertThat(verify.awaitEnd()).isZero();
        }
        hold.close();
        long lastToken = 0;
        for (int i = 0; i < 10; i++) {
            try (Hold next = lock.hold()) {
                lastToken = next.fencingToken();
            }
        }
        Hold last = lock.hold();
        int port = server.port();
        server.close();

        ManagerServer copy = serve(durable("backup").address("127.0.0.1", port));
        assertThatThrownBy(() -> queue.put(2)).isInstanceOf(SessionLostException.class);
        await().until(() -> events.contains(Event.LOST));
        assertThat(last.valid()).isFalse();
        SyncManager there = client(copy.port());
        try (Hold next = there.lock("lock").hold()) {
            assertThat(next.fencingToken()).isGreaterThan(lastToken).isGreaterThan(last.fencingToken());
            assertThat(next.abandoned()).isTrue();
        }
        try (Delivery<Integer> again = there.queue("queue", Integer.class).receive()) {
            assertThat(again.value()).isEqualTo(1);
            assertThat(again.redelivered()).isTrue();
        }
        assertThatThrownBy(delivery::done).isInstanceOf(SessionLostException.class);
        assertThat(DurableState.verify(backup).isBackup()).isFalse();

        // From then on it is a server as any other.
        Hold kept = there.lock("lock").hold();
        copy.close();
        serve(durable("backup").address("127.0.0.1", port));
        assertThat(kept.valid()).isTrue();
        kept.close();
        try (Hold next = there.lock("lock").hold()) {
            assertThat(next.fencingToken()).isGreaterThan(kept.fencingToken());
        }
    }

    @Test
    void twoThatGoOnFromOneBackupOneAfterTheOtherGiveTokensThatGrow() throws Exception {
        ManagerServer server = serve(durable("server"));
        assertThat(client(server.port()).lock("lock").tryLock()).isTrue();
        Path first = backup("first");
        // As somebody restores a copy, and once more from the same backup later.
        Path second = folder.resolve("second");
        copy(first, second);
        long token;
        try (Hold hold = client(serve(durable("first")).port()).lock("lock").hold()) {
            token = hold.fencingToken();
        }
        // Epochs are seconds of the clock.
        long now = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > now);
        try (Hold hold = client(serve(durable("second")).port()).lock("lock").hold()) {
            assertThat(hold.fencingToken()).isGreaterThan(token);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
