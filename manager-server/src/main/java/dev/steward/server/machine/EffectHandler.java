package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import java.util.List;

/**
 * What the machine's outputs do outside the machine. Called inside a group, by whichever thread runs it: must not block
 * and not run users' code.
 */
public interface EffectHandler {

    /** Does nothing: there is no client yet. */
    EffectHandler NONE = new EffectHandler() {
        @Override
        public void reply(CallId call, Answer answer) {}

        @Override
        public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

        @Override
        public void cancelUser(CallId call) {}

        @Override
        public void userObjectFreed(ObjectId object) {}

        @Override
        public void cut(SessionId session, String reason) {}

        @Override
        public void event(Event event) {}
    };

    /** Sends the answer of a call to its client. */
    void reply(CallId call, Answer answer);

    /** Runs a method of a user's object, or an operation of the server's own; answered through the driver, exactly once. */
    void callUser(CallId call, ObjectId target, int operation, List<Value> arguments);

    /** Interrupts such a call, which is answered all the same. */
    void cancelUser(CallId call);

    /** Nothing refers to a user's object any more. */
    void userObjectFreed(ObjectId object);

    /** A client broke the rules: close its connections. */
    void cut(SessionId session, String reason);

    /** Something happened that people may want to know. */
    void event(Event event);
}
