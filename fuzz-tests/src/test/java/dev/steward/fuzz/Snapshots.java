package dev.steward.fuzz;

import static dev.steward.fuzz.SampleMachine.FOR_EVER;

import dev.steward.api.ObjectId;
import dev.steward.objects.machine.Machine;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of machines with something of every kind in them: contents, who holds, who waits, what is on its way. */
final class Snapshots {

    private Snapshots() {}

    /** Makes a machine of it, which can be written again. */
    static void take(byte[] input) {
        Machine machine;
        try {
            machine = SampleMachine.restored(input);
        } catch (IllegalArgumentException refused) {
            Boundary.requireShort(refused);
            return;
        }
        Boundary.require(machine.snapshot().length > 0, "what was read can be written");
    }

    static List<byte[]> all() {
        List<byte[]> all = new ArrayList<>();
        all.add(new SampleMachine().snapshot());
        all.add(withCollections());
        all.add(withQueues());
        all.add(withLocks());
        all.add(withOthers());
        return all;
    }

    private static byte[] withCollections() {
        SampleMachine machine = new SampleMachine();
        machine.create("list", "list", List.of(1, 2L, "three"));
        ObjectId dict = machine.create("dict", "dict");
        machine.call(dict, Operation.DICT_PUT, "key", 1.5);
        ObjectId namespace = machine.create("namespace", null);
        machine.call(namespace, Operation.NAMESPACE_SET, "x", List.of(1));
        machine.create("value", "value", "code:q", 5L);
        machine.create("array", "array", "code:i", List.of(1, 2, 3));
        return machine.snapshot();
    }

    private static byte[] withQueues() {
        SampleMachine machine = new SampleMachine();
        ObjectId queue = machine.create("queue", "queue", 10);
        ObjectId tasks = machine.create("joinableQueue", "tasks", 10, 3);
        for (ObjectId each : List.of(queue, tasks)) {
            for (int i = 0; i < 4; i++) {
                machine.call(each, Operation.QUEUE_PUT, i, FOR_EVER);
            }
            machine.callAsOther(each, Operation.QUEUE_TAKE, FOR_EVER);
            machine.callAsOther(each, Operation.QUEUE_RECEIVE, FOR_EVER);
        }
        ObjectId empty = machine.create("queue", null);
        machine.call(empty, Operation.QUEUE_TAKE, FOR_EVER);
        machine.create("iterator", "iterator", List.of(1, 2));
        machine.suspendOther();
        return machine.snapshot();
    }

    private static byte[] withLocks() {
        SampleMachine machine = new SampleMachine();
        for (String typeId : List.of("lock", "rlock", "condition")) {
            ObjectId lock = machine.create(typeId, typeId);
            machine.callAsOther(lock, Operation.LOCK_ACQUIRE, FOR_EVER);
            machine.call(lock, Operation.LOCK_ACQUIRE, FOR_EVER);
        }
        return machine.snapshot();
    }

    private static byte[] withOthers() {
        SampleMachine machine = new SampleMachine();
        ObjectId semaphore = machine.create("semaphore", "semaphore", 2);
        machine.callAsOther(semaphore, Operation.SEMAPHORE_ACQUIRE, 2, FOR_EVER);
        machine.create("boundedSemaphore", "bounded", 1);
        ObjectId event = machine.create("event", "event");
        machine.callAsOther(event, Operation.EVENT_AWAIT, 1_000_000L);
        ObjectId barrier = machine.create("barrier", "barrier", 3);
        machine.call(barrier, Operation.BARRIER_AWAIT, false, FOR_EVER);
        return machine.snapshot();
    }
}
