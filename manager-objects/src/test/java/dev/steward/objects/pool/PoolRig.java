package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.List;

/** A machine with a pool, one client that brings tasks to it, and one that does them. */
abstract class PoolRig {

    static final long FOR_EVER = -1;

    final MachineRig rig = new MachineRig();
    final Client submitter = rig.open();
    final Client worker = rig.open();
    final ObjectId pool = submitter.create("pool", "work");

    /** What was asked of the pool, with what may vary. */
    final class Asked {
        JobKind kind = JobKind.MAP;
        String packageName = "com.acme";
        long chunk = 1;
        long retries;
        boolean complete = true;
        boolean detached;
        final List<Value> items;

        Asked(Object... items) {
            this.items = values(items);
        }

        Pending by(Client client) {
            return client.call(
                    pool,
                    Operation.POOL_SUBMIT,
                    "f",
                    packageName,
                    packageName + ".Tasks::f",
                    kind.code(),
                    rig.values.listOf(items),
                    complete,
                    chunk,
                    retries,
                    FOR_EVER,
                    detached,
                    FOR_EVER);
        }

        ObjectId of(Client client) {
            return by(client).value().references().get(0);
        }
    }

    List<Value> values(Object... items) {
        List<Value> values = new ArrayList<>();
        for (Object item : items) {
            values.add(item instanceof String text ? rig.values.of(text) : rig.values.of(((Number) item).longValue()));
        }
        return values;
    }

    long join(Client client, int slots, String... packages) {
        return client.call(
                        pool, Operation.POOL_JOIN, "pid 1 on a", slots, rig.values.listOf(values((Object[]) packages)))
                .number();
    }

    Pending take(Client client, long number) {
        return client.call(pool, Operation.POOL_TAKE, number, FOR_EVER);
    }

    List<Long> runsOf(Pending taken) {
        return rig.values.asList(rig.values.asList(taken.value()).get(3)).stream()
                .map(rig.values::asLong)
                .toList();
    }

    List<Value> itemsOf(Pending taken) {
        List<Value> parts = rig.values.asList(rig.values.asList(taken.value()).get(4));
        return parts.subList(1, parts.size());
    }

    Pending done(Client client, long run, Object value) {
        return client.call(pool, Operation.POOL_DONE, run, TaskEnd.RESULT.code(), value);
    }

    Pending await(Client client, ObjectId result) {
        return client.call(result, Operation.RESULT_AWAIT, 0, 0, FOR_EVER);
    }

    TaskEnd endOf(Pending awaited) {
        return TaskEnd.of(rig.values.asLong(rig.values.asList(awaited.value()).get(0)));
    }

    List<Value> valuesOf(Pending awaited) {
        return rig.values.asList(rig.values.asList(awaited.value()).get(2));
    }

    List<Long> numbersOfStatus() {
        List<Value> status =
                rig.values.asList(submitter.call(pool, Operation.POOL_STATUS).value());
        return status.subList(1, 4).stream().map(rig.values::asLong).toList();
    }

    String described() {
        List<Value> description = rig.values.asList(
                submitter.call(pool, Operation.OBJECT_DESCRIBE).value());
        return rig.values.asText(description.get(1));
    }
}
