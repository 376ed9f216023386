package dev.steward.objects.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session's group alone: what meets on the way between it and an object, which a whole machine answers at once. */
@Timeout(30)
class CallOrderTest {

    private static final ObjectId QUEUE = new ObjectId(7);
    private static final SessionId CLIENT = new SessionId(1, 1);
    private static final CallId TAKE = new CallId(CLIENT, 2, 1);

    private final PlainValues values = new PlainValues();
    private final SessionGroup session = new SessionGroup(values, CLIENT);
    private final List<Input> forwarded = new ArrayList<>();
    private final List<Input> forDirectory = new ArrayList<>();
    private final List<Answer> replies = new ArrayList<>();
    private final Outputs out = (Outputs) Proxy.newProxyInstance(
            Outputs.class.getClassLoader(), new Class<?>[] {Outputs.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("forward") && arguments[0].equals(GroupId.of(QUEUE))) {
                    forwarded.add((Input) arguments[1]);
                } else if (method.getName().equals("forward") && arguments[0].equals(GroupId.DIRECTORY)) {
                    forDirectory.add((Input) arguments[1]);
                } else if (method.getName().equals("reply")) {
                    replies.add((Answer) arguments[1]);
                }
                return null;
            });

    @Test
    void whatAnAnswerGaveIsTakenBackIfItMeetsTheWordThatNobodyWaitsForIt() {
        session.apply(new SessionInput.OpenSession(0, 1_000, 1_000, SessionLimits.DEFAULT), out);
        session.apply(
                new SessionInput.Request(
                        0,
                        TAKE.thread(),
                        TAKE.number(),
                        1,
                        Ranges.EMPTY,
                        QUEUE,
                        Operation.QUEUE_TAKE.code(),
                        List.of(values.of(-1))),
                out);
        forwarded.clear();
        session.apply(new SessionInput.GiveBackRequest(1, TAKE.thread(), TAKE.number()), out);
        assertThat(forwarded).containsExactly(new ObjectInput.Cancel(1, TAKE));
        Answer taken = Answer.ok(values.of(42), 1);
        session.apply(new SessionInput.Answered(2, TAKE, taken), out);
        assertThat(forwarded).endsWith(new ObjectInput.GiveBack(2, TAKE, QUEUE, Operation.QUEUE_TAKE, taken, false, 0));
        assertThat(replies).extracting(Answer::status).containsExactly(Status.CANCELLED);
    }

    private void request(CallId call, ObjectId target, Operation operation, Value argument) {
        session.apply(
                new SessionInput.Request(
                        0, call.thread(), call.number(), 1, Ranges.EMPTY, target, operation.code(), List.of(argument)),
                out);
    }

    @Test
    void whatWaitsForItsTurnInTheDirectoryIsCancelledWhenTheSessionEnds() {
        session.apply(new SessionInput.OpenSession(0, 1_000, 1_000, SessionLimits.DEFAULT), out);
        CallId names = new CallId(CLIENT, 3, 1);
        CallId found = new CallId(CLIENT, 4, 1);
        CallId deleted = new CallId(CLIENT, 5, 1);
        request(names, ObjectId.DIRECTORY, Operation.NAMES, values.of("*"));
        request(found, ObjectId.DIRECTORY, Operation.NAMES, values.of("*"));
        request(deleted, ObjectId.DIRECTORY, Operation.DELETE, values.of("a"));
        session.apply(new SessionInput.Answered(1, found, Answer.ok(values.of(1), 1)), out);
        forDirectory.clear();
        session.apply(new SessionInput.EndSession(2, "ended"), out);
        assertThat(forDirectory).containsExactly(new ObjectInput.Cancel(2, names));
        session.apply(
                new SessionInput.Answered(3, names, Answer.failed(Status.CANCELLED, values.of("cancelled"), 0)), out);
        session.apply(new SessionInput.Answered(3, deleted, Answer.ok(values.of(true), 1)), out);
        assertThat(forDirectory).endsWith(new SessionEnded(3, CLIENT, false));
    }

    @Test
    void whatWaitsForItsTurnInTheDirectoryIsCancelledWhenItsClientSaysSo() {
        session.apply(new SessionInput.OpenSession(0, 1_000, 1_000, SessionLimits.DEFAULT), out);
        CallId names = new CallId(CLIENT, 3, 1);
        request(names, ObjectId.DIRECTORY, Operation.NAMES, values.of("*"));
        session.apply(new SessionInput.CancelRequest(1, names.thread(), names.number()), out);
        assertThat(forDirectory).endsWith(new ObjectInput.Cancel(1, names));
    }
}
