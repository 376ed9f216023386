package dev.steward.server.service;

import dev.steward.api.UnsupportedValueException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.lang.ref.Reference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Gives the machine the answers of what ran outside it. Safe for any number of threads; does not block. */
final class Answers {

    private final Sequencer sequencer;
    private final ValueCodec codec;
    private final int mostBytes;

    /** Answers with results of at most so many bytes. */
    Answers(Sequencer sequencer, ValueCodec codec, int mostBytes) {
        this.sequencer = sequencer;
        this.codec = codec;
        this.mostBytes = mostBytes;
    }

    /** Answers with a result by value; what cannot travel or is too large becomes an error that says so. */
    void result(CallId call, String callee, @Nullable Object result) {
        EncodedValue encoded;
        try {
            encoded = codec.encodeWithOrder(result);
        } catch (UnsupportedValueException cannotTravel) {
            failed(
                    call,
                    Status.RESULT_REFUSED,
                    "the result of " + callee + " cannot travel: " + cannotTravel.getMessage()
                            + "; return plain values, or mark the method @ReturnsProxy");
            return;
        } catch (OutOfMemoryError noMemory) {
            failed(
                    call,
                    Status.RESULT_REFUSED,
                    "the server has no memory for the bytes of the result of " + callee
                            + ": return it in parts, or give the server a larger -Xmx");
            return;
        }
        if (encoded.size() > mostBytes) {
            failed(
                    call,
                    Status.RESULT_REFUSED,
                    "the result of " + callee + " has " + encoded.size() + " bytes, more than the " + mostBytes
                            + " of a value (" + Limits.named("VALUE_BYTES")
                            + "): return it in parts, or put it into a shared list");
            return;
        }
        try {
            ok(call, sequencer.values().stored(encoded));
        } finally {
            // Shared objects inside are not released before the directory knows who has them now.
            Reference.reachabilityFence(result);
        }
    }

    /** Answers with a value of the machine. */
    void ok(CallId call, Value value) {
        answer(call, Answer.ok(value, 0));
    }

    /** Answers with an error of the server. */
    void failed(CallId call, Status status, String sentence) {
        answer(call, Answer.failed(status, sequencer.values().of(sentence), 0));
    }

    /** Answers with what users' code threw. */
    void thrown(CallId call, Throwable thrown) {
        try {
            EncodedValue description = RemoteFailures.encode(thrown, codec, mostBytes);
            answer(call, Answer.failed(Status.USER_EXCEPTION, sequencer.values().stored(description), 0));
        } catch (OutOfMemoryError noMemory) {
            failed(
                    call,
                    Status.RESULT_REFUSED,
                    "it had begun and threw, and the server has no memory to tell what: give it a larger -Xmx");
        } finally {
            Reference.reachabilityFence(thrown);
        }
    }

    /** Answers that users' code had begun and was interrupted because nobody wants the result any more. */
    void interrupted(CallId call) {
        failed(call, Status.INTERRUPTED, "it had begun and was interrupted; what it did until then stands");
    }

    /** Answers with what a stage that users' code returned has failed with. */
    void stageFailed(CallId call, Throwable failure) {
        Throwable own =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (own instanceof CancellationException) {
            interrupted(call);
        } else {
            thrown(call, own);
        }
    }

    private void answer(CallId call, Answer answer) {
        if (answer.value().references().isEmpty()) {
            sequencer.submit(call.session(), new SessionInput.Answered(sequencer.now(), call, answer));
        } else {
            sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.AnswerWithReferences(sequencer.now(), call, answer));
        }
    }
}
