package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateWriter;
import dev.steward.objects.TimePassed;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group under many threads: one at a time, each sender's order, nothing lost. */
@Timeout(30)
class GroupRunnerTest {

    private static final int SENDERS = 4;
    private static final int EACH = 20_000;

    private static final GroupId HERE = new SessionId(1, 1);
    private static final GroupId THERE = new SessionId(2, 2);

    private final Driver driver = new Driver(
            ServerClock.ofThisProcess(),
            (task, delay) -> {},
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 0), List::of),
            Relief.NOT_NEEDED,
            new MemoryAccount());

    /** Counts who is inside, and what each sender said last; {@code now} stands for sender and number. */
    private abstract static class Recording implements Group {
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger taken = new AtomicInteger();
        final List<String> wrong = new ArrayList<>();
        final Map<Long, Long> last = new TreeMap<>();

        @Override
        public void apply(Input input, Outputs out) {
            if (inside.incrementAndGet() != 1) {
                wrong.add("two threads inside");
            }
            long sender = input.now() / EACH;
            Long before = last.put(sender, input.now());
            if (before != null && before != input.now() - 1) {
                wrong.add(input.now() + " after " + before);
            }
            pass(input, out);
            taken.incrementAndGet();
            inside.decrementAndGet();
        }

        abstract void pass(Input input, Outputs out);

        @Override
        public void save(StateWriter writer) {}
    }

    @Test
    void everyInputIsTakenOnceInTheOrderOfItsSenderAlsoAcrossGroups() throws Exception {
        Recording there = new Recording() {
            @Override
            void pass(Input input, Outputs out) {}
        };
        Recording here = new Recording() {
            @Override
            void pass(Input input, Outputs out) {
                out.forward(THERE, input);
            }
        };
        driver.add(HERE, here);
        driver.add(THERE, there);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            long first = (long) sender * EACH;
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException stop) {
                    return;
                }
                for (long number = first; number < first + EACH; number++) {
                    driver.submit(HERE, new TimePassed(number));
                }
            });
            thread.start();
            senders.add(thread);
        }
        go.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        // Whoever found a group busy left its input there; the one inside drained it before it left.
        assertThat(here.taken).hasValue(SENDERS * EACH);
        assertThat(there.taken).hasValue(SENDERS * EACH);
        assertThat(here.wrong).isEmpty();
        assertThat(there.wrong).isEmpty();
    }

    @Test
    void groupThatFailsServesTheNextInput() {
        AtomicInteger taken = new AtomicInteger();
        driver.add(HERE, new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                if (taken.incrementAndGet() == 1) {
                    throw new IllegalStateException("a fault that the test wants");
                }
            }

            @Override
            public void save(StateWriter writer) {}
        });
        driver.submit(HERE, new TimePassed(1));
        driver.submit(HERE, new TimePassed(2));
        assertThat(taken).hasValue(2);
    }

    @Test
    void longChainOfForwardsDoesNotDeepenTheStack() {
        AtomicInteger left = new AtomicInteger(100_000);
        for (GroupId id : List.of(HERE, THERE)) {
            driver.add(id, new Group() {
                @Override
                public void apply(Input input, Outputs out) {
                    if (left.decrementAndGet() > 0) {
                        out.forward(id == HERE ? THERE : HERE, input);
                    }
                }

                @Override
                public void save(StateWriter writer) {}
            });
        }
        driver.submit(HERE, new TimePassed(0));
        assertThat(left).hasValue(0);
    }

    @Test
    void wishThatIsPutOffArmsNoSecondTimerAndComesOnce() {
        List<Runnable> timers = new ArrayList<>();
        AtomicInteger woken = new AtomicInteger();
        Driver timed = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> timers.add(task),
                driver.values(),
                Relief.NOT_NEEDED,
                new MemoryAccount());
        long now = timed.now();
        timed.add(HERE, new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                if (input.now() > now + 3_600_000_000_000L) {
                    // An input of the test, whose time is the wish.
                    out.wakeAt(HERE, input.now());
                } else if (input.now() < now) {
                    out.wakeAt(HERE, now);
                } else {
                    woken.incrementAndGet();
                }
            }

            @Override
            public void save(StateWriter writer) {}
        });
        timed.submit(HERE, new TimePassed(now + 7_200_000_000_000L));
        timed.submit(HERE, new TimePassed(now + 7_300_000_000_000L));
        assertThat(timers).hasSize(1);
        timed.submit(HERE, new TimePassed(now - 1));
        assertThat(timers).hasSize(2);
        timers.get(1).run();
        timers.get(0).run();
        assertThat(woken).hasValue(1);
    }

    @Test
    void longOperationLeavesTheLoopAndKeepsItsPlace() {
        List<Runnable> handedOver = new ArrayList<>();
        AtomicBoolean onLoop = new AtomicBoolean(true);
        Driver relieved = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> {},
                driver.values(),
                new Relief(onLoop::get, () -> false, (session, task) -> handedOver.add(task)),
                new MemoryAccount());
        List<Operation> done = new ArrayList<>();
        relieved.add(HERE, new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                done.add(((Invoke) input).operation());
            }

            @Override
            public long weight() {
                return 1_000_000;
            }

            @Override
            public void save(StateWriter writer) {}
        });
        for (Operation operation : List.of(Operation.LIST_GET, Operation.LIST_SORT, Operation.LIST_ADD)) {
            CallId call = new CallId(SessionId.LOCAL, 1, 1);
            relieved.submit(HERE, new Invoke(0, call, new ObjectId(1), operation, List.of()));
        }
        assertThat(done).containsExactly(Operation.LIST_GET);
        onLoop.set(false);
        handedOver.get(0).run();
        assertThat(done).containsExactly(Operation.LIST_GET, Operation.LIST_SORT, Operation.LIST_ADD);
        assertThat(handedOver).hasSize(1);
    }

    /** Much is in it, and it notes what is done to it. */
    private static Group large(List<Operation> done) {
        return new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                done.add(((Invoke) input).operation());
            }

            @Override
            public long weight() {
                return 1_000_000;
            }

            @Override
            public void save(StateWriter writer) {}
        };
    }

    private static Invoke call(SessionId session, Operation operation) {
        return new Invoke(0, new CallId(session, 1, 1), new ObjectId(1), operation, List.of());
    }

    @Test
    void workersHearWhoWaitsForWhatIsHandedOver() {
        List<SessionId> asked = new ArrayList<>();
        Deque<Runnable> handedOver = new ArrayDeque<>();
        AtomicBoolean onLoop = new AtomicBoolean(true);
        Driver relieved = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> {},
                driver.values(),
                new Relief(onLoop::get, () -> true, (session, task) -> {
                    asked.add(session);
                    handedOver.add(task);
                }),
                new MemoryAccount());
        GroupId object = GroupId.of(new ObjectId(1));
        SessionId caller = new SessionId(3, 3);
        relieved.add(object, large(new ArrayList<>()));
        relieved.submit(object, call(caller, Operation.LIST_SORT));
        AtomicInteger left = new AtomicInteger(1_000);
        relieved.add(HERE, lingering(HERE, left));
        relieved.submit(HERE, new TimePassed(0));
        assertThat(asked)
                .as("an operation is its caller's, the group of a session anybody's")
                .containsExactly(caller, SessionId.LOCAL);
        asked.clear();
        onLoop.set(false);
        // It takes more than its share again, whoever waits.
        handedOver.removeLast().run();
        assertThat(asked).containsExactly(SessionId.LOCAL);
    }

    @Test
    void whatAWorkerLeavesIsLeftToTheTurnsOfWhoCalls() {
        List<SessionId> asked = new ArrayList<>();
        Deque<Runnable> handedOver = new ArrayDeque<>();
        Driver relieved = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> {},
                driver.values(),
                new Relief(() -> false, () -> true, (session, task) -> {
                    asked.add(session);
                    handedOver.add(task);
                }),
                new MemoryAccount());
        GroupId object = GroupId.of(new ObjectId(1));
        SessionId first = new SessionId(3, 3);
        SessionId second = new SessionId(4, 4);
        AtomicInteger taken = new AtomicInteger();
        relieved.add(object, new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                long until = System.nanoTime() + 2 * Turn.LONGEST_NANOS;
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                if (taken.incrementAndGet() == 1) {
                    for (int i = 0; i < 4; i++) {
                        out.forward(object, call(first, Operation.LIST_SORT));
                    }
                    out.forward(object, call(second, Operation.LIST_SORT));
                }
            }

            @Override
            public void save(StateWriter writer) {}
        });
        relieved.submit(object, call(first, Operation.LIST_SORT));
        while (!handedOver.isEmpty()) {
            handedOver.remove().run();
        }
        assertThat(taken).hasValue(6);
        assertThat(asked).isNotEmpty().contains(first).isSubsetOf(first, second);
    }

    @Test
    void nothingLongIsReadForASessionThatHasEnded() {
        List<Operation> done = new ArrayList<>();
        GroupId object = GroupId.of(new ObjectId(1));
        SessionId gone = new SessionId(3, 3);
        List<Answer> answers = new ArrayList<>();
        driver.add(gone, new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                if (input instanceof SessionInput.Answered answered) {
                    answers.add(answered.answer());
                }
            }

            @Override
            public void save(StateWriter writer) {}
        });
        driver.add(object, large(done));
        driver.submit(object, call(gone, Operation.LIST_CONTAINS));
        driver.event(new Event.Ended(gone, "gone"));
        driver.submit(object, call(gone, Operation.LIST_CONTAINS));
        driver.submit(object, call(gone, Operation.LIST_GET));
        driver.submit(object, call(gone, Operation.LIST_SORT));
        driver.submit(object, call(new SessionId(4, 4), Operation.LIST_CONTAINS));
        assertThat(done)
                .as("what is short, or changes something in its place")
                .containsExactly(
                        Operation.LIST_CONTAINS, Operation.LIST_GET, Operation.LIST_SORT, Operation.LIST_CONTAINS);
        assertThat(answers).extracting(Answer::status).containsExactly(Status.SESSION_ENDED);
        driver.removed(gone);
        assertThat(driver.hasEnded(gone)).isFalse();
    }

    /** Has more for itself after each input, which takes a tenth of a millisecond, so many times. */
    private static Group lingering(GroupId id, AtomicInteger left) {
        return new Group() {
            @Override
            public void apply(Input input, Outputs out) {
                long until = System.nanoTime() + 100_000;
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                if (left.decrementAndGet() > 0) {
                    out.forward(id, input);
                }
            }

            @Override
            public void save(StateWriter writer) {}
        };
    }

    @Test
    void loopHandsOverWhatTakesLongInAllAlthoughEachOfItIsShort() {
        Deque<Runnable> handedOver = new ArrayDeque<>();
        AtomicBoolean onLoop = new AtomicBoolean(true);
        Driver relieved = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> {},
                driver.values(),
                new Relief(onLoop::get, () -> false, (session, task) -> handedOver.add(task)),
                new MemoryAccount());
        AtomicInteger left = new AtomicInteger(1_000);
        relieved.add(HERE, lingering(HERE, left));
        relieved.submit(HERE, new TimePassed(0));
        assertThat(left.get()).isPositive();
        onLoop.set(false);
        handedOver.remove().run();
        assertThat(left).hasValue(0);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void workersTakeTurnsBetweenGroups() {
        Deque<Runnable> handedOver = new ArrayDeque<>();
        Driver relieved = new Driver(
                ServerClock.ofThisProcess(),
                (task, delay) -> {},
                driver.values(),
                new Relief(() -> false, () -> !handedOver.isEmpty(), (session, task) -> handedOver.add(task)),
                new MemoryAccount());
        AtomicInteger first = new AtomicInteger(1_000);
        AtomicInteger second = new AtomicInteger(1_000);
        relieved.add(HERE, lingering(HERE, first));
        relieved.add(THERE, lingering(THERE, second));
        handedOver.add(() -> relieved.submit(HERE, new TimePassed(0)));
        handedOver.add(() -> relieved.submit(THERE, new TimePassed(0)));
        while (first.get() > 0) {
            handedOver.remove().run();
        }
        assertThat(second.get())
                .as("what the second group has to do yet when the first one is done")
                .isLessThan(500);
    }

    @Test
    void whatGroupsHoldIsInTheAccountAndSoIsWhatWaitsForThem() {
        MemoryAccount account = new MemoryAccount();
        Driver counted = new Driver(
                ServerClock.ofThisProcess(), (task, delay) -> {}, driver.values(), Relief.NOT_NEEDED, account);
        Value large = driver.values().of("x".repeat(100_000));
        Invoke invoke = new Invoke(
                0, new CallId(new SessionId(3, 3), 1, 1), ObjectId.DIRECTORY, Operation.LIST_ADD, List.of(large));
        List<Long> seen = new ArrayList<>();
        counted.add(HERE, new Group() {
            private long held = 7;

            @Override
            public void apply(Input input, Outputs out) {
                if (input instanceof TimePassed) {
                    // It comes back to the group that is being run, and waits.
                    counted.submit(HERE, invoke);
                } else {
                    held = 1_000;
                }
                seen.add(account.total());
            }

            @Override
            public long heldBytes() {
                return held;
            }

            @Override
            public void save(StateWriter writer) {}
        });
        assertThat(account.total()).isEqualTo(7);
        counted.submit(HERE, new TimePassed(0));
        assertThat(seen).containsExactly(7 + large.footprint(), 7L);
        assertThat(account.total()).isEqualTo(1_000);
    }
}
