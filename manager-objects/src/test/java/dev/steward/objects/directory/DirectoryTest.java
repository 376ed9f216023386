package dev.steward.objects.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DirectoryTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();

    private Pending ask(Client client, Operation operation, Object... arguments) {
        return client.call(ObjectId.DIRECTORY, operation, arguments);
    }

    private Pending create(String typeId, String name, Value... arguments) {
        return ask(two, Operation.CREATE, typeId, name, rig.values.list(arguments));
    }

    private Value reference(ObjectId object) {
        return rig.values.reference("list", object);
    }

    private long references(ObjectId object) {
        Listed listed = rig.listed(object);
        return listed == null ? 0 : listed.references();
    }

    private long count() {
        return ask(one, Operation.COUNT).number();
    }

    @Test
    void sameNameIsTheSameObject() {
        ObjectId queue = one.create("queue", "q", 10);
        assertThat(two.create("queue", "q", 10)).isEqualTo(queue);
        assertThat(two.create("queue", "q")).isEqualTo(queue);
        assertThat(ask(two, Operation.FIND, "q", rig.values.nil()).value().references())
                .containsExactly(queue);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void nameOfAnotherTypeOrShapeIsAConflictThatNamesBoth() {
        one.create("queue", "q", 10);
        Pending bound = create("queue", "q", rig.values.of(5));
        assertThat(bound.status()).isEqualTo(Status.NAME_CONFLICT);
        assertThat(bound.answer().value().toString())
                .isEqualTo("the name q belongs to a queue with capacity 10, not with capacity 5");
        assertThat(create("list", "q").answer().value().toString())
                .isEqualTo(
                        "the name q belongs to a queue, not to a list: take another name, or ask for it as what it is");
        assertThat(ask(two, Operation.FIND, "q", "list").status()).isEqualTo(Status.NAME_CONFLICT);
        one.create("value", "v", "code:b", 1);
        assertThat(create("value", "v", rig.values.of("code:i")).status()).isEqualTo(Status.NAME_CONFLICT);
        one.create("queue", "unbounded");
        assertThat(create("queue", "unbounded", rig.values.of(5)).status()).isEqualTo(Status.NAME_CONFLICT);
    }

    @Test
    void whatCannotBeMadeIsRefusedAndLeavesNothing() {
        assertThat(create("tree", "s").status()).isEqualTo(Status.NO_SUCH_TYPE);
        assertThat(create("queue", "s", rig.values.of("many")).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(create("dict", "s", rig.values.of(1)).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(create("value", "s", rig.values.of("code:b"), rig.values.of(1000))
                        .status())
                .isEqualTo(Status.OUT_OF_RANGE);
        assertThat(create("list", "").status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(ask(one, Operation.FIND, "s", rig.values.nil()).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(count()).isZero();
    }

    @Test
    void namesAreSortedAndMatchedByGlob() {
        one.create("list", "b1");
        one.create("list", "a");
        one.create("list", "b22");
        assertThat(ask(one, Operation.NAMES, "*").value().toString()).isEqualTo("[a, b1, b22]");
        assertThat(ask(one, Operation.NAMES, "b?").value().toString()).isEqualTo("[b1]");
        assertThat(ask(one, Operation.NAMES, "*2*").value().toString()).isEqualTo("[b22]");
        assertThat(new Glob("a*b*c").matches("aXbbYc")).isTrue();
        assertThat(new Glob("a*b*c").matches("aXbbYd")).isFalse();
        assertThat(new Glob("**").matches("")).isTrue();
    }

    @Test
    void namesAndPatternsEndSomewhere() {
        String longest = "a".repeat(1_000);
        assertThat(create("list", longest).status()).isEqualTo(Status.OK);
        assertThat(ask(one, Operation.NAMES, longest).value().toString()).isEqualTo("[" + longest + "]");
        Pending longerName = create("list", longest + "a");
        assertThat(longerName.status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(longerName.answer().toString()).contains("1000", "1001");
        Pending longerPattern = ask(one, Operation.NAMES, "*" + longest);
        assertThat(longerPattern.status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(longerPattern.answer().toString()).contains("1000", "1001");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anonymousObjectIsFreedWithItsLastReference() {
        ObjectId list = one.create("list", null);
        assertThat(ask(two, Operation.ATTACH, list.value()).value().references())
                .containsExactly(list);
        ask(one, Operation.RELEASE, list.value(), 1);
        assertThat(count()).isEqualTo(1);
        ask(two, Operation.RELEASE, list.value(), 99);
        assertThat(count()).isZero();
        assertThat(ask(two, Operation.ATTACH, list.value()).status()).isEqualTo(Status.NO_SUCH_OBJECT);
        assertThat(one.call(list, Operation.LIST_SIZE).status()).isEqualTo(Status.NO_SUCH_OBJECT);
    }

    @Test
    void nobodyCanReleaseWhatAnotherHolds() {
        ObjectId list = one.create("list", null);
        ask(two, Operation.RELEASE, list.value(), 5);
        assertThat(references(list)).isEqualTo(1);
    }

    @Test
    void namedObjectStaysUntilItsNameIsDeleted() {
        ObjectId list = one.create("list", "l");
        ask(one, Operation.RELEASE, list.value(), 1);
        assertThat(count()).isEqualTo(1);
        assertThat(ask(two, Operation.DELETE, "l").truth()).isTrue();
        assertThat(ask(two, Operation.DELETE, "l").truth()).isFalse();
        assertThat(count()).isZero();
    }

    @Test
    void storedReferenceKeepsItsObjectAlive() {
        ObjectId inner = one.create("list", null);
        ObjectId outer = one.create("list", "outer", rig.values.list(reference(inner)));
        one.call(outer, Operation.LIST_ADD, reference(inner));
        ask(one, Operation.RELEASE, inner.value(), 1);
        assertThat(references(inner)).isEqualTo(1);
        one.call(outer, Operation.LIST_REMOVE_AT, 0);
        assertThat(references(inner)).isEqualTo(2);
        ask(one, Operation.RELEASE, inner.value(), 1);
        one.call(outer, Operation.LIST_CLEAR);
        assertThat(rig.listed(inner)).isNull();
    }

    @Test
    void referenceThatIsTakenOutIsHeldByWhoTookIt() {
        ObjectId inner = one.create("list", null);
        ObjectId queue = one.create("queue", "q");
        one.call(queue, Operation.QUEUE_PUT, reference(inner), -1);
        ask(one, Operation.RELEASE, inner.value(), 1);
        Pending take = two.call(queue, Operation.QUEUE_TAKE, -1);
        assertThat(take.value().references()).containsExactly(inner);
        two.acknowledge(1);
        assertThat(references(inner)).isEqualTo(1);
        two.end();
        assertThat(rig.listed(inner)).isNull();
    }

    @Test
    void parkedReferenceIsKeptAliveUntilItsCallEnds() {
        ObjectId inner = one.create("list", null);
        ObjectId queue = one.create("queue", "q", 1);
        one.call(queue, Operation.QUEUE_PUT, 0, -1);
        Pending put = one.callAs(2, queue, Operation.QUEUE_PUT, reference(inner), -1);
        ask(one, Operation.RELEASE, inner.value(), 1);
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Collect(0));
        assertThat(rig.listed(inner)).isNotNull();
        one.cancel(put);
        assertThat(put.status()).isEqualTo(Status.CANCELLED);
        assertThat(rig.listed(inner)).isNull();
    }

    @Test
    void argumentThatRefersToNothingIsRefused() {
        ObjectId list = one.create("list", null);
        Pending add = one.call(list, Operation.LIST_ADD, reference(new ObjectId(99)));
        assertThat(add.status()).isEqualTo(Status.NO_SUCH_OBJECT);
        assertThat(one.call(list, Operation.LIST_SIZE).number()).isZero();
    }

    @Test
    void resultThatIsGivenBackDropsItsReferences() {
        ObjectId inner = one.create("list", null);
        ObjectId outer = one.create("list", null, rig.values.list(reference(inner)));
        Pending get = one.call(outer, Operation.LIST_GET, 0);
        assertThat(references(inner)).isEqualTo(3);
        one.giveBack(get);
        assertThat(references(inner)).isEqualTo(2);
    }

    @Test
    void repeatedReadOfAReferenceHoldsItOnce() {
        ObjectId inner = one.create("list", null);
        ObjectId outer = one.create("list", null, rig.values.list(reference(inner)));
        one.request(2, 1, outer, Operation.LIST_GET.code(), 0);
        one.request(2, 1, outer, Operation.LIST_GET.code(), 0);
        assertThat(references(inner)).isEqualTo(3);
    }

    @Test
    void circleIsCollected() {
        ObjectId left = one.create("list", null);
        ObjectId right = one.create("list", null, rig.values.list(reference(left)));
        one.call(left, Operation.LIST_ADD, reference(right));
        ask(one, Operation.RELEASE, left.value(), 1);
        ask(one, Operation.RELEASE, right.value(), 1);
        assertThat(count()).isEqualTo(2);
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Collect(0));
        assertThat(count()).isZero();
    }

    @Test
    void circleIsCollectedWhenItsSessionEnds() {
        ObjectId own = two.create("list", null);
        two.call(own, Operation.LIST_ADD, reference(own));
        two.end();
        assertThat(count()).isZero();
    }

    @Test
    void longChainIsFreedAtOnce() {
        ObjectId last = one.create("list", null);
        for (int i = 0; i < 20_000; i++) {
            ObjectId next = one.create("list", null, rig.values.list(reference(last)));
            ask(one, Operation.RELEASE, last.value(), 1);
            last = next;
            one.acknowledge(1);
        }
        ask(one, Operation.RELEASE, last.value(), 1);
        assertThat(count()).isZero();
    }

    @Test
    void usersObjectIsAdoptedAndFreed() {
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, "get_calc", null));
        ObjectId calc = rig.adopted.get(0);
        ask(one, Operation.ATTACH, calc.value());
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Release(0, SessionId.LOCAL, calc, 1));
        assertThat(rig.freedUserObjects).isEmpty();
        ask(one, Operation.RELEASE, calc.value(), 1);
        assertThat(rig.freedUserObjects).containsExactly(calc);
    }

    @Test
    void objectMadeOutsideKeepsItsContentsAndItsWaitersWhenItIsAdopted() {
        Group made = Catalogue.make(BuiltInType.QUEUE, Creation.detached(rig.values), List.of());
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, "queue", made));
        ObjectId queue = rig.adopted.get(0);
        CallId local = new CallId(SessionId.LOCAL, 1, 1);
        rig.machine()
                .submit(
                        GroupId.of(queue),
                        new Invoke(0, local, queue, Operation.QUEUE_TAKE, List.of(rig.values.of(-1))));
        one.call(queue, Operation.QUEUE_PUT, 4, -1);
        assertThat(Objects.requireNonNull(rig.replies.get(local)).value()).isEqualTo(rig.values.of(4));
    }

    @Test
    void lockMadeOutsideIsAdoptedWithItsConditionsAndTheCallsThatWaitInThem() {
        Group made = Catalogue.make(BuiltInType.LOCK, Creation.detached(rig.values), List.of());
        rig.machine().submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, "lock", made));
        ObjectId lock = rig.adopted.get(0);
        ObjectId before = new ObjectId(-2);
        rig.machine()
                .submit(GroupId.of(lock), new ObjectInput.MemberAdded(0, new CallId(SessionId.LOCAL, 1, 7), before));
        CallId local = new CallId(SessionId.LOCAL, 1, 1);
        List<Value> forEver = List.of(rig.values.of(-1));
        rig.machine().submit(GroupId.of(lock), new Invoke(0, local, lock, Operation.LOCK_ACQUIRE, forEver));
        CallId wait = new CallId(SessionId.LOCAL, 1, 2);
        rig.machine().submit(GroupId.of(lock), new Invoke(0, wait, before, Operation.CONDITION_AWAIT, forEver));
        rig.machine()
                .submit(GroupId.DIRECTORY, new DirectoryInput.AdoptMember(0, 2, lock, BuiltInType.CONDITION, before));
        ObjectId condition = rig.adopted.get(1);
        rig.restore();
        // What was asked under the old name may come after it.
        CallId late = new CallId(SessionId.LOCAL, 2, 1);
        rig.machine().submit(GroupId.of(lock), new Invoke(0, late, before, Operation.CONDITION_AWAIT, forEver));
        assertThat(Objects.requireNonNull(rig.replies.get(late)).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(ask(one, Operation.ATTACH, condition.value()).value().references())
                .containsExactly(condition);
        one.call(lock, Operation.LOCK_ACQUIRE, -1).value();
        one.call(condition, Operation.CONDITION_SIGNAL, 1).value();
        assertThat(rig.replies).doesNotContainKey(wait);
        one.call(condition, Operation.LOCK_RELEASE).value();
        assertThat(Objects.requireNonNull(rig.replies.get(wait)).value()).isEqualTo(rig.values.of(true));
        assertThat(Objects.requireNonNull(rig.listed(lock)).references()).isEqualTo(2);
    }

    @Test
    void sessionThatUsesOneObjectAfterTheOtherCostsNoMoreAndMore() {
        int small = 0;
        for (int i = 0; i < 1_000; i++) {
            ObjectId queue = two.create("queue", null);
            two.call(queue, Operation.QUEUE_PUT, i, -1);
            two.call(queue, Operation.QUEUE_TAKE, -1);
            ObjectId lock = two.create("condition", null);
            two.call(lock, Operation.LOCK_ACQUIRE, -1);
            two.call(lock, Operation.LOCK_RELEASE);
            two.acknowledge(1);
            ask(two, Operation.RELEASE, queue.value(), 1);
            ask(two, Operation.RELEASE, lock.value(), 1);
            small = i == 100 ? rig.machine().snapshot().length : small;
        }
        two.acknowledge(1);
        assertThat(count()).isZero();
        assertThat(rig.machine().snapshot().length).isLessThan(small + 300);
    }

    @Test
    void thousandOfEachIsGoneWhenTheSessionsEnd() {
        for (int i = 0; i < 1_000; i++) {
            ObjectId queue = two.create("queue", null);
            two.call(queue, Operation.QUEUE_PUT, i, -1);
            two.call(queue, Operation.QUEUE_TAKE, -1);
            two.callAs(2, queue, Operation.QUEUE_TAKE, -1);
            two.acknowledge(1);
        }
        two.end();
        one.end();
        assertThat(rig.machine().size()).isEqualTo(1);
    }
}
