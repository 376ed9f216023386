package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncResult;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.process.pool.Engine;
import dev.steward.process.pool.TaskFunction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The types of a pool over an engine without any. */
class EnginePool implements Pool {

    private final Engine engine;
    private final @Nullable Progress progress;

    EnginePool(Engine engine, @Nullable Progress progress) {
        this.engine = engine;
        this.progress = progress;
    }

    final Engine engine() {
        return engine;
    }

    // Every function is adapted to one shape here, and every result has the type that its function declares.
    @SuppressWarnings("unchecked")
    private static <R extends @Nullable Object> AsyncResult<R> typed(AsyncResult<?> result) {
        return (AsyncResult<R>) result;
    }

    // The argument comes from whoever brought the function for it.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static <A extends @Nullable Object, R extends @Nullable Object> TaskFunction of(
            SerializableFunction<A, R> function) {
        requireNonNull(function, "function");
        return argument -> ((SerializableFunction<@Nullable Object, R>) function).apply(argument);
    }

    // As above; two arguments travel as a list.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            TaskFunction ofTwo(SerializableBiFunction<A, B, R> function) {
        requireNonNull(function, "function");
        return argument -> {
            List<@Nullable Object> both = (List<@Nullable Object>) requireNonNull(argument);
            return ((SerializableBiFunction<@Nullable Object, @Nullable Object, R>) function)
                    .apply(both.get(0), both.get(1));
        };
    }

    @Override
    public <R extends @Nullable Object> AsyncResult<R> applyAsync(SerializableCallable<R> task) {
        requireNonNull(task, "task");
        return typed(engine.apply("apply", nothing -> task.call(), null, null));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument) {
        return typed(engine.apply("apply", of(function), argument, null));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<R> applyAsync(SerializableBiFunction<A, B, R> function, A first, B second) {
        return typed(engine.apply("apply", ofTwo(function), Arrays.asList(first, second), null));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function,
            A argument,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        requireNonNull(callback, "callback");
        requireNonNull(errorCallback, "errorCallback");
        return typed(engine.apply("apply", of(function), argument, (value, failure) -> {
            if (failure != null) {
                errorCallback.accept(failure);
            } else {
                tell(callback, value);
            }
        }));
    }

    // The value is of the type that the function of this callback declares.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static <R extends @Nullable Object> void tell(Consumer<? super R> callback, @Nullable Object value) {
        callback.accept((R) value);
    }

    private Engine.@Nullable Progress reporting() {
        Progress told = progress;
        return told == null ? null : told::done;
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return typed(engine.map("map", of(function), items, 0, reporting()));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize) {
        return typed(engine.map("map", of(function), items, checked(chunkSize), reporting()));
    }

    private static int checked(int chunkSize) {
        if (chunkSize < 1) {
            throw new IllegalArgumentException("a chunk has at least 1 item, not " + chunkSize);
        }
        return chunkSize;
    }

    @Override
    public <A, B, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items) {
        int chunk = items instanceof Collection<?> all ? engine.chunkFor(all.size()) : 1;
        Iterable<List<?>> pairs = () -> pairs(items.iterator());
        return typed(engine.map("starmap", ofTwo(function), pairs, chunk, reporting()));
    }

    private static Iterator<List<?>> pairs(Iterator<? extends Map.Entry<?, ?>> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public List<?> next() {
                Map.Entry<?, ?> entry = entries.next();
                return Arrays.asList(entry.getKey(), entry.getValue());
            }
        };
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return new PoolIterator<>(engine.imap("imap", of(function), items, checked(chunkSize), true, reporting()));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return new PoolIterator<>(
                engine.imap("imapUnordered", of(function), items, checked(chunkSize), false, reporting()));
    }

    @Override
    public Pool withProgress(Progress told) {
        return new EnginePool(engine, requireNonNull(told, "progress"));
    }

    @Override
    public int size() {
        return engine.size();
    }

    @Override
    public void shutdown() {
        engine.shutdown();
    }

    @Override
    public void close() {
        engine.shutdown();
        try {
            join();
        } catch (InterruptedException interrupted) {
            engine.terminate();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void terminate() {
        engine.terminate();
    }

    @Override
    public void killWorkers() {
        engine.kill();
    }

    @Override
    public void join() throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = engine.join(TimeUnit.DAYS.toNanos(1));
        }
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return engine.join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    @Override
    public String toString() {
        return engine.toString();
    }
}
