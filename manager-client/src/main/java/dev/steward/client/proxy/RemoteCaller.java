package dev.steward.client.proxy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.session.HeldReferences.Held;
import dev.steward.client.session.Request;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Answering;
import dev.steward.face.object.ObjectCaller;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.TraceContext;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from one proxy to its object, over the session. Holds the reference that keeps the object alive. Immutable; runs
 * on the threads of its callers.
 */
final class RemoteCaller implements ObjectCaller {

    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final Duration LONGEST = Duration.ofDays(50_000);

    private final Proxies proxies;
    private final ObjectToken token;
    private final @Nullable String name;
    private final @Nullable String origin;
    private final @Nullable Held held;
    private final long timeout;
    private final Function<@Nullable Object, ? extends @Nullable Object> reader;
    private final boolean keepsOrder;
    private final ValueCodec codec;

    /**
     * A way to an object.
     *
     * @param name the name under which it was asked for, for messages, or null
     * @param origin how it came if it was not made here, for messages, or null
     * @param held the reference that it lives by, or null for the directory, which needs none
     * @param timeout how many nanoseconds each call may take; {@link Long#MAX_VALUE} for ever
     */
    RemoteCaller(
            Proxies proxies,
            ObjectToken token,
            @Nullable String name,
            @Nullable String origin,
            @Nullable Held held,
            long timeout) {
        this(proxies, token, name, origin, held, timeout, Function.identity(), false, proxies.codec());
    }

    private RemoteCaller(
            Proxies proxies,
            ObjectToken token,
            @Nullable String name,
            @Nullable String origin,
            @Nullable Held held,
            long timeout,
            Function<@Nullable Object, ? extends @Nullable Object> reader,
            boolean keepsOrder,
            ValueCodec codec) {
        this.codec = codec;
        this.proxies = proxies;
        this.token = token;
        this.name = name;
        this.origin = origin;
        this.held = held;
        this.timeout = timeout;
        this.reader = reader;
        this.keepsOrder = keepsOrder;
    }

    @Override
    public ObjectToken token() {
        return token;
    }

    @Override
    public @Nullable Object call(Operation operation, @Nullable Object... arguments) {
        return proxies.session().call(request(operation, arguments), true, reply -> result(operation, reply));
    }

    @Override
    public @Nullable Object await(Operation operation, @Nullable Object... arguments) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(label() + " was interrupted before the call; nothing was sent");
        }
        try {
            return call(operation, arguments);
        } catch (CallInterruptedException interrupted) {
            Thread.interrupted();
            InterruptedException expected = new InterruptedException(interrupted.getMessage());
            expected.initCause(interrupted);
            throw expected;
        }
    }

    @Override
    public @Nullable Object callUninterruptibly(Operation operation, @Nullable Object... arguments) {
        return proxies.session().call(request(operation, arguments), false, reply -> result(operation, reply));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Answering<T> answering, Operation operation, @Nullable Object... arguments) {
        Request request;
        try {
            request = request(operation, arguments);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return RemoteFuture.submit(proxies.session(), proxies.callbacks(), request, reply -> {
            if (reply.status() != Status.OK) {
                return answering.failure(failure(reply));
            }
            return read(operation, reply.value(), answering::result);
        });
    }

    private Request request(Operation operation, @Nullable Object[] arguments) {
        return request(operation.code(), operation.manner(), arguments, () -> describe(operation));
    }

    /** Encodes a request of this object. */
    Request request(int operation, Manner manner, @Nullable Object[] arguments, Request.Name name) {
        requireHeld();
        List<EncodedValue> encoded = new ArrayList<>(arguments.length);
        boolean isUsers = runsUsersCode(operation);
        boolean withOrder = keepsOrder || isUsers;
        try {
            for (Object argument : arguments) {
                encoded.add(withOrder ? codec.encodeWithOrder(argument) : codec.encode(argument));
            }
        } catch (UnsupportedValueException refused) {
            throw ObjectCaller.refused(name.text(), refused);
        }
        requireShortTexts(Operation.of(operation), encoded);
        TraceContext trace = isUsers && encoded.size() < Call.MAX_ARGUMENTS ? proxies.trace() : null;
        if (trace != null) {
            encoded.add(trace.encoded());
        }
        return new Request(token.objectId(), operation, manner, encoded, new Object[] {held, arguments}, timeout, name);
    }

    /** Returns one argument that is the list of several: encoded already where none of them needs more than that. */
    Object together(@Nullable Object[] arguments) {
        List<EncodedValue> encoded = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            if (!ValueCodec.isPlain(argument)) {
                return Arrays.asList(arguments);
            }
            encoded.add(codec.encode(argument));
        }
        return EncodedValue.listOf(encoded);
    }

    private static boolean runsUsersCode(int operation) {
        return operation >= Operation.FIRST_USER_METHOD
                || operation == Operation.CALL.code()
                || operation == Operation.GET.code();
    }

    private static void requireShortTexts(@Nullable Operation operation, List<EncodedValue> arguments) {
        Argument tooLong = operation == null
                ? null
                : operation.tooLong(
                        arguments.size(), index -> arguments.get(index).size());
        if (operation != null && tooLong != null) {
            throw new IllegalArgumentException(operation.tooLong(tooLong));
        }
    }

    private void requireHeld() {
        if (held != null && held.isForgotten()) {
            throw new NoSuchObjectException(
                    label() + ": this proxy was given to RemoteProxy.forget; ask the manager for the object again",
                    Outcome.NOT_EXECUTED);
        }
    }

    private @Nullable Object result(Operation operation, Reply reply) {
        return read(operation, encodedResult(reply), reader);
    }

    private <T extends @Nullable Object> T read(
            Operation operation, EncodedValue value, Function<@Nullable Object, ? extends T> next) {
        Object decoded;
        try {
            decoded = codec.decodeOwn(value, operation.layout().depth());
        } catch (UnsupportedValueException unopened) {
            throw unread(operation, unopened, false);
        }
        try {
            return next.apply(decoded);
        } catch (UnsupportedValueException unfit) {
            throw unread(operation, unfit, true);
        }
    }

    /** Returns the result of a call, not decoded. */
    EncodedValue encodedResult(Reply reply) {
        if (reply.status() != Status.OK) {
            throw failure(reply);
        }
        return reply.value();
    }

    private OperationFailedException failure(Reply reply) {
        // The exception in it is opened by itself: if it cannot be, the text beside it tells what it was.
        return OperationFailedException.of(reply.status(), proxies.decode(reply.value(), 1));
    }

    @Override
    public long timeoutNanos() {
        return timeout;
    }

    @Override
    public RemoteCaller withDeadline(Duration deadline) {
        return new RemoteCaller(proxies, token, name, origin, held, nanos(deadline), reader, keepsOrder, codec);
    }

    @Override
    public RemoteCaller reading(Function<@Nullable Object, ? extends @Nullable Object> next) {
        return new RemoteCaller(proxies, token, name, origin, held, timeout, next, keepsOrder, codec);
    }

    @Override
    public RemoteCaller keepingOrder() {
        return new RemoteCaller(proxies, token, name, origin, held, timeout, reader, true, codec);
    }

    @Override
    public RemoteCaller forTasks() {
        return new RemoteCaller(proxies, token, name, origin, held, timeout, reader, keepsOrder, proxies.taskCodec());
    }

    @Override
    public ValueCodec codec() {
        return codec;
    }

    /** Returns a timeout in nanoseconds; zero and what is too long for a long are for ever. */
    static long nanos(Duration timeout) {
        boolean endless = timeout.isZero() || timeout.compareTo(LONGEST) > 0;
        return endless ? FOR_EVER : timeout.toNanos();
    }

    @Override
    public boolean holdsStand() {
        return proxies.session().holdsStand();
    }

    @Override
    public boolean hasLeft(Operation operation) {
        return proxies.session().hasLeft(token.objectId(), operation);
    }

    @Override
    public void allow(Type<?> type) {
        proxies.allowed().allow(type);
    }

    @Override
    public void allowPackage(String packageName) {
        proxies.allowed().allowPackage(packageName);
    }

    @Override
    public void forget() {
        if (held != null) {
            proxies.session().forget(held);
        }
    }

    Proxies proxies() {
        return proxies;
    }

    /** Returns the way to an object that this process has no reference of, with the same deadline. */
    RemoteCaller of(ObjectId target) {
        ObjectToken directory = proxies.directoryToken();
        ObjectToken other =
                new ObjectToken(directory.serverId(), directory.incarnation(), "object", target, directory.addresses());
        return new RemoteCaller(proxies, other, null, null, null, timeout);
    }

    /** Returns the way to the directory, with the same deadline. */
    RemoteCaller directory() {
        return new RemoteCaller(proxies, proxies.directoryToken(), null, null, null, timeout);
    }

    @Override
    public String labelWithOrigin() {
        return name == null && origin != null ? label() + " (" + origin + ")" : label();
    }

    @Override
    public String label() {
        if (name != null) {
            return token.typeId() + " '" + name + "'";
        }
        return token.objectId().value() == 0 ? "manager" : ObjectCaller.super.label();
    }
}
