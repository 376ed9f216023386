package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.List;

/**
 * What outputs do outside of the machine and of what drives it. Called inside a group, by whichever thread runs it: must not
 * block and not run users' code.
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

    /** Sends the answer of a call to whoever called; again if the client repeats the call. */
    void reply(CallId call, Answer answer);

    /**
     * Runs a method of a user's object, or an operation that the server itself does, in the lane of the caller; answered
     * with {@link SessionInput.Answered}, or {@link DirectoryInput.AnswerWithReferences} if the result refers to objects,
     * exactly once, also if the session ends meanwhile.
     */
    void callUser(CallId call, ObjectId target, int operation, List<Value> arguments);

    /** Interrupts such a call, which is answered all the same. */
    void cancelUser(CallId call);

    /** Nothing refers to a user's object any more. */
    void userObjectFreed(ObjectId object);

    /** The client broke the rules: close its connections. */
    void cut(SessionId session, String reason);

    /** Something happened that people may want to know. */
    void event(Event event);
}
