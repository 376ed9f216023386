package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncResult;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SerializableQuadFunction;
import dev.steward.api.SerializableQuintFunction;
import dev.steward.api.SerializableTriFunction;
import dev.steward.face.pool.TaskCall;
import dev.steward.face.pool.TaskItems;
import dev.steward.process.pool.Engine;
import dev.steward.process.pool.TaskFunction;
import java.io.Serializable;
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

    private static TaskFunction of(Serializable function) {
        requireNonNull(function, "function");
        return argument -> TaskCall.of(function, argument);
    }

    private <R extends @Nullable Object> AsyncResult<R> begin(Serializable function, @Nullable Object argument) {
        return typed(engine.apply("apply", of(function), argument, null));
    }

    @Override
    public <R extends @Nullable Object> AsyncResult<R> applyAsync(SerializableCallable<R> task) {
        return begin(task, null);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument) {
        return begin(function, argument);
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<R> applyAsync(SerializableBiFunction<A, B, R> function, A first, B second) {
        return begin(function, Arrays.asList(first, second));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<R> applyAsync(SerializableTriFunction<A, B, C, R> function, A first, B second, C third) {
        return begin(function, Arrays.asList(first, second, third));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<R> applyAsync(
                    SerializableQuadFunction<A, B, C, D, R> function, A first, B second, C third, D fourth) {
        return begin(function, Arrays.asList(first, second, third, fourth));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<R> applyAsync(
                    SerializableQuintFunction<A, B, C, D, E, R> function,
                    A first,
                    B second,
                    C third,
                    D fourth,
                    E fifth) {
        return begin(function, Arrays.asList(first, second, third, fourth, fifth));
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
        return typed(engine.map("map", of(function), items, TaskItems.checkedChunk(chunkSize), reporting()));
    }

    @Override
    public <A, B, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items) {
        int chunk = items instanceof Collection<?> all ? engine.chunkFor(all.size()) : 1;
        Iterable<List<?>> pairs = () -> TaskItems.ofPairs(items.iterator());
        return typed(engine.map("starmap", of(function), pairs, chunk, reporting()));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return new PoolIterator<>(
                engine.imap("imap", of(function), items, TaskItems.checkedChunk(chunkSize), true, reporting()));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return new PoolIterator<>(engine.imap(
                "imapUnordered", of(function), items, TaskItems.checkedChunk(chunkSize), false, reporting()));
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
