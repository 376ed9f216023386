package dev.steward.client.session;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.ObjectId;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
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

    /**
     * How many calls that give something back may be unanswered. They need no credit, and are answered at once; but the server
     * cuts a client that has 10,000 of them on their way, and those that give references back are among them.
     */
    private static final int MOST_GIVING_BACK = 8_000;

    private final LogicalThreads threads;
    private final Acknowledger acknowledger;
    private final CreditGate calls;
    private final CreditGate waitingCalls;
    private final CreditGate givingBack = new CreditGate(MOST_GIVING_BACK);
    private final SessionTerms terms;
    private final long maxValue;

    /** No calls yet; none takes or brings a value of more than so many bytes. */
    PendingCalls(SessionTerms terms, long maxValue, ScheduledExecutorService loop, Consumer<Acknowledge> sender) {
        this.terms = terms;
        this.maxValue = maxValue;
        this.threads = new LogicalThreads(terms.maxFrame());
        this.acknowledger = new Acknowledger(loop, sender);
        this.calls = new CreditGate(terms.maxCalls());
        this.waitingCalls = new CreditGate(terms.maxWaitingCalls());
    }

    /**
     * Takes credit for a call, or waits for it.
     *
     * @param interruptible whether an interrupt ends the wait
     */
    void takeCredit(Request request, boolean interruptible) {
        requireFits(request);
        CreditGate credit = creditFor(request);
        if (credit == null || credit.tryTake()) {
            return;
        }
        if (!interruptible || request.manner() == Manner.GIVES_BACK) {
            credit.takeUninterruptibly();
            return;
        }
        try {
            if (!credit.take(request.timeout())) {
                throw new ManagerTimeoutException(
                        request.name().text()
                                + ": too many calls of this client are unanswered; it was not sent: wait for answers before asking for"
                                + " more, or raise the server's " + Limits.named("CALLS", "WAITING_CALLS"),
                        Outcome.NOT_EXECUTED);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    request.name().text() + " was interrupted before it was sent", Outcome.NOT_EXECUTED, interrupted);
        }
    }

    /** Returns how large a value may be, in encoded bytes, that both sides take. */
    long mostValueBytes() {
        return Math.min(maxValue, terms.maxValue());
    }

    private void requireFits(Request request) {
        long sum = 0;
        long most = mostValueBytes();
        for (EncodedValue argument : request.arguments()) {
            int size = argument.size();
            if (size > most) {
                throw new UnsupportedValueException(
                        request.name().text() + ": an argument takes " + size + " bytes, more than the " + most
                                + (maxValue < terms.maxValue()
                                        ? " of this client: raise ClientOptions.maxValue"
                                        : " that the server takes: raise its " + Limits.named("VALUE_BYTES"))
                                + ", or send less at a time",
                        Outcome.NOT_EXECUTED);
            }
            sum += size;
        }
        if (sum > terms.maxValue() + terms.maxFrame()) {
            throw new UnsupportedValueException(
                    request.name().text() + ": the arguments take " + sum + " bytes together, the server takes "
                            + (terms.maxValue() + terms.maxFrame())
                            + " at once (its " + Limits.named("VALUE_BYTES", "FRAME_BYTES") + "): send less at a time",
                    Outcome.NOT_EXECUTED);
        }
    }

    private @Nullable CreditGate creditFor(Request request) {
        if (request.is(Operation.RELEASE)) {
            // Made on the loop, which never waits: see Releaser.
            return null;
        }
        if (request.manner() == Manner.GIVES_BACK) {
            return givingBack;
        }
        return request.manner() == Manner.WAITS || request.isForLanes() ? waitingCalls : calls;
    }

    /** Gives a credit back that no call came of. */
    void returnCredit(Request request) {
        CreditGate credit = creditFor(request);
        if (credit != null) {
            credit.giveBack();
        }
    }

    /**
     * Gives the next number of the calling thread to a call whose credit was taken. From here on it is sent, sooner or
     * later, or the session ends.
     */
    PendingCall begin(Request request, long deadline, @Nullable Consumer<PendingCall> whenDone) {
        LogicalThread thread = request.is(Operation.RELEASE) ? threads.client() : threads.current();
        return thread.begin(request, deadline, creditFor(request), whenDone);
    }

    /**
     * Takes a reply. What it took from its object counts as received only when its caller has read it.
     *
     * @param answered takes the call if its caller is to be told that it has ended
     * @param unwanted takes the call if its caller has left: then nobody has received the reply yet
     */
    void onReply(Reply reply, Consumer<PendingCall> answered, Consumer<PendingCall> unwanted) {
        LogicalThread thread = threads.find(reply.thread());
        PendingCall call = thread == null ? null : thread.take(reply.number());
        if (call == null) {
            // The second answer to a call that was sent twice around a break.
            return;
        }
        call.returnCredit();
        if (reply.value().size() > maxValue && reply.status() == Status.OK) {
            refuse(call, asLarge(reply), unwanted);
        } else if (call.complete(reply)) {
            if (!call.takes(reply)) {
                received(call, reply);
            }
            answered.accept(call);
        } else {
            unwanted.accept(call);
        }
    }

    private static LargeReply asLarge(Reply reply) {
        return new LargeReply(
                reply.thread(),
                reply.number(),
                reply.status(),
                reply.redelivered(),
                reply.underAcknowledgement(),
                reply.sequence(),
                0,
                reply.value().size());
    }

    /** The answer to a call is larger than this client takes: its caller is told so, and it counts as not wanted. */
    private void refuse(PendingCall call, LargeReply large, Consumer<PendingCall> unwanted) {
        if (call.complete(LargeAnswer.tooLarge(large, call, maxValue))) {
            call.wake();
        }
        unwanted.accept(call);
    }

    /**
     * A reply came whose value is to be pulled.
     *
     * @param unwanted takes the call if it shall not be pulled: its caller has left, or it is too large
     * @return the call whose value shall be pulled, or null
     */
    @Nullable
    PendingCall onLargeReply(LargeReply large, Consumer<PendingCall> unwanted) {
        PendingCall call = find(large.thread(), large.number());
        if (call == null) {
            return null;
        }
        call.pull();
        if (large.size() <= maxValue && !call.isDone()) {
            return call;
        }
        if (call.thread().take(call.number()) != null) {
            call.returnCredit();
            refuse(call, large, unwanted);
        }
        return null;
    }

    /** Takes a reply whose value was pulled; otherwise as {@link #onReply}. */
    void onPulled(PendingCall call, LargeAnswer answer, Consumer<PendingCall> unwanted) {
        if (call.thread().take(call.number()) == null) {
            return;
        }
        call.returnCredit();
        LargeReply reply = answer.reply();
        if (call.complete(answer)) {
            boolean takes = reply.status() == Status.OK && call.takes(reply.underAcknowledgement());
            if (!takes) {
                received(call, true, reply.size());
            }
            call.wake();
        } else {
            unwanted.accept(call);
        }
    }

    /** Returns a call that has no answer yet, or null. */
    @Nullable
    PendingCall find(int threadId, long number) {
        LogicalThread thread = threads.find(threadId);
        return thread == null ? null : thread.find(number);
    }

    /** Takes out a call whose caller has left while its answer was pulled; returns false if it is answered. */
    boolean giveUp(PendingCall call) {
        if (call.thread().take(call.number()) == null) {
            return false;
        }
        call.returnCredit();
        return true;
    }

    /** Returns whether a call that the calling thread has left may have taken something of an object, which is not undone. */
    boolean hasLeft(ObjectId target, Operation operation) {
        return threads.current().hasLeft(target, operation);
    }

    /** Notes that a reply needs no more from the server. */
    void received(PendingCall call, Reply reply) {
        received(call, isKept(call, reply), reply.value().size());
    }

    /** As {@link #received(PendingCall, Reply)}, of a reply that the server keeps or not. */
    void received(PendingCall call, boolean kept, int bytes) {
        boolean first = call.thread().received(call.number(), kept);
        if (kept) {
            acknowledger.arrived(call.thread(), first, bytes);
        }
    }

    /** The server keeps what it cannot simply do again: only then it must learn that the reply has arrived. */
    static boolean isKept(PendingCall call, Reply reply) {
        Request request = call.request();
        return request.manner() != Manner.READS
                || call.isPulled()
                || request.isForLanes()
                || reply.status() == Status.CANCELLED
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
        givingBack.open();
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
