package dev.steward.protocol.face;

import dev.steward.api.ObjectToken;
import dev.steward.api.Type;
import dev.steward.protocol.message.OperationCode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A caller whose results pass through a function, for callers that have nothing to give back. */
record ReadingCaller(ObjectCaller caller, Function<@Nullable Object, ? extends @Nullable Object> reader)
        implements ObjectCaller {

    @Override
    public ObjectToken token() {
        return caller.token();
    }

    @Override
    public @Nullable Object call(OperationCode operation, @Nullable Object... arguments) {
        return reader.apply(caller.call(operation, arguments));
    }

    @Override
    public @Nullable Object await(OperationCode operation, @Nullable Object... arguments) throws InterruptedException {
        return reader.apply(caller.await(operation, arguments));
    }

    @Override
    public @Nullable Object callUninterruptibly(OperationCode operation, @Nullable Object... arguments) {
        return reader.apply(caller.callUninterruptibly(operation, arguments));
    }

    @Override
    public ObjectCaller withDeadline(Duration deadline) {
        return new ReadingCaller(caller.withDeadline(deadline), reader);
    }

    @Override
    public boolean holdsStand() {
        return caller.holdsStand();
    }

    @Override
    public void allow(Type<?> type) {
        caller.allow(type);
    }

    @Override
    public void forget() {
        caller.forget();
    }
}
