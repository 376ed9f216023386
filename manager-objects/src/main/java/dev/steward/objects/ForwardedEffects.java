package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.List;

/** Hands every effect on as it is. */
public abstract class ForwardedEffects implements Effects {

    /** Returns who gets them. */
    protected abstract Effects next();

    @Override
    public void reply(CallId call, Answer answer) {
        next().reply(call, answer);
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        next().callUser(call, target, operation, arguments);
    }

    @Override
    public void cancelUser(CallId call) {
        next().cancelUser(call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        next().userObjectFreed(object);
    }

    @Override
    public void cut(SessionId session, String reason) {
        next().cut(session, reason);
    }

    @Override
    public void event(Event event) {
        next().event(event);
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        next().adopted(ticket, object);
    }

    @Override
    public void listed(long ticket, List<Listed> objects) {
        next().listed(ticket, objects);
    }
}
