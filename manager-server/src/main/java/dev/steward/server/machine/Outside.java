package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Effects;
import dev.steward.objects.Event;
import dev.steward.objects.Listed;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What both sequencers do with what leaves the machine: this process's own calls and questions are answered here, the rest
 * goes to the {@link EffectHandler}. Whichever thread runs a group runs here.
 */
public abstract class Outside implements Effects {

    private final Map<Long, CompletableFuture<ObjectId>> expectedIds = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<List<Listed>>> expectedLists = new ConcurrentHashMap<>();
    private final AtomicLong tickets;
    private volatile EffectHandler effects = EffectHandler.NONE;

    /**
     * Hands nothing on yet.
     *
     * @param lastTicket the tickets begin behind that one
     */
    protected Outside(long lastTicket) {
        tickets = new AtomicLong(lastTicket);
    }

    /** Sets who gets what does not end here. */
    public void connect(EffectHandler outside) {
        effects = outside;
    }

    /** Returns a number for a question to the machine that was not used before. */
    public final long nextTicket() {
        return tickets.incrementAndGet();
    }

    /** Completes a future with the id of the object that has that ticket. */
    public final void expectId(long ticket, CompletableFuture<ObjectId> id) {
        expectedIds.put(ticket, id);
    }

    /** Completes a future with the list that has that ticket. */
    public final void expectList(long ticket, CompletableFuture<List<Listed>> list) {
        expectedLists.put(ticket, list);
    }

    /** Forgets what has that ticket: the machine was not asked. */
    public final void expectNothing(long ticket) {
        expectedIds.remove(ticket);
        expectedLists.remove(ticket);
    }

    /** Fails what was asked and not answered: this server says no more what happens. Any thread. */
    protected final void abandonQuestions() {
        OperationRefusal elsewhere = new OperationRefusal(
                Status.DRAINING, "this server is one of several, and does not lead them: ask the one that does");
        abandon(expectedIds, elsewhere);
        abandon(expectedLists, elsewhere);
    }

    private static void abandon(Map<Long, ? extends CompletableFuture<?>> expected, OperationRefusal why) {
        expected.values().removeIf(asked -> {
            asked.completeExceptionally(why);
            return true;
        });
    }

    @Override
    public void reply(CallId call, Answer answer) {
        if (call.isDriven()) {
            LocalCalls.complete(call, answer);
        } else {
            effects.reply(call, answer);
        }
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        CompletableFuture<ObjectId> id = expectedIds.remove(ticket);
        if (id != null) {
            id.complete(object);
        }
    }

    @Override
    public void listed(long ticket, List<Listed> objects) {
        CompletableFuture<List<Listed>> list = expectedLists.remove(ticket);
        if (list != null) {
            list.complete(objects);
        }
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        effects.callUser(call, target, operation, arguments);
    }

    @Override
    public void cancelUser(CallId call) {
        effects.cancelUser(call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        effects.userObjectFreed(object);
    }

    @Override
    public void cut(SessionId session, String reason) {
        effects.cut(session, reason);
    }

    @Override
    public void event(Event event) {
        effects.event(event);
    }
}
