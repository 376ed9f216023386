package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput.GiveBackRequest;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;

/**
 * The replies to the calls of one session: each is kept until the client has received it, unless its call can simply run
 * again; what it gave to nobody is taken back.
 */
final class Replies {

    private final Values values;
    private final SessionId id;
    private final CallerThreads threads;
    private final SessionCredit credit;

    Replies(Values values, SessionId id, CallerThreads threads, SessionCredit credit) {
        this.threads = threads;
        this.values = values;
        this.id = id;
        this.credit = credit;
    }

    Answer refused(Status status, String sentence) {
        return Answer.failed(status, values.of(sentence), 0);
    }

    Answer cancelled() {
        return refused(Status.CANCELLED, "the call was cancelled");
    }

    /** Replies to a call, and keeps the reply if need be. */
    void reply(CallerThread thread, KnownCall call, Answer answer, Outputs out) {
        call.stage = KnownCall.Stage.ANSWERED;
        call.arguments = List.of();
        credit.giveBack(call);
        // References were retained for this very reply: reading again would retain them twice.
        boolean keeps = !call.reads() || !answer.value().references().isEmpty() || call.id.number() >= thread.next;
        if (keeps) {
            call.answer = answer;
            credit.keep(answer);
            // What is under acknowledgement is still its object's, which counts it.
            credit.hold(
                    call, SessionCredit.bytesOf(answer.underAcknowledgement() ? List.of() : List.of(answer.value())));
        } else {
            credit.hold(call, 0);
            thread.calls.remove(call.id.number());
        }
        out.reply(call.id, answer);
    }

    /** Replies once more, if the reply is kept. */
    void repeat(KnownCall call, Outputs out) {
        Answer answer = call.answer;
        if (answer != null) {
            out.reply(call.id, answer);
        }
    }

    /** Forgets the replies that the client has received. */
    void received(CallerThread thread, long floor, Ranges ranges, long now, Outputs out) {
        if (ranges.count() > 0 && !credit.allowsRanges(threads.receivedRanges(), threads.size())) {
            out.cut(id, "received replies with more holes between them than its credit allows");
            return;
        }
        threads.received(thread, floor, ranges, number -> {
            KnownCall call = thread.calls.get(number);
            if (call != null && call.stage == KnownCall.Stage.ANSWERED) {
                Answer answer = call.answer;
                if (answer != null && answer.underAcknowledgement()) {
                    out.forward(GroupId.ofTarget(call.target), new ObjectInput.DeliveryAcknowledged(now, call.id));
                }
                forget(thread, call);
            }
        });
    }

    /** Takes back what a kept reply gave, which nobody wants, and forgets the reply. */
    void giveBack(CallerThread thread, KnownCall call, GiveBackRequest request, Outputs out) {
        Answer answer = call.answer;
        if (answer != null) {
            takeBack(call, answer, request, out);
            if (!request.counted()) {
                drop(answer, request.now(), out);
            }
            forget(thread, call);
        }
    }

    private void forget(CallerThread thread, KnownCall call) {
        Answer answer = call.answer;
        if (answer != null) {
            credit.drop(answer);
            credit.hold(call, 0);
        }
        thread.calls.remove(call.id.number());
    }

    /** Takes back what an answer gave to nobody, and drops its references. */
    void takeBack(KnownCall call, Answer answer, long now, Outputs out) {
        takeBack(call, answer, new GiveBackRequest(now, call.id.thread(), call.id.number()), out);
        drop(answer, now, out);
    }

    private static void takeBack(KnownCall call, Answer answer, GiveBackRequest request, Outputs out) {
        Operation operation = call.operation;
        if (operation != null && operation.leavesTraces()) {
            out.forward(
                    GroupId.ofTarget(call.target),
                    new ObjectInput.GiveBack(
                            request.now(),
                            call.id,
                            call.target,
                            operation,
                            answer,
                            request.unopened(),
                            request.kept()));
        }
    }

    private void drop(Answer answer, long now, Outputs out) {
        for (ObjectId reference : answer.value().references()) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.Release(now, id, reference, 1));
        }
    }
}
