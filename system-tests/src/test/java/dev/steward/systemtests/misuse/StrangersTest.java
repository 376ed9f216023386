package dev.steward.systemtests.misuse;

import dev.steward.api.Delivery;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;

/** Giving back what is another's, or nobody's, and using what needs a lock without it. */
class StrangersTest extends MisuseTest {

    private static Misuse monitor(String what, Call call, String... words) {
        return misuse(what, IllegalMonitorStateException.class, call, words);
    }

    private static Misuse state(String what, Call call, String... words) {
        return misuse(what, IllegalStateException.class, call, words);
    }

    static List<Misuse> misuses() {
        return List.of(
                monitor("unlocking another's lock", world -> world.lock.unlock(), "lock ", "another process"),
                monitor("unlocking another's re-entrant lock", world -> world.rlock.unlock(), "rlock ", "another"),
                monitor("releasing another's re-entrant lock", world -> world.rlock.release(), "another"),
                monitor("unlocking what is free", world -> world.manager.lock().unlock(), "nobody"),
                monitor("releasing what is free", world -> world.manager.lock().release(), "not held"),
                monitor("unlocking too often", StrangersTest::unlockTwice, "nobody"),
                monitor("waiting without the lock", world -> world.condition.await(), "must hold the lock"),
                monitor("waiting a while without it", world -> world.condition.await(Duration.ofSeconds(1))),
                monitor("waiting for no signal without it", world -> world.condition.await(Duration.ZERO)),
                monitor("waiting whatever happens without it", world -> world.condition.awaitUninterruptibly()),
                monitor("waiting for what is not, without it", world -> world.condition.awaitFor(() -> false)),
                monitor("signalling without the lock", world -> world.condition.signal(), "must hold the lock"),
                monitor("signalling some without it", world -> world.condition.signal(2)),
                monitor("signalling all without it", world -> world.condition.signalAll()),
                monitor("unlocking a condition's", world -> world.condition.unlock()),
                monitor(
                        "waiting with another's lock",
                        world -> world.lock.newCondition().await(),
                        "another process"),
                monitor(
                        "signalling with another's lock",
                        world -> world.rlock.newCondition().signal(),
                        "another"),
                state("a permit too many", world -> world.bounded.release(), "more than 2"),
                state("all permits again", world -> world.bounded.release(2), "more than 2"),
                state("more permits than can be counted", world -> world.semaphore.release(Integer.MAX_VALUE)),
                state("done with what was not taken", world -> world.joinable.taskDone(), "no element"),
                state("giving back what was not taken", world -> world.joinable.nack(), "no element"),
                state("done too often", StrangersTest::doneTwice, "no element"),
                state("done with a delivery twice", world -> settled(world).done(), "queue "),
                state(
                        "giving a delivery back after it was done",
                        world -> settled(world).nack(),
                        "queue "),
                misuse(
                        "an action where there is none",
                        IllegalArgumentException.class,
                        world -> world.barrier.withAction(() -> {}).await(),
                        "without an action"),
                misuse(
                        "no action where there is one",
                        IllegalArgumentException.class,
                        world -> world.manager
                                .find("barrier with action", Type.of(SharedBarrier.class))
                                .await(),
                        "action"));
    }

    private static void unlockTwice(World world) {
        SharedLock lock = world.manager.rlock();
        lock.lock();
        lock.unlock();
        lock.unlock();
    }

    private static void doneTwice(World world) throws InterruptedException {
        SharedJoinableQueue<String> queue = world.manager.joinableQueue();
        queue.put("a");
        queue.take();
        queue.taskDone();
        queue.taskDone();
    }

    private static Delivery<String> settled(World world) throws InterruptedException {
        SharedQueue<String> queue = world.manager.queue();
        queue.put("a");
        Delivery<String> delivery = queue.receive();
        delivery.done();
        return delivery;
    }
}
