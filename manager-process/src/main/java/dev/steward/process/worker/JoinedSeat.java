package dev.steward.process.worker;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectToken;
import dev.steward.api.SharedPool;
import dev.steward.face.Faces;
import dev.steward.face.pool.PoolSeat;
import dev.steward.vocabulary.TaskEnd;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seat of a worker that has joined a pool of a server. */
public final class JoinedSeat implements WorkerSeat {

    private final ObjectToken pool;
    private final PoolSeat seat;
    private final String holder;

    private JoinedSeat(ObjectToken pool, PoolSeat seat, String description) {
        this.pool = pool;
        this.seat = seat;
        this.holder = "worker " + seat.number() + " (" + description + ")";
    }

    /**
     * Joins a pool.
     *
     * @param pool its proxy
     * @param description what its status says of the worker
     * @param slots how many tasks it takes at a time
     * @param allowed the packages that this process opens and runs
     * @param onlyAllowed whether it takes tasks of those alone
     * @throws dev.steward.api.QueueShutDownException if the pool is shut down
     */
    public static JoinedSeat join(
            SharedPool pool, String description, int slots, List<String> allowed, boolean onlyAllowed) {
        allowed.forEach(requireNonNull(Faces.callerOf(pool), "a proxy of a pool")::allowPackage);
        PoolSeat seat = PoolSeat.join(pool, description, slots, onlyAllowed ? allowed : List.of());
        return new JoinedSeat(pool.objectToken(), seat, description);
    }

    /** Returns which worker of the pool it is. */
    public long number() {
        return seat.number();
    }

    @Override
    public @Nullable TaskLot take(Duration timeout) throws InterruptedException {
        PoolSeat.Given given = seat.take(timeout);
        if (given == null) {
            return null;
        }
        List<PoolSeat.Task> tasks = given.tasks();
        List<Long> runs = tasks.stream().map(PoolSeat.Task::run).toList();
        return given.isEnd()
                ? TaskLot.toEnd(runs)
                : new TaskLot(
                        given.name(), given.limit(), runs, index -> opened(given.function(), tasks.get(index)), false);
    }

    private RunTask opened(@Nullable Object function, PoolSeat.Task task) throws CannotRunException {
        requireOpened(function);
        requireOpened(task.argument());
        if (function instanceof Serializable serializable) {
            return new RunTask(serializable, task.argument(), pool, task.run());
        }
        throw new CannotRunException(holder + ": no function came");
    }

    private void requireOpened(@Nullable Object part) throws CannotRunException {
        String why = PoolSeat.whyUnopened(part, holder);
        if (why != null) {
            throw new CannotRunException(why);
        }
    }

    @Override
    public void tell(long run, Told told) {
        boolean counts;
        if (told instanceof Told.Result result) {
            counts = seat.returned(run, result.value());
        } else if (told instanceof Told.Thrown thrown) {
            counts = seat.threw(run, thrown.thrown());
        } else if (told instanceof Told.Lost lost) {
            counts = seat.lost(run, lost.why(), lost.exitCode());
        } else if (told instanceof Told.NoResult noResult) {
            counts = seat.ended(run, TaskEnd.NO_RESULT, noResult.why());
        } else if (told instanceof Told.Refused refused) {
            counts = seat.ended(run, TaskEnd.REFUSED, refused.why());
        } else if (told instanceof Told.TimedOut timedOut) {
            counts = seat.ended(run, TaskEnd.TIMED_OUT, timedOut.why());
        } else {
            counts = seat.ended(run, TaskEnd.NOT_BEGUN, holder + " has left");
        }
        if (!counts) {
            throw new IllegalStateException("run " + run + " was cancelled");
        }
    }

    @Override
    public void leave() {
        seat.leave();
    }
}
