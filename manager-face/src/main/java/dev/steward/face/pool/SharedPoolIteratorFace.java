package dev.steward.face.pool;

import dev.steward.api.AsyncPoolIterator;
import dev.steward.api.CallInterruptedException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.PoolProgress;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.TaskValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@link SharedPoolIterator} over the results of a job. Where its source is, it brings items as results are taken.
 *
 * @param <R> the type of the results
 */
public final class SharedPoolIteratorFace<R extends @Nullable Object> extends Face implements SharedPoolIterator<R> {

    private static final long NO_WAIT = 0;

    /** How long one wait takes where others may take results, so that items are to be brought meanwhile. */
    private static final long WHILE_OTHERS_TAKE = Duration.ofMillis(200).toNanos();

    /** What was taken: a result, or why there is none. */
    record Came<R extends @Nullable Object>(
            R value, @Nullable Throwable failure) {}

    /** Where items come from. One thread at a time takes some; others go on to take results. */
    private static final class Feeding {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final ItemFeed feed;
        /** How many items may be without a result that somebody has taken. */
        private final int window;
        /** How many are, if nobody else takes results. */
        private final AtomicLong untaken;

        Feeding(ItemFeed feed, int window, long untaken) {
            this.feed = feed;
            this.window = window;
            this.untaken = new AtomicLong(untaken);
        }

        boolean hasRoom() {
            return !feed.isExhausted() && untaken.get() < window;
        }
    }

    private final ObjectCaller tasks;
    private final TypedReader<R> reader;
    private final @Nullable Feeding feeding;
    private final @Nullable ObjectToken pool;
    private final Queue<Came<R>> ahead = new ConcurrentLinkedQueue<>();

    public SharedPoolIteratorFace(ObjectCaller caller, Type<?> type) {
        this(caller, type, null, null);
    }

    private SharedPoolIteratorFace(
            ObjectCaller caller, Type<?> type, @Nullable Feeding feeding, @Nullable ObjectToken pool) {
        super(caller, type);
        this.tasks = caller.forTasks();
        this.reader = new TypedReader<>(type.argument(0), caller::label);
        this.feeding = feeding;
        this.pool = pool;
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedPoolIteratorFace<>(caller, type, feeding, pool);
    }

    /** Returns the same iterator where the source of its items is. */
    SharedPoolIteratorFace<R> fedBy(ItemFeed feed, int brought, int window, ObjectToken madeBy) {
        Feeding source = new Feeding(feed, window, brought);
        return new SharedPoolIteratorFace<>(caller(), type(), source, madeBy);
    }

    @Override
    public AsyncPoolIterator<R> async() {
        return new AsyncPoolIteratorFace<>(this);
    }

    ObjectCaller tasks() {
        return tasks;
    }

    /** Returns the task of the same pool that this thread runs, or 0. */
    long run() {
        return RunningTask.of(pool);
    }

    // Items.

    /**
     * Brings items until as many are on their way as may be, or there are no more.
     *
     * @param asks whether to ask how many are, because others may have taken results
     */
    private void feed(boolean asks) {
        Feeding source = feeding;
        if (source == null || source.feed.isExhausted() || !source.busy.compareAndSet(false, true)) {
            return;
        }
        try {
            if (asks) {
                source.untaken.set(untaken());
            }
            while (source.hasRoom()) {
                long room = source.window - source.untaken.get();
                bring(source, source.feed.next((int) Math.min(room, ItemFeed.MOST_ITEMS)));
            }
        } finally {
            source.busy.set(false);
        }
    }

    private void bring(Feeding source, List<TaskValue> items) {
        boolean complete = source.feed.isExhausted();
        boolean wantsMore = PlainResults.booleanOf(call(tasks, Operation.RESULT_ADD, items, complete, FOR_EVER));
        source.untaken.addAndGet(items.size());
        if (!wantsMore) {
            source.feed.stop();
        }
    }

    /** Returns how many items have no result that somebody has taken. */
    private long untaken() {
        return PlainResults.longOf(PlainResults.listOf(call(Operation.RESULT_PROGRESS, -1, NO_WAIT), 4)
                .get(3));
    }

    private boolean hasMoreItems() {
        Feeding source = feeding;
        return source != null && !source.feed.isExhausted();
    }

    private void throwFailureOfSource() {
        Feeding source = feeding;
        if (source != null) {
            source.feed.throwFailure();
        }
    }

    // Results.

    /** Takes the next result; null if there is none any more. */
    private @Nullable Came<R> take() throws InterruptedException {
        boolean asks = false;
        while (true) {
            feed(asks);
            try {
                return take(hasMoreItems() ? WHILE_OTHERS_TAKE : FOR_EVER);
            } catch (TimeoutException othersTook) {
                // Then there may be room for items.
                asks = true;
            }
        }
    }

    private @Nullable Came<R> take(long nanos) throws InterruptedException, TimeoutException {
        try {
            Came<R> came = read(tasks.await(Operation.RESULT_NEXT, run(), nanos));
            Feeding source = feeding;
            if (source != null) {
                source.untaken.decrementAndGet();
            }
            return came;
        } catch (OperationFailedException failure) {
            if (failure.status() == Status.SHUT_DOWN) {
                return null;
            }
            if (failure.status() == Status.TIMED_OUT) {
                throw new TimeoutException(
                        describe(Operation.RESULT_NEXT) + ": the next result was not there in time; it may still come");
            }
            throw failed(failure, Operation.RESULT_NEXT);
        }
    }

    // There is no value beside a failure.
    @SuppressWarnings("NullAway")
    Came<R> read(@Nullable Object result) {
        TaskOutcomes.Told told = TaskOutcomes.Told.of(result);
        Throwable failure = told.failure(describeCall());
        if (failure == null) {
            Object part = told.parts().get(0);
            failure = TaskOutcomes.unopened(part, describeCall());
            if (failure == null) {
                try {
                    return new Came<>(reader.read(TaskValue.contentOf(part)), null);
                } catch (RuntimeException unfit) {
                    failure = unfit;
                }
            }
        }
        return new Came<>(null, failure);
    }

    /** Returns a result, or throws what came in its place. */
    R given(@Nullable Came<R> came) {
        if (came == null) {
            throwFailureOfSource();
            throw ended();
        }
        Throwable failure = came.failure();
        if (failure instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return came.value();
    }

    /** Returns what {@code next} throws at the end. */
    NoSuchElementException ended() {
        return new NoSuchElementException(describeCall() + ": there is no result any more");
    }

    /** Returns what {@code hasNext} has taken, or null. */
    @Nullable
    Came<R> takeAhead() {
        return ahead.poll();
    }

    @Override
    public boolean hasNext() {
        if (!ahead.isEmpty()) {
            return true;
        }
        Came<R> next = takeOrSayInterrupted();
        if (next != null) {
            return ahead.add(next);
        }
        Feeding source = feeding;
        return source != null && source.feed.hasFailed();
    }

    @Override
    public R next() {
        Came<R> first = takeAhead();
        return given(first == null ? takeOrSayInterrupted() : first);
    }

    private @Nullable Came<R> takeOrSayInterrupted() {
        try {
            return take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    describe(Operation.RESULT_NEXT) + ": interrupted while waiting for a result",
                    Outcome.NOT_EXECUTED,
                    interrupted);
        }
    }

    @Override
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        Came<R> first = takeAhead();
        if (first == null) {
            feed(true);
            first = take(PlainResults.nanosOf(timeout));
        }
        return given(first);
    }

    @Override
    public SharedPoolIterator<R> detach() {
        call(Operation.RESULT_DETACH);
        return this;
    }

    @Override
    public PoolProgress progress() {
        return SharedResultFace.readProgress(call(Operation.RESULT_PROGRESS, -1, NO_WAIT));
    }

    @Override
    public void close() {
        ahead.clear();
        Feeding source = feeding;
        if (source != null) {
            source.feed.stop();
        }
        callUninterruptibly(Operation.RESULT_CANCEL, false);
    }

    @Override
    public String preview(Preview preview) {
        PoolProgress progress = SharedResultFace.readProgress(preview.call(Operation.RESULT_PROGRESS, -1, NO_WAIT));
        return label() + " (" + progress.ended() + " tasks ended)";
    }
}
