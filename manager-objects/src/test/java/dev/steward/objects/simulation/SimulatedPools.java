package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A pool, its results and iterators: every client brings tasks, does some, and dies with them. */
final class SimulatedPools extends SimulatedType {

    private static final int MAY_CLOSE_AFTER = 1_000;

    private final Map<ObjectId, PoolModel> pools = new LinkedHashMap<>();
    /** The results and iterators, those that are no more too. */
    private final Map<ObjectId, PoolModel> members = new LinkedHashMap<>();

    private final JobJudge jobs;
    private long lastPayload;

    SimulatedPools(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
        this.jobs = new JobJudge(values);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        List<String> names = List.of("the pool", "the closing pool");
        names.forEach(
                name -> pools.put(simulation.create(client, thread, "pool", name, values.list()), new PoolModel()));
        return names;
    }

    @Override
    boolean has(ObjectId object) {
        return pools.containsKey(object) || members.containsKey(object);
    }

    private PoolModel model(ObjectId object) {
        PoolModel model = pools.containsKey(object) ? pools.get(object) : members.get(object);
        if (model == null) {
            throw new AssertionError("no pool: " + object);
        }
        return model;
    }

    // Calls.

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> all = List.copyOf(pools.keySet());
        ObjectId pool = all.get(random.nextInt(4) == 0 ? 1 : 0);
        PoolModel model = model(pool);
        List<Long> seats = model.seats.entrySet().stream()
                .filter(seat -> seat.getValue().equals(client.id))
                .map(Map.Entry::getKey)
                .toList();
        List<PoolModel.Lot> lots =
                model.lots.stream().filter(lot -> lot.session.equals(client.id)).toList();
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> submit(client, thread, pool);
            case 3, 4, 5, 6, 7 -> {
                if (seats.isEmpty()) {
                    simulation.call(
                            client,
                            thread,
                            pool,
                            Operation.POOL_JOIN,
                            values.of("a worker"),
                            values.of(1 + random.nextInt(2)),
                            values.list());
                } else {
                    simulation.call(
                            client, thread, pool, Operation.POOL_TAKE, values.of(any(seats)), simulation.timeout());
                }
            }
            case 8, 9, 10, 11 -> {
                if (!lots.isEmpty()) {
                    done(client, thread, pool, any(lots));
                }
            }
            case 12, 13 -> rare(client, thread, pool, seats);
            default -> ask(client, thread);
        }
    }

    private List<Long> payloads(int count) {
        List<Long> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(++lastPayload);
        }
        return payloads;
    }

    private Value list(List<Long> numbers) {
        return values.longs(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private void submit(SimulatedClient client, SimulatedThread thread, ObjectId pool) {
        JobKind kind = any(List.of(JobKind.values()));
        boolean complete = kind.hasResultsTogether() || random.nextBoolean();
        List<Long> items = payloads(kind == JobKind.TASK ? 1 : random.nextInt(4));
        simulation.call(
                client,
                thread,
                pool,
                Operation.POOL_SUBMIT,
                values.of("f"),
                values.of("p"),
                values.of("p.F::f"),
                values.of(kind.code()),
                list(items),
                values.of(complete),
                values.of(random.nextInt(3)),
                values.of(random.nextInt(2)),
                values.of(-1),
                values.of(random.nextInt(5) == 0),
                simulation.timeout());
    }

    private void done(SimulatedClient client, SimulatedThread thread, ObjectId pool, PoolModel.Lot lot) {
        long run = random.nextInt(8) == 0 ? random.nextInt(50) : lot.firstRun;
        TaskEnd end = any(List.of(
                TaskEnd.RESULT,
                TaskEnd.RESULT,
                TaskEnd.RESULT,
                TaskEnd.RESULT,
                TaskEnd.LOST,
                TaskEnd.REFUSED,
                TaskEnd.NOT_BEGUN));
        Value value = switch (end) {
            case RESULT -> values.of(10 * lot.tasks.get(0).payload);
            case LOST -> values.list(values.of("killed"), values.of(137));
            default -> values.of("no");
        };
        simulation.call(client, thread, pool, Operation.POOL_DONE, values.of(run), values.of(end.code()), value);
    }

    private void rare(SimulatedClient client, SimulatedThread thread, ObjectId pool, List<Long> seats) {
        boolean closing = !pool.equals(pools.keySet().iterator().next());
        if (closing && simulation.event() > MAY_CLOSE_AFTER && random.nextBoolean()) {
            simulation.call(client, thread, pool, Operation.POOL_SHUTDOWN, values.of(random.nextInt(3) == 0));
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!seats.isEmpty()) {
                    simulation.call(client, thread, pool, Operation.POOL_LEAVE, values.of(any(seats)));
                }
            }
            case 1 -> simulation.call(client, thread, pool, Operation.POOL_STATUS);
            default -> simulation.call(client, thread, pool, Operation.POOL_JOINED, simulation.timeout());
        }
    }

    /** Asks something of a result or an iterator that the client holds. */
    private void ask(SimulatedClient client, SimulatedThread thread) {
        List<ObjectId> held =
                client.holds.keySet().stream().filter(members::containsKey).toList();
        if (held.isEmpty()) {
            return;
        }
        ObjectId object = any(held);
        PoolModel.Job job = model(object).jobs.get(object);
        if (job == null) {
            return;
        }
        boolean together = job.kind.hasResultsTogether();
        switch (random.nextInt(12)) {
            case 0 -> simulation.call(client, thread, object, Operation.RESULT_DETACH);
            case 1, 2 ->
                simulation.call(client, thread, object, Operation.RESULT_CANCEL, values.of(random.nextBoolean()));
            case 3 ->
                simulation.call(
                        client,
                        thread,
                        object,
                        Operation.RESULT_PROGRESS,
                        values.of(random.nextInt(3) - 1),
                        simulation.timeout());
            case 4, 5, 6 -> {
                if (!together) {
                    simulation.call(
                            client,
                            thread,
                            object,
                            Operation.RESULT_ADD,
                            list(payloads(random.nextInt(3))),
                            values.of(random.nextInt(3) == 0),
                            simulation.timeout());
                }
            }
            default -> {
                Value run = values.of(random.nextInt(20));
                if (together) {
                    simulation.call(
                            client, thread, object, Operation.RESULT_AWAIT, values.of(0), run, simulation.timeout());
                } else {
                    simulation.call(client, thread, object, Operation.RESULT_NEXT, run, simulation.timeout());
                }
            }
        }
    }

    // What clients may conclude.

    @Override
    void expect(SimulatedCall call, long timeout) {
        PoolModel model = model(call.target);
        if (call.operation == Operation.POOL_SUBMIT) {
            // Its tasks may be handed out before it is answered.
            JobKind kind = JobKind.of(values.asLong(call.arguments.get(3)));
            PoolModel.Job job = new PoolModel.Job(
                    call, kind == null ? JobKind.TASK : kind, (int) values.asLong(call.arguments.get(7)));
            job.complete = values.asBoolean(call.arguments.get(5));
            job.detached = values.asBoolean(call.arguments.get(9));
            model.brought.put(call, job);
            model.added(job, longs(call.arguments.get(4)));
        }
    }

    @Override
    void givesBack(SimulatedCall call, Answer answer) {
        PoolModel model = model(call.target);
        switch (call.operation) {
            case POOL_TAKE -> {
                List<Value> parts = values.asList(answer.value());
                for (long run : values.asLong(parts.get(0)) == 0 ? List.<Long>of() : longs(parts.get(3))) {
                    PoolModel.Lot lot = model.lotOf(run);
                    if (lot != null && lot.firstRun == run && lot.session.equals(call.client.id)) {
                        model.takenBack(lot);
                    }
                }
            }
            case POOL_JOIN -> model.left(values.asLong(answer.value()));
            case RESULT_NEXT -> model.brought.values().forEach(job -> model.putBack(job, call));
            default -> {
                // Nothing was taken.
            }
        }
    }

    @Override
    void acknowledged(SimulatedCall call) {
        model(call.target).brought.values().forEach(job -> job.underway.remove(call));
    }

    @Override
    void ended(SessionId session) {
        pools.values().forEach(model -> model.ended(session));
    }

    @Override
    void judge(SimulatedCall call, Answer answer) {
        PoolModel model = model(call.target);
        boolean ok = answer.isOk();
        if (answer.status() == Status.NO_SUCH_OBJECT) {
            check(!pools.containsKey(call.target), () -> "a named pool is gone: " + call);
            return;
        }
        PoolModel.Job job = model.jobs.get(call.target);
        switch (call.operation) {
            case POOL_SUBMIT -> judgeSubmitted(model, call, answer);
            case POOL_JOIN -> {
                check(ok != model.isShutDown, () -> "joined: " + answer);
                if (ok) {
                    model.seats.put(values.asLong(answer.value()), call.client.id);
                }
            }
            case POOL_LEAVE -> {
                long seat = values.asLong(call.arguments.get(0));
                boolean has = call.client.id.equals(model.seats.get(seat));
                check(values.asBoolean(answer.value()) == has, () -> "left: " + answer);
                model.left(seat);
            }
            case POOL_TAKE -> judgeTaken(model, call, answer);
            case POOL_DONE -> judgeDone(model, call, answer);
            case POOL_SHUTDOWN -> {
                model.isShutDown = true;
                if (values.asBoolean(call.arguments.get(0))) {
                    List.copyOf(model.brought.values()).forEach(each -> model.decide(each, TaskEnd.CANCELLED));
                }
            }
            case POOL_STATUS -> {
                int workers =
                        values.asList(values.asList(answer.value()).get(4)).size();
                check(workers == model.seats.size(), () -> workers + " workers, not " + model.seats);
            }
            case POOL_JOINED ->
                check(
                        !ok || !values.asBoolean(answer.value()) || model.isShutDown,
                        () -> "joined, but not shut down: " + call);
            default -> {
                if (job != null) {
                    jobs.judge(model, job, call, answer);
                }
            }
        }
    }

    private void judgeSubmitted(PoolModel model, SimulatedCall call, Answer answer) {
        PoolModel.Job job = model.brought.get(call);
        if (job == null) {
            throw new AssertionError("nobody brought " + call);
        }
        if (answer.isOk()) {
            ObjectId made = answer.value().references().get(0);
            model.jobs.put(made, job);
            members.put(made, model);
            call.client.given(made);
            simulation.ledger.shares(made, call.target);
        } else {
            check(model.lots.stream().noneMatch(lot -> lot.tasks.get(0).job == job), () -> "handed out, but " + answer);
            model.decide(job, TaskEnd.CANCELLED);
            model.brought.remove(call);
        }
    }

    private void judgeTaken(PoolModel model, SimulatedCall call, Answer answer) {
        if (!answer.isOk()) {
            return;
        }
        List<Value> parts = values.asList(answer.value());
        List<Long> runs = longs(parts.get(3));
        List<Value> items = values.asList(parts.get(4));
        if (values.asLong(parts.get(0)) == 0) {
            for (long run : runs) {
                PoolModel.Lot lot = model.lotOf(run);
                check(lot != null && lot.abandoned, () -> "run " + run + " is to end, but is of use");
            }
            return;
        }
        model.handedOut(
                call,
                values.asLong(call.arguments.get(0)),
                runs,
                items.subList(1, items.size()).stream().map(values::asLong).toList());
    }

    private void judgeDone(PoolModel model, SimulatedCall call, Answer answer) {
        long run = values.asLong(call.arguments.get(0));
        PoolModel.Lot lot = model.lotOf(run);
        boolean has = lot != null && lot.session.equals(call.client.id);
        if (lot == null || !has) {
            check(answer.status() == Status.SETTLED, () -> "not its run, but " + answer);
            return;
        }
        if (lot.firstRun != run) {
            check(answer.status() == Status.BAD_ARGUMENT, () -> "not its turn, but " + answer);
            return;
        }
        TaskEnd end = TaskEnd.of(values.asLong(call.arguments.get(1)));
        long value = end == TaskEnd.RESULT ? values.asLong(call.arguments.get(2)) : 0;
        boolean counts = model.ended(lot, end == null ? TaskEnd.RESULT : end, value);
        check(answer.isOk() && values.asBoolean(answer.value()) == counts, () -> counts + ", not " + answer);
    }

    /** Nothing waits for ever: whoever comes last does all that waits. */
    @Override
    void checkLeft(SimulatedClient client, SimulatedThread thread) {
        pools.forEach((pool, model) -> {
            if (model.isShutDown) {
                return;
            }
            SimulatedCall joined = simulation.call(
                    client, thread, pool, Operation.POOL_JOIN, values.of("the last"), values.of(5), values.list());
            Answer seat = joined.answer;
            boolean more = seat != null && seat.isOk();
            while (more) {
                Answer taken =
                        simulation.call(client, thread, pool, Operation.POOL_TAKE, seat.value(), values.of(0)).answer;
                more = taken != null && taken.isOk();
                for (PoolModel.Lot lot : List.copyOf(model.lots)) {
                    while (lot.session.equals(client.id) && model.lots.contains(lot)) {
                        simulation.call(
                                client,
                                thread,
                                pool,
                                Operation.POOL_DONE,
                                values.of(lot.firstRun),
                                values.of(TaskEnd.RESULT.code()),
                                values.of(10 * lot.tasks.get(0).payload));
                    }
                }
            }
            check(model.waiting.isEmpty(), () -> "tasks wait for ever: " + model.waiting.keySet());
        });
    }
}
