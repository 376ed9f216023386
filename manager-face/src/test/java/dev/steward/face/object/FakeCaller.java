package dev.steward.face.object;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A way to an object that is a function of the test; remembers what was asked. Used by one thread. */
public final class FakeCaller implements ObjectCaller {

    /** What the object answers. */
    @FunctionalInterface
    public interface Answers {
        @Nullable
        Object to(Operation operation, List<@Nullable Object> arguments);
    }

    /** How a call was made. */
    public enum Way {
        CALL,
        AWAIT,
        UNINTERRUPTIBLY,
        SUBMIT
    }

    /** One call. */
    public record Asked(Way way, Operation operation, List<@Nullable Object> arguments) {}

    public final List<Asked> asked = new ArrayList<>();
    public final List<Duration> deadlines = new ArrayList<>();
    public final List<Type<?>> allowed = new ArrayList<>();
    public final Answers answers;
    public final List<Operation> givenBack = new ArrayList<>();
    public boolean holdsStand = true;
    public int forgotten;
    public long timeoutNanos = Long.MAX_VALUE;

    public FakeCaller(Answers answers) {
        this.answers = answers;
    }

    /** An object that must not be asked anything. */
    public static FakeCaller silent() {
        return new FakeCaller((operation, arguments) -> {
            throw new AssertionError("was asked " + operation + arguments);
        });
    }

    /** An object that fails every operation in one way. */
    public static FakeCaller failing(Status status, String text) {
        return new FakeCaller((operation, arguments) -> {
            throw new OperationFailedException(status, text, null);
        });
    }

    public static OperationFailedException failure(Status status) {
        return new OperationFailedException(status, "the server's text", null);
    }

    public List<Operation> operations() {
        return asked.stream().map(Asked::operation).toList();
    }

    private @Nullable Object ask(Way way, Operation operation, @Nullable Object... arguments) {
        asked.add(new Asked(way, operation, Arrays.asList(arguments)));
        return answers.to(operation, Arrays.asList(arguments));
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public ObjectToken token() {
        return new ObjectToken(new UUID(1, 2), 3, "thing", new ObjectId(17), List.of());
    }

    @Override
    public @Nullable Object call(Operation operation, @Nullable Object... arguments) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException("interrupted", Outcome.NOT_EXECUTED);
        }
        return ask(Way.CALL, operation, arguments);
    }

    @Override
    public @Nullable Object await(Operation operation, @Nullable Object... arguments) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return ask(Way.AWAIT, operation, arguments);
    }

    @Override
    public @Nullable Object callUninterruptibly(Operation operation, @Nullable Object... arguments) {
        return ask(Way.UNINTERRUPTIBLY, operation, arguments);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Answering<T> answering, Operation operation, @Nullable Object... arguments) {
        try {
            return CompletableFuture.completedFuture(answered(answering, operation, arguments));
        } catch (Exception failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private <T extends @Nullable Object> @Nullable T answered(
            Answering<T> answering, Operation operation, @Nullable Object... arguments) throws Exception {
        Object result;
        try {
            result = ask(Way.SUBMIT, operation, arguments);
        } catch (OperationFailedException failure) {
            return answering.failure(failure);
        }
        return answering.result(result);
    }

    @Override
    public ObjectCaller withDeadline(Duration deadline) {
        deadlines.add(deadline);
        return this;
    }

    @Override
    public ObjectCaller keepingOrder() {
        return this;
    }

    @Override
    public ObjectCaller reading(Function<@Nullable Object, ? extends @Nullable Object> reader) {
        FakeCaller outer = this;
        return new FakeCaller((operation, arguments) -> {
            outer.asked.add(new Asked(Way.CALL, operation, arguments));
            Object result = outer.answers.to(operation, arguments);
            try {
                return reader.apply(result);
            } catch (RuntimeException unreadable) {
                outer.givenBack.add(operation);
                throw unreadable;
            }
        });
    }

    @Override
    public void allowPackage(String name) {}

    @Override
    public ObjectCaller forTasks() {
        return this;
    }

    @Override
    public ValueCodec codec() {
        return new ValueCodec(References.NONE, new AllowedClasses().withFunctions());
    }

    @Override
    public boolean holdsStand() {
        return holdsStand;
    }

    @Override
    public void allow(Type<?> type) {
        allowed.add(type);
    }

    @Override
    public void forget() {
        forgotten++;
    }
}
