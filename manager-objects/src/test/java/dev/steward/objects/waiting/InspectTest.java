package dev.steward.objects.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Findings;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects and sessions tell who holds them, who waits and since when; and what is held can be taken back. */
@Timeout(30)
class InspectTest {

    private static final long SECOND = MachineRig.SECOND;

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final Client three = rig.open();

    /** What an object told. */
    private final class Told {
        final List<Value> parts;

        Told(ObjectId object, int most) {
            parts = rig.values.asList(
                    one.callAs(9, object, Operation.OBJECT_INSPECT, most).value());
        }

        long number(int part) {
            return rig.values.asLong(parts.get(part));
        }

        List<String> rows(int part) {
            List<String> rows = new ArrayList<>();
            for (Value row : rig.values.asList(parts.get(part))) {
                List<Value> cells = rig.values.asList(row);
                rows.add(nameOf(rig.values.asText(cells.get(0))) + "/" + rig.values.asLong(cells.get(1)) + " "
                        + rig.values.asLong(cells.get(2)) / SECOND + " s, " + rig.values.asLong(cells.get(3)) + " "
                        + rig.values.asText(cells.get(4)));
            }
            return rows;
        }

        List<String> holders() {
            return rows(5);
        }

        List<String> waiters() {
            return rows(6);
        }
    }

    private String nameOf(String session) {
        for (Client client : List.of(one, two, three)) {
            if (client.id.toHex().equals(session)) {
                return client == one ? "one" : client == two ? "two" : "three";
            }
        }
        return session;
    }

    private Told told(ObjectId object) {
        return new Told(object, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock", "condition"})
    void lockTellsWhoHoldsItAndWhoWaitsSinceWhen(String typeId) {
        ObjectId lock = one.create(typeId, "lock");
        assertThat(told(lock).holders()).isEmpty();
        one.call(lock, Operation.LOCK_ACQUIRE, -1);
        rig.pass(2 * SECOND);
        two.callAs(4, lock, Operation.LOCK_ACQUIRE, -1);
        rig.pass(SECOND);
        three.call(lock, Operation.LOCK_ACQUIRE, -1);
        rig.restore();
        Told told = told(lock);
        assertThat(told.number(4)).isEqualTo(1);
        assertThat(told.holders()).containsExactly("one/1 3 s, 1 ");
        assertThat(told.number(0)).isEqualTo(2);
        assertThat(told.waiters()).containsExactly("two/4 1 s, 1 acquire", "three/1 0 s, 1 acquire");
        assertThat(new Told(lock, 1).waiters()).as("the first").containsExactly("two/4 1 s, 1 acquire");
        one.call(lock, Operation.LOCK_RELEASE);
        assertThat(told(lock).holders()).containsExactly("two/4 0 s, 1 ");
    }

    @Test
    void whoWaitsForASignalTellsSinceItBeganToWaitAlsoWhenItWantsTheLockAgain() {
        ObjectId condition = one.create("condition", "condition");
        two.call(condition, Operation.LOCK_ACQUIRE, -1);
        two.call(condition, Operation.CONDITION_AWAIT, -1);
        rig.pass(SECOND);
        assertThat(told(condition).waiters()).containsExactly("two/1 1 s, 1 signal");
        one.call(condition, Operation.LOCK_ACQUIRE, -1);
        one.call(condition, Operation.CONDITION_SIGNAL, 1);
        rig.pass(SECOND);
        assertThat(told(condition).waiters()).containsExactly("two/1 2 s, 1 acquire again");
    }

    @Test
    void tellsOfNoMoreThanItMayHoweverManyAreAskedFor() {
        ObjectId queue = one.create("queue", "queue");
        int many = Findings.MOST + 100;
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.listOf(Collections.nCopies(many, rig.values.of(7))));
        for (int i = 0; i < many; i++) {
            two.call(queue, Operation.QUEUE_RECEIVE, 0).value();
        }
        for (int thread = 0; thread < many; thread++) {
            three.callAs(100 + thread, queue, Operation.QUEUE_TAKE, -1);
        }
        Told told = new Told(queue, Integer.MAX_VALUE);
        assertThat(told.number(0)).isEqualTo(many);
        assertThat(told.number(4)).isEqualTo(many);
        assertThat(told.holders()).hasSize(Findings.MOST);
        assertThat(told.waiters()).hasSize(Findings.MOST);
    }

    @Test
    void semaphoreTellsWhoHasPermits() {
        ObjectId semaphore = one.create("semaphore", "semaphore", 3);
        one.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, -1);
        rig.pass(SECOND);
        one.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, -1);
        two.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, -1);
        three.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 2, -1);
        rig.restore();
        assertThat(told(semaphore).holders()).containsExactly("one/1 1 s, 2 ", "two/1 0 s, 1 ");
        assertThat(told(semaphore).waiters()).containsExactly("three/1 0 s, 1 acquire 2");
        assertThat(one.call(semaphore, Operation.OBJECT_TAKE_BACK).number()).isEqualTo(3);
        assertThat(told(semaphore).holders()).as("served with what came back").containsExactly("three/1 0 s, 2 ");
    }

    @Test
    void queueTellsHowOldTheNextElementIsAndWhoHasWhich() {
        ObjectId queue = one.create("queue", "queue");
        assertThat(told(queue).number(3)).as("no element has no age").isEqualTo(-1);
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        rig.pass(5 * SECOND);
        one.call(queue, Operation.QUEUE_PUT, "second", -1);
        rig.restore();
        assertThat(told(queue).number(2)).isEqualTo(2);
        assertThat(told(queue).number(3)).isEqualTo(5 * SECOND);
        two.call(queue, Operation.QUEUE_RECEIVE, 0).value();
        rig.pass(SECOND);
        assertThat(told(queue).number(3)).isEqualTo(SECOND);
        assertThat(told(queue).holders()).hasSize(1).allMatch(row -> row.startsWith("two/1 1 s, 1 "));
        assertThat(told(queue).holders().get(0)).contains("first");
    }

    @Test
    void elementsInDeliveryAreTakenBackToTheirPlaces() {
        ObjectId queue = one.create("queue", "queue");
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        one.call(queue, Operation.QUEUE_PUT, "second", -1);
        two.call(queue, Operation.QUEUE_RECEIVE, 0).value();
        assertThat(one.call(queue, Operation.OBJECT_TAKE_BACK).number()).isEqualTo(1);
        Pending again = three.call(queue, Operation.QUEUE_TAKE, 0);
        assertThat(again.value()).isEqualTo(rig.values.of("first"));
        assertThat(again.answer().redelivered()).isTrue();
        assertThat(two.call(queue, Operation.QUEUE_SETTLE, 1, true).status()).isEqualTo(Status.SETTLED);
    }

    @Test
    void whatIsOnItsWayToItsTakerOrUsedUpIsHeldByNobody() {
        ObjectId queue = one.create("queue", "queue");
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        two.call(queue, Operation.QUEUE_TAKE, 0).value();
        assertThat(one.call(queue, Operation.OBJECT_TAKE_BACK).number()).isZero();
        assertThat(one.call(queue, Operation.QUEUE_SIZE).number()).isZero();
        ObjectId semaphore = one.create("semaphore", "semaphore", 2, "CONSUMED");
        two.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, -1).value();
        assertThat(told(semaphore).holders()).isEmpty();
        assertThat(one.call(semaphore, Operation.OBJECT_TAKE_BACK).number()).isZero();
        assertThat(one.call(semaphore, Operation.SEMAPHORE_AVAILABLE).number()).isEqualTo(1);
    }

    @Test
    void elementsThatAreToBeDoneAreTakenBackToo() {
        ObjectId queue = one.create("joinableQueue", "queue");
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        two.call(queue, Operation.QUEUE_TAKE, 0).value();
        assertThat(one.call(queue, Operation.OBJECT_TAKE_BACK).number()).isEqualTo(1);
        assertThat(one.call(queue, Operation.QUEUE_SIZE).number()).isEqualTo(1);
        assertThat(two.call(queue, Operation.QUEUE_TASK_DONE, true).status()).isEqualTo(Status.SETTLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void lockThatIsTakenBackPassesOnAsThatOfADeadHolder(String typeId) {
        ObjectId lock = one.create(typeId, "lock");
        one.call(lock, Operation.LOCK_ACQUIRE, -1);
        Pending waiting = two.call(lock, Operation.LOCK_ACQUIRE, -1);
        assertThat(three.call(lock, Operation.OBJECT_TAKE_BACK).number()).isEqualTo(1);
        assertThat(rig.values.asBoolean(rig.values.asList(waiting.value()).get(1)))
                .as("what it protects may be half done")
                .isTrue();
        assertThat(rig.events).contains(new Event.Abandoned(lock, typeId, one.id, 1));
        assertThat(one.call(lock, Operation.LOCK_RELEASE).status()).isEqualTo(Status.NOT_OWNER);
        two.call(lock, Operation.LOCK_RELEASE).value();
        assertThat(three.call(lock, Operation.OBJECT_TAKE_BACK).number())
                .as("nobody holds it")
                .isZero();
    }

    @Test
    void whatNobodyHoldsIsNotTakenBack() {
        ObjectId list = one.create("list", "list");
        assertThat(one.call(list, Operation.OBJECT_TAKE_BACK).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        ObjectId event = one.create("event", "event");
        assertThat(one.call(event, Operation.OBJECT_PURGE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
    }

    @Test
    void purgeDropsWhatWaitsToBeTakenAndLetsPuttersIn() {
        ObjectId queue = one.create("queue", "queue", 2);
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        one.call(queue, Operation.QUEUE_PUT, "second", -1);
        Pending putter = two.call(queue, Operation.QUEUE_PUT, "third", -1);
        assertThat(told(queue).waiters()).containsExactly("two/1 0 s, 1 put");
        assertThat(one.call(queue, Operation.OBJECT_PURGE).number()).isEqualTo(2);
        assertThat(putter.truth()).isTrue();
        assertThat(one.call(queue, Operation.QUEUE_TAKE, 0).value()).isEqualTo(rig.values.of("third"));
    }

    @Test
    void peekShowsTheFirstElementsAndTakesNone() {
        ObjectId dict = one.create("dict", "dict");
        one.call(dict, Operation.DICT_PUT, "a", 1);
        one.call(dict, Operation.DICT_PUT, "b", 2);
        List<Value> peeked =
                rig.values.asList(one.call(dict, Operation.OBJECT_PEEK, 1).value());
        assertThat(rig.values.asBoolean(peeked.get(0))).as("entries").isTrue();
        assertThat(rig.values.asList(peeked.get(1))).containsExactly(rig.values.of("a"), rig.values.of(1));
        ObjectId queue = one.create("queue", "queue");
        one.call(queue, Operation.QUEUE_PUT, "first", -1);
        List<Value> next =
                rig.values.asList(one.call(queue, Operation.OBJECT_PEEK, 5).value());
        assertThat(rig.values.asBoolean(next.get(0))).isFalse();
        assertThat(rig.values.asList(next.get(1))).containsExactly(rig.values.of("first"));
        assertThat(one.call(queue, Operation.QUEUE_SIZE).number()).isEqualTo(1);
    }

    private List<Value> inspected(Client client) {
        CallId call = new CallId(SessionId.LOCAL, 0, 77);
        client.send(new SessionInput.Inspect(rig.machine().now(), call, 10));
        return rig.values.asList(rig.replies.get(call).value());
    }

    @Test
    void sessionTellsHowManyCallsItMadeAndWhereItMayHaveLeftSomething() {
        ObjectId lock = two.create("lock", "lock");
        two.callAs(2, lock, Operation.LOCK_ACQUIRE, -1);
        two.callAs(2, lock, Operation.LOCK_IS_LOCKED);
        two.acknowledge(2);
        two.endThread(2);
        rig.restore();
        assertThat(rig.values.asLong(inspected(two).get(0)))
                .as("those of a thread that has ended too")
                .isEqualTo(3);
        assertThat(rig.values.asList(inspected(two).get(1))).containsExactly(rig.values.of(lock.value()));
    }

    @Test
    void kickedSessionEndsAsOneThatHasDied() {
        ObjectId lock = one.create("lock", "lock");
        one.call(lock, Operation.LOCK_ACQUIRE, -1);
        Pending waiting = two.call(lock, Operation.LOCK_ACQUIRE, -1);
        one.send(new SessionInput.KickSession(rig.machine().now(), "kicked"));
        assertThat(waiting.isAnswered()).isTrue();
        assertThat(rig.events)
                .contains(new Event.Ended(one.id, "kicked"), new Event.Abandoned(lock, "lock", one.id, 1));
    }
}
