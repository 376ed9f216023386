package dev.steward.server.local;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Answering;
import dev.steward.face.object.ObjectCaller;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ReceivedInPart;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A face's way to an object of this process: no connection, the calling thread runs the object's group itself if it is
 * idle. On a lane the call counts as done by the client that the lane serves; elsewhere the calling thread is its own
 * logical thread of the server's process, which never dies.
 */
final class LocalCaller implements ObjectCaller {

    private static final Duration LONGEST = Duration.ofDays(50_000);

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final ThreadLocal<Integer> LOGICAL_THREAD = ThreadLocal.withInitial(THREADS::incrementAndGet);

    private final LocalTarget target;
    private final @Nullable Duration deadline;
    private final LocalReference reference;
    private final Function<@Nullable Object, ? extends @Nullable Object> reader;
    private final boolean keepsOrder;
    private final boolean ofTasks;

    LocalCaller(LocalTarget target) {
        this(target, null, new LocalReference(target), Function.identity(), false, false);
    }

    private LocalCaller(
            LocalTarget target,
            @Nullable Duration deadline,
            LocalReference reference,
            Function<@Nullable Object, ? extends @Nullable Object> reader,
            boolean keepsOrder,
            boolean ofTasks) {
        this.ofTasks = ofTasks;
        this.target = target;
        this.deadline = deadline;
        this.reference = reference;
        this.reader = reader;
        this.keepsOrder = keepsOrder;
    }

    LocalTarget target() {
        return target;
    }

    @Override
    public ObjectToken token() {
        return target.token();
    }

    @Override
    public void allow(Type<?> type) {
        target.allowed().allow(type);
    }

    @Override
    public void allowPackage(String name) {
        target.allowed().allowPackage(name);
    }

    @Override
    public @Nullable Object call(Operation operation, @Nullable Object... arguments) {
        try {
            return invoke(operation, arguments, true);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    describe(operation) + ": interrupted; the call was cancelled", Outcome.NOT_EXECUTED);
        }
    }

    @Override
    public @Nullable Object await(Operation operation, @Nullable Object... arguments) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return invoke(operation, arguments, true);
    }

    @Override
    public @Nullable Object callUninterruptibly(Operation operation, @Nullable Object... arguments) {
        try {
            return invoke(operation, arguments, false);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("a call that does not look at interrupts was interrupted", impossible);
        }
    }

    private @Nullable Object invoke(Operation operation, @Nullable Object[] arguments, boolean interruptible)
            throws InterruptedException {
        requireHeld();
        RemoteProxy condition = operation == Operation.LOCK_NEW_CONDITION ? target.newCondition() : null;
        if (condition != null) {
            return condition;
        }
        List<Value> stored = stored(operation, arguments);
        PendingAnswer pending = new PendingAnswer();
        CallId call = nextCall();
        begin(call, operation, stored, pending);
        try {
            return read(call, operation, ask(call, operation, pending, interruptible));
        } finally {
            // What was passed is not released before the object has it.
            Reference.reachabilityFence(arguments);
        }
    }

    /** Refuses what follows if this proxy was forgotten. */
    void requireHeld() {
        if (reference.isDropped()) {
            throw new IllegalStateException("this proxy was forgotten: get the object again");
        }
    }

    private List<Value> stored(Operation operation, @Nullable Object[] arguments) {
        List<EncodedValue> encoded = new ArrayList<>(arguments.length);
        try {
            for (Object argument : arguments) {
                encoded.add(keepsOrder ? codec().encodeWithOrder(argument) : codec().encode(argument));
            }
        } catch (UnsupportedValueException refused) {
            throw ObjectCaller.refused(describe(operation), refused);
        }
        return target.values().stored(encoded);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Answering<T> answering, Operation operation, @Nullable Object... arguments) {
        try {
            requireHeld();
            List<Value> stored = stored(operation, arguments);
            LocalFuture.awaitRoom();
            CallId call = nextCall();
            LocalFuture<T> future = new LocalFuture<>(this, call, operation, answering, arguments);
            begin(call, operation, stored, future);
            if (deadline != null) {
                future.expireAfter(deadline);
            }
            return future;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new CallInterruptedException(
                    describe(operation) + ": interrupted before it was made, while 10,000 results"
                            + " waited for their callbacks",
                    Outcome.NOT_EXECUTED,
                    interrupted));
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public ObjectCaller forTasks() {
        return new LocalCaller(target, deadline, reference, reader, keepsOrder, true);
    }

    @Override
    public ValueCodec codec() {
        return ofTasks ? target.taskCodec() : target.codec();
    }

    /** Asks for the end of a call; the answer to it comes either way, and a result wins. */
    void cancel(CallId call) {
        target.submit(new ObjectInput.Cancel(now(), call));
    }

    /** Decodes what an answer says, be it a result or a failure. */
    @Nullable
    Object decoded(Answer answer) {
        return target.codec().decode(target.values().encoded(answer.value()));
    }

    /** Reads an answer; what was taken counts as delivered only when it has been read, else it goes back. */
    private @Nullable Object read(CallId call, Operation operation, Answer answer) {
        try {
            if (!answer.isOk()) {
                throw OperationFailedException.of(answer.status(), decoded(answer));
            }
            Object made = read(operation, answer, reader);
            settle(call, answer);
            return made;
        } catch (Throwable unread) {
            giveBack(call, operation, answer, unread);
            throw unread;
        }
    }

    /** Makes of an answer that says OK what its caller wants. */
    <T extends @Nullable Object> T read(
            Operation operation, Answer answer, Function<@Nullable Object, ? extends T> next) {
        Object result;
        try {
            result = codec().decode(
                            target.values().encoded(answer.value()),
                            operation.layout().depth());
        } catch (UnsupportedValueException unopened) {
            throw unread(operation, unopened, false);
        }
        try {
            return next.apply(result);
        } catch (UnsupportedValueException unfit) {
            throw unread(operation, unfit, true);
        }
    }

    /** Says that an answer has been read. */
    void settle(CallId call, Answer answer) {
        if (answer.isOk() && answer.underAcknowledgement()) {
            target.submit(new ObjectInput.DeliveryAcknowledged(now(), call));
        }
        release(answer);
    }

    /**
     * Gives back what an answer took.
     *
     * @param unread why it was not received, or null if nobody has looked into it
     */
    void giveBack(CallId call, Operation operation, Answer answer, @Nullable Throwable unread) {
        if (answer.isOk() && operation.leavesTraces()) {
            boolean unopened = unread instanceof UnsupportedValueException;
            int kept = unread instanceof ReceivedInPart first ? first.received() : 0;
            target.submit(new ObjectInput.GiveBack(now(), call, target.objectId(), operation, answer, unopened, kept));
        }
        release(answer);
    }

    /** Each proxy that was made holds a reference of its own; those of the answer itself have done their duty. */
    private void release(Answer answer) {
        answer.value().references().forEach(target::release);
    }

    private Answer ask(CallId call, Operation operation, PendingAnswer pending, boolean interruptible)
            throws InterruptedException {
        boolean answered = pending.await(deadline, interruptible);
        if (!answered) {
            cancel(call);
            pending.await(null, false);
        }
        Answer answer = pending.answer();
        if (!answered && answer.status() == Status.CANCELLED) {
            if (pending.interrupted()) {
                throw new InterruptedException();
            }
            throw late(operation);
        }
        if (pending.interrupted()) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    /** Returns what a call ends with that was cancelled because its deadline has passed. */
    ManagerTimeoutException late(Operation operation) {
        return new ManagerTimeoutException(
                describe(operation) + ": not answered within " + deadline, Outcome.NOT_EXECUTED);
    }

    private CallId nextCall() {
        Sequencer sequencer = target.sequencer();
        LaneCaller lane = LaneCaller.current();
        long number = LocalCalls.nextNumber();
        return sequencer != null && lane != null && lane.sequencer() == sequencer
                ? new CallId(lane.session(), lane.thread(), -number)
                : new CallId(SessionId.LOCAL, LOGICAL_THREAD.get(), number);
    }

    private void begin(CallId call, Operation operation, List<Value> arguments, Consumer<Answer> waiter) {
        LocalCalls.enter(call, waiter);
        Sequencer sequencer = target.sequencer();
        if (sequencer == null || call.session().equals(SessionId.LOCAL)) {
            Input invoke = new Invoke(now(), call, target.objectId(), operation, arguments);
            target.submit(invoke);
        } else {
            sequencer.submit(
                    call.session(),
                    new SessionInput.InvokeAs(
                            now(), call.thread(), call.number(), target.objectId(), operation, arguments));
        }
    }

    private long now() {
        Sequencer sequencer = target.sequencer();
        return sequencer == null ? ServerClock.ofThisProcess().now() : sequencer.now();
    }

    @Override
    public long timeoutNanos() {
        return deadline == null ? Long.MAX_VALUE : deadline.toNanos();
    }

    @Override
    public ObjectCaller withDeadline(Duration next) {
        // What is too long for a clock of 64 bits waits for ever.
        return new LocalCaller(
                target, next.compareTo(LONGEST) > 0 ? null : next, reference, reader, keepsOrder, ofTasks);
    }

    @Override
    public ObjectCaller reading(Function<@Nullable Object, ? extends @Nullable Object> next) {
        return new LocalCaller(target, deadline, reference, next, keepsOrder, ofTasks);
    }

    @Override
    public ObjectCaller keepingOrder() {
        return new LocalCaller(target, deadline, reference, reader, true, ofTasks);
    }

    @Override
    public boolean holdsStand() {
        return !reference.isDropped();
    }

    @Override
    public void forget() {
        reference.drop();
    }
}
