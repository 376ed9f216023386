package dev.steward.systemtests.misuse;

import dev.steward.api.PermitPolicy;
import dev.steward.api.QueueOptions;
import dev.steward.api.TypeCode;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/** Indexes that are not there, and sizes, counts and times that cannot be. */
class WrongSizesTest extends MisuseTest {

    static List<Misuse> misuses() {
        Class<IllegalArgumentException> bad = IllegalArgumentException.class;
        Class<IndexOutOfBoundsException> index = IndexOutOfBoundsException.class;
        return List.of(
                misuse("list get", index, world -> world.list.get(3), "list ", "get", "3"),
                misuse("list get below", index, world -> world.list.get(-1), "list ", "-1"),
                misuse("list get far", index, world -> world.list.get(Integer.MAX_VALUE), "2147483647"),
                misuse("list get far below", index, world -> world.list.get(Integer.MIN_VALUE), "-2147483648"),
                misuse("list set", index, world -> world.list.set(3, 4), "3"),
                misuse("list set below", index, world -> world.list.set(-1, 4), "-1"),
                misuse("list add", index, world -> world.list.add(4, 4), "4"),
                misuse("list add below", index, world -> world.list.add(-1, 4), "-1"),
                misuse("list addAll", index, world -> world.list.addAll(4, List.of(4)), "4"),
                misuse("list remove", index, world -> world.list.remove(3), "3"),
                misuse("list remove below", index, world -> world.list.remove(-1), "-1"),
                misuse("list iterator", index, world -> world.list.listIterator(4), "4"),
                misuse("list part from", index, world -> world.list.subList(-1, 2), "-1"),
                misuse("list part to", index, world -> world.list.subList(0, 4), "4"),
                misuse("list part upside down", bad, world -> world.list.subList(2, 1), "2", "1"),
                misuse("part get", index, world -> world.list.subList(1, 2).get(1), "1"),
                misuse(
                        "part set below",
                        index,
                        world -> world.list.subList(1, 2).set(-1, 9),
                        "-1"),
                misuse("part add", index, world -> world.list.subList(1, 2).add(2, 9), "2"),
                misuse("part iterator", index, world -> world.list.subList(1, 2).listIterator(2), "2"),
                misuse("array get", index, world -> world.array.get(3), "array ", "get", "3"),
                misuse("array get below", index, world -> world.array.get(-1), "-1"),
                misuse("array set", index, world -> world.array.set(3, 4), "3"),
                misuse("array add", index, world -> world.array.getAndAdd(-1, 4), "-1"),
                misuse("array compare and set", index, world -> world.array.compareAndSet(3, 0, 4), "3"),
                misuse("array update", index, world -> world.array.updateAndGet(3, old -> 4), "3"),
                misuse("array range", index, world -> world.array.getRange(0, 4), "[0, 4)"),
                misuse("array range upside down", index, world -> world.array.getRange(2, 1), "[2, 1)"),
                misuse("array range below", index, world -> world.array.getRange(-1, 1), "[-1, 1)"),
                misuse("array set range", index, world -> world.array.setRange(2, 8, 9), "[2, 4)"),
                misuse("array set range below", index, world -> world.array.setRange(-1, List.of(8, 9))),
                misuse("array set range far", index, world -> world.array.setRange(Integer.MAX_VALUE, 8, 9)),
                misuse("array length", bad, world -> world.manager.array(Integer.class, -1), "-1"),
                misuse("array length far", bad, world -> world.manager.array(TypeCode.INT, Integer.MAX_VALUE), "limit"),
                misuse("queue capacity", bad, world -> world.manager.queue(-1), "-1"),
                misuse("queue capacity far below", bad, world -> world.manager.queue(Integer.MIN_VALUE)),
                misuse("named queue capacity", bad, world -> world.manager.queue("negative", -1, Integer.class), "-1"),
                misuse("joinable capacity", bad, world -> world.manager.joinableQueue(-1), "-1"),
                misuse("deliveries", bad, world -> QueueOptions.unbounded().maxDeliveries(-1), "-1"),
                misuse("semaphore permits", bad, world -> world.manager.semaphore(-1), "-1"),
                misuse(
                        "semaphore permits of a policy",
                        bad,
                        world -> world.manager.semaphore(-1, PermitPolicy.CONSUMED),
                        "-1"),
                misuse("bounded permits", bad, world -> world.manager.boundedSemaphore(-1), "-1"),
                misuse("acquire below", bad, world -> world.semaphore.acquire(-1), "-1"),
                misuse("try to acquire below", bad, world -> world.semaphore.tryAcquire(-1), "-1"),
                misuse("release below", bad, world -> world.semaphore.release(-1), "-1"),
                misuse("acquire more than there can be", bad, world -> world.bounded.acquire(3), "3", "2"),
                misuse("barrier of nobody", bad, world -> world.manager.barrier(0), "0"),
                misuse("barrier of less than nobody", bad, world -> world.manager.barrier(-1, () -> {}), "-1"),
                misuse("signal below", bad, world -> world.condition.signal(-1), "-1"),
                misuse("deadline of nothing", bad, world -> world.manager.withDeadline(world.list, Duration.ZERO)),
                misuse(
                        "deadline in the past",
                        bad,
                        world -> world.manager.withDeadline(world.list, Duration.ofSeconds(-1))),
                misuse(
                        "full queue",
                        IllegalStateException.class,
                        world -> {
                            world.queue.put(3);
                            try {
                                world.queue.add(4);
                            } finally {
                                world.queue.removeIf(element -> element.equals(3));
                            }
                        },
                        "full"),
                misuse(
                        "nothing to remove",
                        NoSuchElementException.class,
                        world -> world.manager.queue().remove()),
                misuse(
                        "nothing to look at",
                        NoSuchElementException.class,
                        world -> world.manager.queue().element()));
    }
}
