package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes of one program share objects, and managers of their own. */
@Timeout(120)
@Tag("one-jdk")
class MultiprocessingTest extends HeardChildrenTest {

    private void run(JavaProcess process) throws InterruptedException {
        assertThat(children.codeOf(process)).as("%s", printed.errorLines()).isZero();
    }

    private record Task(String name, SerializableFunction<Integer, Integer> function) {}

    @Test
    void aQueueGoesToTheChildAndBringsBackWhatItPut() throws Exception {
        SharedQueue<Integer> queue = Multiprocessing.queue(10);
        run(JavaProcess.start(to -> to.put(11111), queue));
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo(11111);
    }

    @Test
    void proxiesAreLiveWhereverTheyAreInTheArguments() throws Exception {
        SharedList<String> list = ManagerOfTest.shared().list();
        SharedDict<String, Integer> dict = ManagerOfTest.shared().dict();
        run(JavaProcess.start(
                lists -> {
                    lists.get("inside").add("inside a map");
                    list.add("captured");
                    dict.put("captured", 1);
                },
                Map.of("inside", list)));
        assertThat(list).containsExactly("inside a map", "captured");
        assertThat(dict).containsExactly(Map.entry("captured", 1));
    }

    /** The manager that the test shares, for its anonymous lists and dicts. */
    private static final class ManagerOfTest {
        static SyncManager shared() {
            return dev.steward.process.tree.ProcessTree.manager();
        }
    }

    @Test
    void functionsAndObjectsOfUsersClassesGoThroughSharedQueues() throws Exception {
        SharedQueue<Task> tasks = Multiprocessing.queue();
        SharedQueue<Integer> results = Multiprocessing.queue();
        int factor = 3;
        tasks.put(new Task("by a captured factor", n -> factor * n));
        tasks.put(new Task("by a method", Math::negateExact));
        run(JavaProcess.start(
                (from, to) -> {
                    to.put(from.take().function().apply(14));
                    to.put(from.take().function().apply(42));
                },
                tasks,
                results));
        assertThat(results.take()).isEqualTo(42);
        assertThat(results.take()).isEqualTo(-42);
    }

    @Test
    void elementsKeepTheTypeThatTheQueueWasMadeWith() throws Exception {
        SharedQueue<Long> queue = Multiprocessing.queue(1, Long.class);
        queue.put(1L);
        run(JavaProcess.start(
                longs -> {
                    Long one = longs.take();
                    longs.put(one + 1);
                },
                queue));
        assertThat(queue.take()).isEqualTo(2L);
    }

    @Test
    void everyTypeThatTheModuleMakesIsSharedWithTheChild() throws Exception {
        SharedLock lock = Multiprocessing.lock();
        SharedLock rlock = Multiprocessing.rlock();
        SharedCondition condition = Multiprocessing.condition(rlock);
        SharedEvent event = Multiprocessing.event();
        SharedSemaphore semaphore = Multiprocessing.semaphore(2);
        SharedSemaphore bounded = Multiprocessing.boundedSemaphore(1);
        SharedBarrier barrier = Multiprocessing.barrier(2);
        SharedValue<Integer> value = Multiprocessing.value(TypeCode.INT, 7);
        SharedArray<Double> array = Multiprocessing.array(Double.class, List.of(1.5, 2.5));
        SharedJoinableQueue<String> queue = Multiprocessing.joinableQueue(5, String.class);
        queue.put("job");
        JavaProcess child = JavaProcess.start(() -> {
            lock.lock();
            value.getAndAdd(1);
            lock.unlock();
            rlock.lock();
            condition.signalAll();
            rlock.unlock();
            semaphore.acquire();
            bounded.acquire();
            bounded.release();
            array.set(0, array.get(1));
            queue.take();
            queue.taskDone();
            event.set();
            barrier.await();
        });
        children.watched(child);
        event.await();
        assertThat(value.get()).isEqualTo(8);
        assertThat(array.toList()).containsExactly(2.5, 2.5);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        queue.join();
        barrier.await();
        run(child);
        assertThat(semaphore.availablePermits())
                .as("permits of an ended process return")
                .isEqualTo(2);
    }

    @Test
    void aManagerOfItsOwnRunsInAChildAndEndsWhenItIsClosed() throws Exception {
        long before = ProcessHandle.current().children().count();
        SyncManager kept;
        try (SyncManager manager = Multiprocessing.manager()) {
            kept = manager;
            SharedList<Integer> list = manager.list();
            run(JavaProcess.start(
                    (there, numbers) -> {
                        numbers.add(there.names("*").size());
                        there.value("named", Integer.class, 5);
                    },
                    manager,
                    list));
            assertThat(list).containsExactly(0);
            assertThat(manager.names("*")).containsExactly("named");
        }
        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        assertThatThrownBy(kept::list).isInstanceOf(ManagerException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> JavaProcess.start(there -> there.list(), kept))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aManagerOverTcpGoesToTheChildWithItsKeyAndOptions() throws Exception {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(AuthKey.of("a key of the test itself"))
                .register("get_calc", Calculator.class, () -> (a, b) -> a + b)
                .build()) {
            server.start();
            try (SyncManager manager =
                    ManagerClient.connect("127.0.0.1", server.port(), AuthKey.of("a key of the test itself"))) {
                Calculator calculator = manager.get("get_calc", Calculator.class);
                SharedList<Integer> results = manager.list("results", Integer.class);
                run(JavaProcess.start((calc, to) -> to.add(calc.add(40, 2)), calculator, results));
                assertThat(results).containsExactly(42);
                SharedQueue<Note> notes = manager.queue(1, Note.class);
                notes.put(new Note("opened because the queue was made for notes"));
                run(JavaProcess.start((from, to) -> to.add(from.take().text().length()), notes, results));
                assertThat(results).containsExactly(42, 43);
                SharedDict<Integer, Task> dict = manager.dict(Integer.class, Task.class);
                assertThatThrownBy(() -> dict.put(1, new Task("function", n -> n)))
                        .as("functions go only where nobody else is")
                        .isInstanceOf(UnsupportedValueException.class);
            }
        }
    }

    private record Note(String text) {}

    /** What the server of a test has. */
    interface Calculator {
        int add(int a, int b);
    }

    @Test
    void anObjectThatNobodyElseRefersToLivesUntilTheChildHasIt() throws Exception {
        SharedQueue<Integer> results = Multiprocessing.queue();
        JavaProcess child = JavaProcess.start(to -> to.put(0), results);
        // Only the argument of a process that has not opened it yet.
        JavaProcess other = JavaProcess.start((only, to) -> to.put(only.remainingCapacity()), madeFor(), results);
        System.gc();
        run(child);
        run(other);
        assertThat(List.of(results.take(), results.take())).containsExactlyInAnyOrder(0, 3);
    }

    private static SharedQueue<String> madeFor() {
        return Multiprocessing.queue(3);
    }

    @Test
    void childrenOfChildrenShareTheSameManager() throws Exception {
        SharedQueue<String> queue = Multiprocessing.queue();
        run(JavaProcess.builder()
                .name("child")
                .start(
                        to -> {
                            to.put(Multiprocessing.currentProcess().name());
                            Multiprocessing.parentManager().value("shared", Integer.class, 1);
                            JavaProcess grandchild = JavaProcess.builder()
                                    .name("grandchild")
                                    .start(
                                            again -> {
                                                again.put(Multiprocessing.currentProcess()
                                                                .name() + " "
                                                        + Multiprocessing.parentManager()
                                                                .names("shared"));
                                                SharedQueue<Integer> own = Multiprocessing.queue(1);
                                                own.put(1);
                                            },
                                            to);
                            grandchild.join();
                            to.put("exit code " + grandchild.exitCode().orElseThrow());
                        },
                        queue));
        assertThat(queue.drainTo(new ArrayList<>())).isEqualTo(3);
        ManagerOfTest.shared().delete("shared");
    }

    @Test
    void aProcessKnowsItselfAndItsParent() throws Exception {
        ProcessDescription here = Multiprocessing.currentProcess();
        assertThat(here.name()).isEqualTo("MainProcess");
        assertThat(here.pid()).isEqualTo(ProcessHandle.current().pid());
        run(JavaProcess.builder().name("child").daemon(true).start(() -> {
            ProcessDescription there = Multiprocessing.currentProcess();
            System.out.println(there.name() + " " + there.parentPid() + " " + there.daemon());
        }));
        assertThat(printed.lines()).containsExactly("child " + here.pid() + " true");
        assertThatThrownBy(Multiprocessing::parentManager)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no parent");
        assertThat(Multiprocessing.cpuCount()).isPositive();
        assertThat(Multiprocessing.activeChildren()).isEmpty();
    }

    @Test
    void aLockThatAKilledChildHeldPassesOn() throws Exception {
        SharedLock lock = Multiprocessing.lock();
        SharedEvent held = Multiprocessing.event();
        JavaProcess child = JavaProcess.start(
                (taken, told) -> {
                    taken.lock();
                    told.set();
                    Thread.sleep(60_000);
                },
                lock,
                held);
        children.watched(child);
        held.await();
        child.kill();
        assertThat(lock.tryLock(10, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
    }
}
