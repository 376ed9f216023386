package dev.steward.objects.traits;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.TimePassed;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.traits.Evidence.Deed;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Two sessions of two threads each that ask an object of one type whatever it offers, with arguments drawn by the rows.
 * Before and after each call, copies of the object are asked what would come next, which is the evidence.
 */
final class Explorer {

    private static final ObjectId ID = new ObjectId(7);
    private static final List<SessionId> SESSIONS = List.of(new SessionId(1, 7), new SessionId(2, 7));
    private static final int THREADS = 2;
    /** So few elements that calls come to wait for room. */
    private static final ObjectLimits LIMITS = new ObjectLimits(1_000, 3);

    private final TracedValues values = new TracedValues();
    private final BuiltInType type;
    private final Draw draw;
    private final Map<Operation, Evidence> evidence;
    /** The object, and what it has made that lives in its group. */
    private final Map<ObjectId, BuiltInType> targets = new LinkedHashMap<>();

    private final Map<CallId, Invoke> waiting = new LinkedHashMap<>();
    private final List<CallId> unacknowledged = new ArrayList<>();
    /** The tasks that workers of sessions were given. */
    private final Map<Value, SessionId> runs = new LinkedHashMap<>();
    /** The object, as a snapshot: each call is made to a copy of it. */
    private byte[] state;

    private @Nullable CallId lastCall;
    private long lastNumber;
    private long now = 1;

    /** A copy of the object, and what became of it. */
    private final class Copy {

        final Group group = Catalogue.restore(bodyOf(state), values);
        byte[] bytes = state;

        Told take(Input input) {
            Told told = new Told();
            try {
                group.apply(input, told);
            } catch (RuntimeException failure) {
                throw new AssertionError("a " + type + " failed at " + input, failure);
            }
            bytes = snapshot(group);
            return told;
        }

        boolean isChangedBy(Input input) {
            byte[] before = bytes;
            take(input);
            return !Arrays.equals(before, bytes);
        }
    }

    Explorer(BuiltInType type, long seed, Map<Operation, Evidence> evidence) {
        this.type = type;
        this.evidence = evidence;
        draw = new Draw(values, new SplittableRandom(seed));
        targets.put(ID, type);
        state = snapshot(draw.made(
                type, arguments -> Catalogue.make(type, new Creation(values, ID, 5, 0, limits()), arguments)));
    }

    /** Goes so many steps. */
    void walk(int steps) {
        for (int step = 0; step < steps; step++) {
            if (draw.below(8) == 0) {
                disturb();
            } else if (!runs.isEmpty() && draw.below(3) == 0) {
                endTask();
            } else {
                ObjectId target = targets.size() == 1 || draw.below(2) == 0 ? ID : draw.any(youngest());
                Operation operation = draw.any(offered(target));
                if (operation == Operation.POOL_SHUTDOWN && draw.below(20) != 0) {
                    // Nothing happens in a pool after that.
                    operation = Operation.POOL_TAKE;
                }
                perform(new Invoke(now, anyCall(), target, operation, draw.arguments(operation.arguments())));
            }
        }
    }

    /** Tells of a task that a worker has: nobody would come to know its run. */
    private void endTask() {
        Map.Entry<Value, SessionId> run = runs.entrySet().iterator().next();
        runs.remove(run.getKey());
        CallId call = new CallId(run.getValue(), 1, ++lastNumber);
        perform(new Invoke(now, call, ID, Operation.POOL_DONE, List.of(run.getKey(), values.of(0L), draw.element())));
    }

    /** Returns the object and what it made last: of what is asked now and then nothing is seen. */
    private List<ObjectId> youngest() {
        List<ObjectId> all = List.copyOf(targets.keySet());
        return all.subList(Math.max(0, all.size() - 3), all.size());
    }

    private ObjectLimits limits() {
        return type == BuiltInType.POOL ? LIMITS : ObjectLimits.DEFAULT;
    }

    private List<Operation> offered(ObjectId target) {
        BuiltInType asked = targets.getOrDefault(target, type);
        return Arrays.stream(Operation.values())
                .filter(asked::offers)
                .filter(operation -> !TraitsTest.OF_SEVERAL_OBJECTS.contains(operation))
                .toList();
    }

    /** Draws who calls: half of the time who called last, since much is for whoever holds something. */
    private CallId anyCall() {
        CallId last = lastCall;
        CallId call = last != null && draw.below(2) == 0
                ? new CallId(last.session(), last.thread(), ++lastNumber)
                : new CallId(draw.any(SESSIONS), 1 + draw.below(THREADS), ++lastNumber);
        lastCall = call;
        return call;
    }

    private byte[] snapshot(Group group) {
        return StateWriter.toBytes(values, group::save);
    }

    private StateReader bodyOf(byte[] snapshot) {
        return new StateReader(values, snapshot);
    }

    // What happens.

    private void disturb() {
        now += 200;
        switch (draw.below(3)) {
            case 0 -> happens(new TimePassed(now));
            case 1 -> happens(new SessionEnded(now, draw.any(SESSIONS), true));
            default -> {
                if (!unacknowledged.isEmpty()) {
                    happens(new ObjectInput.DeliveryAcknowledged(now, unacknowledged.remove(0)));
                }
            }
        }
    }

    private void happens(Input input) {
        Copy copy = new Copy();
        Told told = copy.take(input);
        state = copy.bytes;
        hear(told);
    }

    private void perform(Invoke call) {
        SessionId session = call.call().session();
        int thread = call.call().thread();
        boolean isNewSession = !new Copy().isChangedBy(new SessionEnded(now, session, true));
        boolean isNewThread = !new Copy().isChangedBy(new ObjectInput.ThreadEnded(now, session, thread));

        byte[] before = state;
        Copy copy = new Copy();
        Map<Value, Integer> keptBefore = kept(List.of(copy.group));
        Told told = copy.take(call);
        state = copy.bytes;
        List<Group> groups = new ArrayList<>(told.made);
        groups.add(copy.group);

        if (keepsMore(keptBefore, kept(groups))) {
            saw(call, Deed.STORED_A_VALUE);
        }
        if (!Arrays.equals(before, state) || !told.answeredWithAnother.isEmpty()) {
            saw(call, Deed.CHANGED_SOMETHING);
        }
        if (told.answeredWithAnother.contains(call.call())) {
            saw(call, Deed.SUCCEEDED);
        } else if (!told.answers.containsKey(call.call())) {
            waits(call, told);
        }
        if (isNewSession && new Copy().isChangedBy(new SessionEnded(now, session, true))) {
            saw(call, Deed.LEFT_SOMETHING_OF_THE_SESSION);
        }
        if (isNewThread && new Copy().isChangedBy(new ObjectInput.ThreadEnded(now, session, thread))) {
            saw(call, Deed.LEFT_SOMETHING_OF_THE_THREAD);
        }
        Answer answer = told.answers.get(call.call());
        if (answer != null) {
            lookForValues(call, answer, keptBefore.keySet());
            answered(call, answer);
        }
        hear(told);
    }

    private void waits(Invoke call, Told told) {
        if (!told.waiting.contains(call.call())) {
            throw new AssertionError(sceneOf(call) + " was neither answered nor said to wait");
        }
        waiting.put(call.call(), call);
        saw(call, Deed.WAITED);
        saw(call, Deed.LEFT_SOMETHING_OF_THE_SESSION);
        Told atItsEnd = new Copy()
                .take(new ObjectInput.ThreadEnded(
                        now, call.call().session(), call.call().thread()));
        if (atItsEnd.answers.containsKey(call.call())) {
            saw(call, Deed.LEFT_SOMETHING_OF_THE_THREAD);
        }
    }

    /** Takes in which waiting calls were answered, and asks what a cancel of the others would do. */
    private void hear(Told told) {
        told.answeredWithAnother.forEach(waiting::remove);
        told.answers.forEach((id, answer) -> {
            Invoke call = waiting.remove(id);
            if (call != null) {
                answered(call, answer);
            }
        });
        waiting.forEach((id, call) -> {
            if (!new Copy().take(new ObjectInput.Cancel(now, id)).answers.containsKey(id)) {
                saw(call, Deed.OUTLASTED_ITS_CANCEL);
            }
        });
        told.members.forEach((asked, made) -> {
            ObjectId member = new ObjectId(100 + targets.size());
            targets.put(member, made);
            happens(new ObjectInput.MemberAdded(now, asked, member));
        });
    }

    /** Notes how deep in an answer the values are that were kept before. */
    private void lookForValues(Invoke call, Answer answer, Set<Value> kept) {
        for (Value listed : listIn(answer.value())) {
            if (kept.contains(listed)) {
                saw(call, Deed.ANSWERED_WITH_A_LISTED_VALUE);
            } else if (listIn(listed).stream().anyMatch(kept::contains)) {
                saw(call, Deed.ANSWERED_WITH_A_NESTED_VALUE);
            }
        }
    }

    private List<Value> listIn(Value value) {
        return values.kindOf(value) == Values.Kind.LIST ? values.asList(value) : List.of();
    }

    private void answered(Invoke call, Answer answer) {
        draw.remember(answer.value());
        draw.remember(answer.sequence());
        if (!answer.isOk()) {
            return;
        }
        saw(call, Deed.SUCCEEDED);
        if (call.operation() == Operation.POOL_TAKE) {
            values.asList(values.asList(answer.value()).get(3))
                    .forEach(run -> runs.put(run, call.call().session()));
        }
        if (answer.underAcknowledgement()) {
            unacknowledged.add(call.call());
        }
        // As a session does: an object hears of nothing else that is given back.
        if (call.operation().leavesTraces()
                && new Copy()
                        .isChangedBy(new ObjectInput.GiveBack(
                                now, call.call(), call.target(), call.operation(), answer, false, 0))) {
            saw(call, Deed.GAVE_SOMETHING_TO_GIVE_BACK);
        }
    }

    // Evidence.

    private void saw(Invoke call, Deed deed) {
        evidence.computeIfAbsent(call.operation(), operation -> new Evidence()).saw(deed, sceneOf(call));
    }

    private String sceneOf(Invoke call) {
        return call.operation() + call.arguments().toString() + " of a " + type;
    }

    /** Returns the values that are kept in some groups, each as often as it is. */
    private Map<Value, Integer> kept(List<Group> groups) {
        values.takeWritten();
        groups.forEach(this::snapshot);
        Map<Value, Integer> kept = new IdentityHashMap<>();
        values.takeWritten().forEach(value -> kept.merge(value, 1, Integer::sum));
        return kept;
    }

    private static boolean keepsMore(Map<Value, Integer> before, Map<Value, Integer> after) {
        return after.entrySet().stream().anyMatch(kept -> kept.getValue() > before.getOrDefault(kept.getKey(), 0));
    }
}
