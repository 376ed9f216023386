package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.objects.waiting.WaitingObject;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue. An element that was handed out is in delivery until its receiver has acknowledged or settled
 * it, and goes back to its old place if that does not happen. Elements in delivery do not count in the size, so a return
 * may exceed the bound. A session that cannot open an element goes on behind it, and comes round to it again when nothing is
 * left there.
 */
public class QueueObject extends WaitingObject {

    final QueueContents contents = new QueueContents(type, values, edges, sequence);
    final Deliveries deliveries;
    private final QueueLines lines = new QueueLines();
    private final Intake intake;
    private final Handout handout;
    private final Requeuing requeuing = new Requeuing();
    private final Function<SessionId, Presence> presences = this::presence;

    /** A queue that forgets an element once the answer with it was acknowledged. */
    public QueueObject(Creation creation, int capacity) {
        this(BuiltInType.QUEUE, creation, capacity, new Deliveries(Deliveries.Until.ACKNOWLEDGED), true);
    }

    QueueObject(BuiltInType type, Creation creation, int capacity, Deliveries deliveries, boolean comesRound) {
        super(type, creation);
        this.intake = new Intake(type, capacity, creation.limits().maxElements());
        this.deliveries = deliveries;
        this.handout = new Handout(values, contents, deliveries, comesRound);
    }

    @Override
    protected void limited(int maxElements) {
        intake.limited(maxElements);
    }

    @Override
    public long weight() {
        return contents.size();
    }

    @Override
    public boolean isNextChangeLong() {
        return contents.isNextChangeLong();
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case QUEUE_PUT -> put(call, arguments.get(0), values.asLong(arguments.get(1)), out);
            case QUEUE_PUT_ALL -> putAll(values.asList(arguments.get(0)), call.now());
            case QUEUE_TAKE -> take(call, values.asLong(arguments.get(0)), false, out);
            case QUEUE_RECEIVE -> take(call, values.asLong(arguments.get(0)), true, out);
            case QUEUE_SETTLE -> settle(call, values.asLong(arguments.get(0)), values.asBoolean(arguments.get(1)), out);
            case QUEUE_DRAIN -> drain(call, values.asLong(arguments.get(0)), out);
            case QUEUE_REMAINING_CAPACITY -> values.of(intake.remaining(contents.size()));
            case QUEUE_SHUTDOWN -> shutdown(values.asBoolean(arguments.get(0)), call.now(), out);
            case QUEUE_IS_SHUTDOWN -> values.of(!intake.isOpen());
            default -> contents.perform(call.operation(), arguments);
        };
    }

    // Putting.

    private @Nullable Value put(Invoke call, Value element, long timeout, Outputs out) {
        intake.refuseIfShutDown();
        intake.refuseIfOverLimit(contents.size());
        // Whoever waits for room does so because there is none: nobody is overtaken here.
        if (intake.hasRoom(contents.size())) {
            contents.append(element, call.now());
            edges.add(element);
            return values.of(true);
        }
        if (timeout == 0) {
            return values.of(false);
        }
        edges.add(element);
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        await(new Putter(id, call.target(), presence(id.session()), deadline, element), lines.putters, call.now(), out);
        return null;
    }

    private Value putAll(List<Value> added, long now) {
        intake.refuseIfShutDown();
        int put = 0;
        for (Value element : added) {
            if (!intake.takesMore(contents.size())) {
                break;
            }
            contents.append(element, now);
            edges.add(element);
            put++;
        }
        if (put == 0 && !added.isEmpty()) {
            intake.refuseIfOverLimit(contents.size());
        }
        return values.of(put);
    }

    @Override
    protected void received(Input input, Outputs out) {
        if (input instanceof ObjectInput.DeadLetter letter) {
            takeIn(letter, out);
        } else if (input instanceof ObjectInput.Requeue offered) {
            takeInAgain(offered, out);
        } else if (input instanceof ObjectInput.RequeueAnswered answer) {
            requeued(answer, out);
        }
    }

    /** Takes in what another queue gave up on, as it takes what comes back: beyond its bound, and while it is drained. */
    private void takeIn(ObjectInput.DeadLetter letter, Outputs out) {
        if (!intake.isClosed()) {
            edges.add(letter.element());
            contents.append(letter.element(), ((GroupId.OfObject) letter.sender()).object(), letter.now());
            edges.sendAdded(id(), letter.now(), out);
        }
        out.forward(letter.sender(), new ObjectInput.DeadLetterTaken(letter.now(), letter.element()));
    }

    // Once more.

    @Override
    protected @Nullable Value requeue(Invoke call, int most, Outputs out) {
        List<GivenUpElement> letters = contents.pollDeadLetters(most);
        CallId id = call.call();
        Requeuer requeuer = new Requeuer(id, call.target(), presence(id.session()));
        if (letters.isEmpty()) {
            tidy(requeuer.presence(), call.now(), out);
            return told(requeuer);
        }
        await(requeuer, lines.requeuers, call.now(), out);
        requeuing.offer(letters, requeuer, id(), call.now(), out);
        return null;
    }

    private Value told(Requeuer call) {
        return values.listOf(
                List.of(values.of(call.requeued), values.of(call.withoutRoom), values.of(call.ended)), List.of());
    }

    /** Takes in what it gave up on once, as it takes what is put. */
    private void takeInAgain(ObjectInput.Requeue offered, Outputs out) {
        Status status =
                !intake.isOpen() ? Status.SHUT_DOWN : intake.takesMore(contents.size()) ? Status.OK : Status.FULL;
        if (status == Status.OK) {
            edges.add(offered.element());
            contents.append(offered.element(), offered.now());
            edges.sendAdded(id(), offered.now(), out);
        }
        out.forward(offered.sender(), new ObjectInput.RequeueAnswered(offered.now(), offered.stamp(), status));
    }

    private void requeued(ObjectInput.RequeueAnswered answer, Outputs out) {
        Requeuing.Ended offer = requeuing.ended(answer);
        if (offer.isTaken() || intake.isClosed()) {
            edges.remove(offer.letter().value);
        } else {
            handout.putBack(offer.letter());
            changed();
        }
        if (offer.call().unknown == 0 && !offer.call().isAbandoned) {
            finish(offer.call(), Answer.ok(told(offer.call()), sequence()), answer.now(), out);
        }
    }

    // Taking.

    private @Nullable Value take(Invoke call, long timeout, boolean receives, Outputs out) {
        CallId id = call.call();
        Element first = handout.next(id.session(), receives, presences);
        if (first != null) {
            answer(id, deliver(first, id, presence(id.session()), receives, call.now()), call.now(), out);
            return null;
        }
        if (intake.isClosed() || (!intake.isOpen() && deliveries.areAllOf(presenceOrNull(id.session())))) {
            throw new OperationRefusal(Status.SHUT_DOWN, type + ": it is shut down and drained");
        }
        if (timeout == 0) {
            throw new OperationRefusal(Status.EMPTY, type + ": it is empty");
        }
        long deadline = deadline(call.now(), timeout);
        await(new Taker(id, call.target(), presence(id.session()), deadline, receives), lines.takers, call.now(), out);
        return null;
    }

    private Answer deliver(Element element, CallId call, Presence presence, boolean receives, long now) {
        Value result = handout.deliver(element, call, presence, receives, now);
        changed();
        boolean underAcknowledgement = !receives && deliveries.endWithAcknowledgement();
        return new Answer(Status.OK, result, sequence(), element.deliveries > 1, underAcknowledgement);
    }

    private @Nullable Value drain(Invoke call, long atMost, Outputs out) {
        int count = (int) Math.min(atMost, contents.size());
        if (count == 0) {
            return values.listOf(List.of());
        }
        Presence presence = presence(call.call().session());
        List<Value> drained = new ArrayList<>(count);
        boolean again = handout.drain(count, call.call(), presence, call.now(), drained);
        changed();
        Answer answer = new Answer(Status.OK, listOf(drained), sequence(), again, deliveries.endWithAcknowledgement());
        answer(call.call(), answer, call.now(), out);
        return null;
    }

    // After delivery.

    private Value settle(Invoke call, long id, boolean done, Outputs out) {
        Delivered delivered = deliveries.takeId(id, call.call().session());
        if (delivered == null) {
            throw new OperationRefusal(
                    Status.SETTLED, type + ": delivery " + id + " was settled before, or is not of this session");
        }
        return settle(delivered, done, call.now(), out);
    }

    /** Ends a delivery that was just taken out: the element is forgotten, or goes back. */
    final Value settle(Delivered delivered, boolean done, long now, Outputs out) {
        if (done) {
            edges.remove(delivered.element.value);
            changed();
        } else {
            putBack(List.of(delivered), now, out);
        }
        tidy(delivered.presence(), now, out);
        return values.nil();
    }

    @Override
    protected void acknowledged(CallId call, long now, Outputs out) {
        for (Delivered delivered : deliveries.takeAcknowledged(call)) {
            edges.remove(delivered.element.value);
            tidy(delivered.presence(), now, out);
        }
    }

    /** Puts elements back to their old places, last first. */
    void putBack(List<Delivered> returned, long now, Outputs out) {
        for (Delivered delivered : returned) {
            if (intake.isClosed()) {
                edges.remove(delivered.element.value);
            } else {
                handout.putBack(delivered.element);
                out.event(new Event.Returned(
                        id(), type.typeId(), delivered.presence().session()));
            }
        }
        if (!returned.isEmpty()) {
            changed();
        }
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        Handout.GivenBack givenBack = handout.takeGivenBack(giveBack);
        givenBack.kept().forEach(kept -> edges.remove(kept.element.value));
        List<Delivered> returned = givenBack.returned();
        putBack(returned, giveBack.now(), out);
        if (giveBack.unopened() && !returned.isEmpty()) {
            handout.passesOver(returned.get(returned.size() - 1));
        }
        givenBack.kept().forEach(kept -> tidy(kept.presence(), giveBack.now(), out));
        returned.forEach(delivered -> tidy(delivered.presence(), giveBack.now(), out));
    }

    @Override
    protected void letGo(Presence presence) {
        handout.forget(presence);
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        handout.forget(presence);
        putBack(handout.takeAll(presence), now, out);
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        // Elements in delivery belong to the session, not to the thread that took them.
    }

    // Waiting.

    @Override
    protected void serve(long now, Outputs out) {
        boolean more = true;
        while (more) {
            more = false;
            for (Waiter next = lines.takers.first(); next != null && contents.size() > 0; next = lines.takers.first()) {
                if (!serve((Taker) next, now, out)) {
                    // Whoever stands behind may not have passed over what is left.
                    lines.takers.serving().forEach(other -> serve((Taker) other, now, out));
                    break;
                }
            }
            for (Waiter next = lines.putters.first();
                    next != null && intake.hasRoom(contents.size());
                    next = lines.putters.first()) {
                if (next instanceof Putter putter) {
                    contents.append(putter.element, now);
                    finish(putter, Answer.ok(values.of(true), sequence()), now, out);
                    more = true;
                }
            }
        }
        if (!intake.isOpen()) {
            endAll(lines.inVain(!intake.isClosed(), contents.size() == 0, deliveries), now, out);
        }
    }

    private boolean serve(Taker taker, long now, Outputs out) {
        Element element = handout.next(taker.presence().session(), taker.receives, presences);
        if (element == null) {
            return false;
        }
        finish(taker, deliver(element, taker.call(), taker.presence(), taker.receives, now), now, out);
        return true;
    }

    private Value shutdown(boolean atOnce, long now, Outputs out) {
        if (intake.isOpen()) {
            intake.drain();
            changed();
            endAll(lines.putters.toList(), now, out);
        }
        if (atOnce && !intake.isClosed()) {
            contents.clear();
            intake.close();
            changed();
            endAll(lines.takers.toList(), now, out);
        }
        return values.nil();
    }

    /** Takes no elements from now on; there is nobody who waits yet. */
    final void drainOnly() {
        intake.drain();
    }

    @Override
    protected ObjectGroup iterator() {
        return IteratorObject.over(values, contents.snapshot());
    }

    /** Returns whether what comes back is dropped. */
    final boolean isClosed() {
        return intake.isClosed();
    }

    private void endAll(List<Waiter> waiters, long now, Outputs out) {
        for (Waiter waiter : waiters) {
            abandoned(waiter);
            finish(waiter, shutDown(), now, out);
        }
    }

    private Answer shutDown() {
        return failed(Status.SHUT_DOWN, type + ": it was shut down while the call waited");
    }

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        Answer answer = waiter instanceof Taker
                ? failed(Status.EMPTY, type + ": it stayed empty")
                : Answer.ok(values.of(false), sequence());
        finish(waiter, answer, now, out);
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        finish(waiter, failed(Status.CANCELLED, type + ": the call was cancelled"), now, out);
    }

    @Override
    protected void abandoned(Waiter waiter) {
        if (waiter instanceof Putter putter) {
            edges.remove(putter.element);
        } else if (waiter instanceof Requeuer requeuer) {
            // What it has offered goes its way all the same.
            requeuer.isAbandoned = true;
        }
    }

    // For whoever looks after it.

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        return List.of(lines.takers, lines.putters, lines.requeuers);
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        super.inspect(target, findings);
        findings.elements(contents.size(), contents.ageOfFirst(findings.now()));
        deliveries.tell(values, findings);
    }

    @Override
    protected List<Value> first(int most) {
        return contents.first(most);
    }

    @Override
    protected long takeBack(Invoke call, Outputs out) {
        List<Delivered> returned = handout.takeHeld();
        putBack(returned, call.now(), out);
        returned.forEach(delivered -> tidy(delivered.presence(), call.now(), out));
        return returned.size();
    }

    @Override
    protected long purge(long now, Outputs out) {
        int before = contents.size();
        contents.clear();
        return before;
    }

    @Override
    protected String summary(int atMost) {
        return contents.summary(atMost);
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        intake.save(writer);
        contents.save(writer);
        handout.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        intake.load(reader);
        contents.load(reader);
        handout.load(reader, presences);
        List<Value> stored = new ArrayList<>(contents.snapshot());
        deliveries.toList().forEach(delivered -> stored.add(delivered.element.value));
        stored.addAll(lines.offered());
        edges.restore(stored);
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        lines.save(writer, waiter);
    }

    @Override
    protected final Restored loadWaiter(
            StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        return loadWaiter(reader, reader.readInt(), call, target, presence, deadline);
    }

    /** Reads what {@link #saveWaiter} wrote after the kind. */
    Restored loadWaiter(StateReader reader, int kind, CallId call, ObjectId target, Presence presence, long deadline) {
        Waiter waiter = QueueLines.load(reader, kind, call, target, presence, deadline);
        return new Restored(waiter, lines.of(waiter));
    }
}
