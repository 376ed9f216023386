package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.WorkingMemory;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Right;
import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/**
 * What enters a log, and as what: a call for which this server has no room enters it as one that was refused, so that the log
 * comes to the same wherever it is applied. Any thread.
 *
 * @param log says whether it takes what needs room
 * @param outputs know what groups hold
 * @param account counts what the server holds
 * @param values makes the sentences of refusals
 */
record LogAdmission(ReplicatedLog log, LogOutputs outputs, MemoryAccount account, MachineValues values) {

    /**
     * Returns whether an input changes nothing that anybody would miss: a sign of life, what a client says it has received, of
     * which it hears nothing and which its next call says again, or a call that reads. What else comes of it, because others
     * waited for that call or because it says what was received, is told when it is kept.
     */
    static boolean reads(Input input) {
        if (input instanceof SessionInput.Request request) {
            Operation operation = Operation.of(request.operation());
            return operation != null
                    && operation.manner() == Manner.READS
                    && !request.target().equals(ObjectId.DIRECTORY);
        }
        return input instanceof SessionInput.Heartbeat || input instanceof SessionInput.Acknowledge;
    }

    /** Returns the call of the server's own process that an input is, or null. */
    static @Nullable CallId ownCall(Input input) {
        CallId call = input instanceof Invoke invoke
                ? invoke.call()
                : input instanceof SessionInput.Inspect inspect ? inspect.call() : null;
        return call == null || !call.isDriven() ? null : call;
    }

    /** Returns what enters the log for an input: a refusal if there is no memory to do what it asks; null if it is answered. */
    @Nullable
    Input admitted(GroupId to, Input input) {
        if (input instanceof SessionInput.Request request) {
            String refusal = refusal(Operation.of(request.operation()), request.target());
            return refusal == null ? request : refused(request, refusal);
        }
        if (input instanceof Invoke invoke) {
            String refusal = refusal(invoke.operation(), invoke.target());
            return refusal == null ? invoke : refuse(invoke.call(), refusal);
        }
        if (input instanceof SessionInput.InvokeAs invoke && to instanceof SessionId session) {
            String refusal = refusal(invoke.operation(), invoke.target());
            CallId call = new CallId(session, invoke.thread(), invoke.number());
            return refusal == null ? invoke : refuse(call, refusal);
        }
        return input;
    }

    /** Returns a call as one that is refused for want of room. */
    static Input refused(SessionInput.Request request, String sentence) {
        return new SessionInput.RefusedRequest(
                request.now(),
                request.thread(),
                request.number(),
                request.floor(),
                request.received(),
                request.target(),
                request.operation(),
                Status.OVERLOADED,
                sentence);
    }

    private @Nullable Input refuse(CallId call, String refusal) {
        LocalCalls.complete(call, Answer.failed(Status.OVERLOADED, values.of(refusal), 0));
        return null;
    }

    private @Nullable String refusal(@Nullable Operation operation, ObjectId target) {
        String noRoom = log.refusal();
        if (noRoom != null && needsRoom(operation)) {
            return noRoom;
        }
        if (operation == null || !WorkingMemory.isTakenBy(operation)) {
            return null;
        }
        LogOutputs.Held held = outputs.held(GroupId.ofTarget(target));
        long working = held == null ? 0 : WorkingMemory.with(held.elements());
        return held == null || working == 0 || account.hasRoomFor(working)
                ? null
                : WorkingMemory.refusal(operation.toString(), held.elements());
    }

    /** Returns whether an operation is refused while the log has no room: not what gives back, or puts right. */
    private static boolean needsRoom(@Nullable Operation operation) {
        return operation == null
                || (operation.right() == Right.ANYONE
                        && (operation.manner() == Manner.CHANGES || operation.manner() == Manner.WAITS));
    }
}
