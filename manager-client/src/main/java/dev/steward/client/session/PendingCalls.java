package dev.steward.client.session;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.OperationCode.Manner;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.StatusCode;
import dev.steward.protocol.value.EncodedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one session that have no reply yet, and what was received of the others. Begun by caller threads, ended by
 * whoever reads a reply; no lock is held while somebody is told.
 */
final class PendingCalls {

    /** What a frame needs beside the arguments of its call, at most. */
    private static final int CALL_OVERHEAD = 1_024;

    private final LogicalThreads threads = new LogicalThreads();
    private final Acknowledger acknowledger;
    private final Credit calls;
    private final Credit waitingCalls;
    private final long mostBytes;

    PendingCalls(SessionTerms terms, ScheduledExecutorService loop, Consumer<Acknowledge> sender) {
        this.acknowledger = new Acknowledger(loop, sender);
        this.calls = new Credit(terms.maxCalls());
        this.waitingCalls = new Credit(terms.maxWaitingCalls());
        this.mostBytes = Math.min(terms.maxFrame(), terms.maxValue()) - CALL_OVERHEAD;
    }

    /**
     * Takes credit for a call, or waits for it.
     *
     * @param interruptible whether an interrupt ends the wait
     */
    void takeCredit(Request request, boolean interruptible) {
        requireFits(request);
        Credit credit = creditFor(request);
        if (credit == null || credit.tryTake()) {
            return;
        }
        if (!interruptible) {
            credit.takeUninterruptibly();
            return;
        }
        try {
            if (!credit.take(request.timeout())) {
                throw new ManagerTimeoutException(
                        request.name().text() + ": too many calls of this client are unanswered; it was not sent",
                        Outcome.NOT_EXECUTED);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    request.name().text() + " was interrupted before it was sent", Outcome.NOT_EXECUTED, interrupted);
        }
    }

    private void requireFits(Request request) {
        long size = 0;
        for (EncodedValue argument : request.arguments()) {
            size += argument.size();
        }
        if (size > mostBytes) {
            throw new UnsupportedValueException(
                    request.name().text() + ": the arguments take " + size + " bytes, the server takes " + mostBytes
                            + " at once: send less at a time, or raise its limit",
                    Outcome.NOT_EXECUTED);
        }
    }

    private @Nullable Credit creditFor(Request request) {
        if (request.manner() == Manner.GIVES_BACK) {
            return null;
        }
        return request.manner() == Manner.WAITS || request.isForLanes() ? waitingCalls : calls;
    }

    /** Gives a credit back that no call came of. */
    void returnCredit(Request request) {
        Credit credit = creditFor(request);
        if (credit != null) {
            credit.giveBack();
        }
    }

    /**
     * Gives the next number of the calling thread to a call whose credit was taken. From here on it is sent, sooner or
     * later, or the session ends.
     */
    PendingCall begin(Request request, long deadline, @Nullable Consumer<PendingCall> whenDone) {
        LogicalThread thread = request.is(OperationCode.RELEASE) ? threads.client() : threads.current();
        return thread.begin(request, deadline, creditFor(request), whenDone);
    }

    /**
     * Takes a reply. What it took from its object counts as received only when its caller has read it.
     *
     * @param unwanted takes the call if its caller has left: then nobody has received the reply yet
     */
    void onReply(Reply reply, Consumer<PendingCall> unwanted) {
        LogicalThread thread = threads.find(reply.thread());
        PendingCall call = thread == null ? null : thread.take(reply.number());
        if (call == null) {
            // The second answer to a call that was sent twice around a break.
            return;
        }
        call.returnCredit();
        if (call.complete(reply)) {
            if (!call.isReadByItsCaller() || !call.takes(reply)) {
                received(call, reply);
            }
            call.wake();
        } else {
            unwanted.accept(call);
        }
    }

    /** Notes that a reply needs no more from the server. */
    void received(PendingCall call, Reply reply) {
        boolean kept = isKept(call, reply);
        boolean first = call.thread().received(reply.number(), kept);
        if (kept) {
            acknowledger.arrived(call.thread(), first, reply.value().size());
        }
    }

    /** The server keeps what it cannot simply do again: only then it must learn that the reply has arrived. */
    static boolean isKept(PendingCall call, Reply reply) {
        Request request = call.request();
        return request.manner() != Manner.READS
                || request.isForLanes()
                || reply.status() == StatusCode.CANCELLED
                || !reply.value().tokens().isEmpty();
    }

    /** Acknowledges what is due. */
    void acknowledge() {
        acknowledger.send();
    }

    /** Acknowledges everything once more: what the broken link carried may be lost. */
    void acknowledgeAgain() {
        threads.all().stream().filter(LogicalThread::isUsed).forEach(acknowledger::again);
        acknowledger.send();
    }

    /** Returns what must be sent in a new stay: everything unanswered, thread by thread in the order of its numbers. */
    List<Message> unsent(int stay) {
        List<Message> messages = new ArrayList<>();
        threads.all().forEach(thread -> messages.addAll(thread.unsent(stay)));
        return messages;
    }

    /** Ends every call, and lets through whoever waits for credit. */
    void lose(SessionEnd why) {
        calls.open();
        waitingCalls.open();
        for (LogicalThread thread : threads.all()) {
            for (PendingCall call : thread.unanswered()) {
                lose(call, why);
            }
        }
    }

    /** Ends a call if it is not answered. */
    void lose(PendingCall call, SessionEnd why) {
        if (call.thread().take(call.number()) != null) {
            call.lose(why);
        }
    }

    /** Returns the numbers of threads that have died since the last time. */
    List<Integer> takeEndedThreads() {
        return threads.takeEnded();
    }

    /** Forgets threads whose end the server knows. */
    void forgetThreads(List<Integer> ended) {
        threads.forget(ended);
    }
}
