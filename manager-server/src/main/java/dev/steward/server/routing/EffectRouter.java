package dev.steward.server.routing;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.server.admission.Journal;
import dev.steward.server.lane.Lanes;
import dev.steward.server.registry.UserObjects;
import dev.steward.server.service.Services;
import dev.steward.server.service.UserCalls;
import dev.steward.server.session.Sessions;
import java.util.List;

/**
 * Hands each effect of the machine to the room of the server that does it. Whichever thread runs a group runs here; nothing
 * blocks.
 *
 * @param sessions send replies and hear what becomes of sessions
 * @param services run calls of users' objects and of the server's own operations
 * @param userCalls interrupt such calls
 * @param userObjects forget what nothing refers to
 * @param lanes end with the sessions that they are of
 * @param journal tells people
 */
public record EffectRouter(
        Sessions sessions,
        Services services,
        UserCalls userCalls,
        UserObjects userObjects,
        Lanes lanes,
        Journal journal)
        implements EffectHandler {

    @Override
    public void reply(CallId call, Answer answer) {
        sessions.reply(call, answer);
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        services.call(call, target, operation, arguments);
    }

    @Override
    public void cancelUser(CallId call) {
        userCalls.cancel(call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        userObjects.remove(object);
    }

    @Override
    public void cut(SessionId session, String reason) {
        sessions.cut(session, reason);
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.Abandoned abandoned) {
            journal.abandoned(
                    abandoned.typeId() + " " + abandoned.object(),
                    abandoned.holder().toString());
        } else if (event instanceof Event.Returned returned) {
            journal.redelivered(
                    returned.typeId() + " " + returned.object(),
                    returned.receiver().toString());
        } else if (event instanceof Event.DeadLettered dead) {
            ObjectId deadLetters = dead.deadLetters();
            journal.deadLettered(
                    dead.typeId() + " " + dead.object(),
                    dead.receiver().toString(),
                    dead.deliveries(),
                    deadLetters == null ? null : deadLetters.toString());
        } else {
            sessions.changed(event);
            if (event instanceof Event.Ended ended) {
                lanes.endSession(ended.session());
            }
        }
    }
}
