package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Input;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Operation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees every answer that leaves the machine and knows who holds the one lock: at most one, with greater tokens each time. */
final class LockWatch {

    private final Map<CallId, SessionInput.Request> requests = new HashMap<>();
    private final Map<CallId, Long> granted = new HashMap<>();
    private long lastToken;

    /** Notes what goes in. */
    Input before(Input input, SessionId session) {
        if (input instanceof SessionInput.Request request && isOfLock(request.operation())) {
            requests.putIfAbsent(new CallId(session, request.thread(), request.number()), request);
        }
        return input;
    }

    private static boolean isOfLock(int code) {
        return code == Operation.LOCK_ACQUIRE.code();
    }

    /** Notes what comes out. */
    void replied(CallId call, Answer answer, Values values) {
        SessionInput.Request request = requests.get(call);
        if (request == null || !answer.isOk()) {
            return;
        }
        long token = values.asLong(values.asList(answer.value()).get(0));
        @Nullable Long before = granted.put(call, token);
        if (before == null) {
            check(token > lastToken, "token " + token + " was given after " + lastToken);
            lastToken = token;
        } else {
            check(before == token, "first " + before + ", then " + token + " was answered to " + call);
        }
    }

    /** The session is over, and so is what it was told. */
    void ended(SessionId session) {
        requests.keySet().removeIf(call -> call.session().equals(session));
        granted.keySet().removeIf(call -> call.session().equals(session));
    }
}
