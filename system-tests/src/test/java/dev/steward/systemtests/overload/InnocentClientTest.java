package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client has the server do what takes long, and another one goes on writing, reading and making objects of its own. How
 * long that one waits is bounded, and printed beside what it waits where nobody else is.
 */
@Timeout(120)
@Tag("one-jdk")
class InnocentClientTest {

    /** On a quiet machine nobody waits longer than 250 ms; in a build beside others it is still much less than it was. */
    private static final Duration SHORT = Boolean.getBoolean("chaos") ? Duration.ofMillis(250) : Duration.ofSeconds(2);

    private static final int INSPECTED = Boolean.getBoolean("chaos") ? 100_000 : 10_000;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private static SmallServer server;
    private static long quietNanos;

    /** What takes long, prepared and done by one client. */
    private enum Attack {
        NAMES {
            @Override
            void prepare(SyncManager manager) {
                for (int i = 0; i < 2_000; i++) {
                    manager.event(i + "a".repeat(990));
                }
            }

            @Override
            void attack(SyncManager manager) {
                assertThat(manager.names("*" + "a".repeat(499) + "b")).isEmpty();
            }
        },
        SORT {
            @Override
            void prepare(SyncManager manager) {
                // All about one, with many digits, and written with different numbers of them.
                List<BigDecimal> near = IntStream.range(0, 150)
                        .mapToObj(i ->
                                BigDecimal.ONE.add(BigDecimal.valueOf(150 - i).scaleByPowerOfTen(-18_000 - i)))
                        .toList();
                manager.list("decimals", BigDecimal.class).addAll(near);
            }

            @Override
            void attack(SyncManager manager) {
                manager.list("decimals", BigDecimal.class).sort(null);
            }
        },
        SETS {
            @Override
            void prepare(SyncManager manager) {
                manager.list("sets", Set.class).add(numbers(200_000));
            }

            @Override
            void attack(SyncManager manager) {
                for (int i = 1; i < 3; i++) {
                    assertThat(manager.list("sets", Set.class).contains(numbers(200_000 + i)))
                            .isFalse();
                }
            }

            private Set<Integer> numbers(int count) {
                Set<Integer> numbers = new HashSet<>();
                for (int i = 0; i < count; i++) {
                    numbers.add(i);
                }
                return numbers;
            }
        },
        FRONT {
            @Override
            void prepare(SyncManager manager) {
                manager.list("long", Integer.class).addAll(Collections.nCopies(700_000, 1));
            }

            @Override
            void attack(SyncManager manager) {
                SharedList<Integer> list = manager.list("long", Integer.class);
                List<CompletableFuture<?>> inserted = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    inserted.add(list.async().add(0, i));
                }
                inserted.forEach(CompletableFuture::join);
            }
        },
        ITERATORS {
            @Override
            void prepare(SyncManager manager) {
                manager.list("iterated", Integer.class).addAll(Collections.nCopies(200_000, 1));
            }

            @Override
            void attack(SyncManager manager) {
                for (int i = 0; i < 5; i++) {
                    manager.iterator(manager.list("iterated", Integer.class));
                }
            }
        },
        SNAPSHOTS {
            @Override
            void prepare(SyncManager manager) {
                manager.list("seen", Integer.class).addAll(Collections.nCopies(700_000, 1));
            }

            @Override
            void attack(SyncManager manager) {
                List<CompletableFuture<?>> seen = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    seen.add(manager.list("seen", Integer.class).async().snapshot());
                }
                seen.forEach(CompletableFuture::join);
            }
        },
        INSPECTIONS {
            @Override
            void prepare(SyncManager manager) {
                IntStream.range(0, INSPECTED).parallel().forEach(i -> manager.event("inspected " + i));
            }

            @Override
            void attack(SyncManager manager) {
                for (int i = 0; i < 3; i++) {
                    assertThat(manager.inspection().objects(10)).hasSizeGreaterThan(INSPECTED);
                    assertThat(manager.inspection().sessions()).isNotEmpty();
                    assertThat(manager.describeObjects()).hasSizeGreaterThan(INSPECTED);
                    assertThat(manager.names("inspected*")).hasSize(INSPECTED);
                }
            }
        },
        FLOOD {
            @Override
            void prepare(SyncManager manager) {}

            @Override
            void attack(SyncManager manager) {
                SharedQueue<Integer> queue = manager.queue("flood", Integer.class);
                List<CompletableFuture<?>> asked = new ArrayList<>();
                for (int i = 0; i < 20_000; i++) {
                    asked.add(queue.async().size());
                }
                asked.forEach(CompletableFuture::join);
            }
        };

        abstract void prepare(SyncManager manager);

        abstract void attack(SyncManager manager);
    }

    @BeforeAll
    static void measureWithoutAttack() throws Exception {
        server = SmallServer.start("-Xmx512m");
        longestWaitBeside(() -> pause(300));
        quietNanos = longestWaitBeside(() -> pause(300));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void anInnocentClientWaitsShortlyWhateverAnotherOneAsks(Attack attack) throws Exception {
        try (SyncManager greedy = server.connect()) {
            attack.prepare(greedy);
            long began = System.nanoTime();
            long waited = longestWaitBeside(() -> attack.attack(greedy));
            System.out.printf(
                    "%s took %d ms; the innocent waited %d ms at most, %d ms without it%n",
                    attack,
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    Duration.ofNanos(waited).toMillis(),
                    Duration.ofNanos(quietNanos).toMillis());
            assertThat(Duration.ofNanos(waited)).isLessThan(SHORT);
        }
        server.assertUnhurt();
    }

    /** Returns the longest time that one call of a client of its own took while something was done. */
    private static long longestWaitBeside(Runnable something) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (SyncManager innocent = server.connect()) {
            SharedQueue<String> queue = innocent.queue();
            queue.put("first");
            CompletableFuture<Long> longest = CompletableFuture.supplyAsync(() -> {
                long most = 0;
                while (!isOver.get()) {
                    most = Math.max(most, nanosOf(() -> queue.add("another")));
                    most = Math.max(most, nanosOf(queue::poll));
                    most = Math.max(most, nanosOf(() -> innocent.event("innocent")));
                    // Who calls without a pause takes the processors that the others are to have.
                    LockSupport.parkNanos(PAUSE);
                }
                return most;
            });
            try {
                something.run();
            } finally {
                isOver.set(true);
            }
            return longest.get();
        }
    }

    private static long nanosOf(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return System.nanoTime() - began;
    }
}
