package dev.steward.objects.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BarrierTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final Client three = rig.open();
    private final ObjectId plain = one.create("barrier", "plain", 3);
    private final ObjectId acting = one.create("barrier", "acting", 2, true);

    private Pending await(Client client) {
        return client.call(plain, Operation.BARRIER_AWAIT, false, -1);
    }

    private Pending arrive(Client client) {
        return client.call(acting, Operation.BARRIER_AWAIT, true, -1);
    }

    private Pending acted(Client client, boolean done) {
        return client.call(acting, Operation.BARRIER_ACTED, done);
    }

    private long index(Pending await) {
        return rig.values.asLong(rig.values.asList(await.value()).get(0));
    }

    private boolean acts(Pending await) {
        return rig.values.asBoolean(rig.values.asList(await.value()).get(1));
    }

    private boolean isBroken(ObjectId barrier) {
        return three.call(barrier, Operation.BARRIER_IS_BROKEN).truth();
    }

    private long waiting(ObjectId barrier) {
        return three.call(barrier, Operation.BARRIER_WAITING).number();
    }

    @Test
    void allGoWhenTheLastArrivesAgainAndAgain() {
        for (int round = 0; round < 3; round++) {
            Pending first = await(one);
            Pending second = await(two);
            assertThat(waiting(plain)).isEqualTo(2);
            assertThat(first.isAnswered()).isFalse();
            rig.restore();
            Pending last = await(three);
            assertThat(List.of(index(first), index(second), index(last))).containsExactly(2L, 1L, 0L);
            assertThat(acts(last)).isFalse();
            assertThat(waiting(plain)).isZero();
        }
        assertThat(one.call(plain, Operation.BARRIER_PARTIES).number()).isEqualTo(3);
    }

    @Test
    void suspendedPartyHasArrivedAndGoesWithTheOthers() {
        Pending first = await(one);
        one.suspend();
        Pending second = await(two);
        Pending last = await(three);
        assertThat(index(last)).isZero();
        assertThat(index(second)).isEqualTo(1);
        one.resume();
        assertThat(index(first)).isEqualTo(2);
    }

    @Test
    void partyThatTimesOutBreaksItForAll() {
        Pending waits = await(one);
        Pending timed = two.call(plain, Operation.BARRIER_AWAIT, false, 50);
        rig.restore();
        rig.pass(60);
        assertThat(timed.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(waits.status()).isEqualTo(Status.BROKEN);
        assertThat(await(three).status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(plain)).isTrue();
        one.call(plain, Operation.BARRIER_RESET).value();
        assertThat(isBroken(plain)).isFalse();
        assertThat(await(one).isAnswered()).isFalse();
    }

    @Test
    void oneOfTwoThatTimeOutAtTheSameInstantBreaksItForTheOther() {
        Pending first = one.call(plain, Operation.BARRIER_AWAIT, false, 50);
        Pending second = two.call(plain, Operation.BARRIER_AWAIT, false, 50);
        rig.pass(60);
        assertThat(first.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(second.status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(plain)).isTrue();
    }

    @Test
    void partyThatDoesNotWaitBreaksItUnlessItIsTheLast() {
        Pending waits = await(one);
        assertThat(two.call(plain, Operation.BARRIER_AWAIT, false, 0).status()).isEqualTo(Status.TIMED_OUT);
        assertThat(waits.status()).isEqualTo(Status.BROKEN);
        one.call(plain, Operation.BARRIER_RESET).value();
        await(one);
        await(two);
        assertThat(index(three.call(plain, Operation.BARRIER_AWAIT, false, 0))).isZero();
    }

    @Test
    void partyThatIsCancelledOrDiesBreaksItForAll() {
        Pending waits = await(one);
        Pending cancelled = await(two);
        two.cancel(cancelled);
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(waits.status()).isEqualTo(Status.BROKEN);
        one.call(plain, Operation.BARRIER_RESET).value();
        waits = await(one);
        Pending ofThread = two.callAs(2, plain, Operation.BARRIER_AWAIT, false, -1);
        two.endThread(2);
        assertThat(ofThread.status()).isEqualTo(Status.CANCELLED);
        assertThat(waits.status()).isEqualTo(Status.BROKEN);
        one.call(plain, Operation.BARRIER_RESET).value();
        waits = await(one);
        await(two);
        two.end();
        assertThat(waits.status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(plain)).isTrue();
    }

    @Test
    void abortBreaksAndResetBeginsAnew() {
        Pending first = await(one);
        two.call(plain, Operation.BARRIER_ABORT).value();
        assertThat(first.status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(plain)).isTrue();
        two.call(plain, Operation.BARRIER_RESET).value();
        Pending second = await(one);
        two.call(plain, Operation.BARRIER_RESET).value();
        assertThat(second.status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(plain)).isFalse();
        assertThat(waiting(plain)).isZero();
    }

    @Test
    void lastPartyRunsTheActionWhileTheOthersWait() {
        Pending first = arrive(one);
        Pending last = arrive(two);
        assertThat(index(last)).isZero();
        assertThat(acts(last)).isTrue();
        assertThat(first.isAnswered()).isFalse();
        rig.restore();
        acted(two, true).value();
        assertThat(index(first)).isEqualTo(1);
        assertThat(acts(first)).isFalse();
    }

    @Test
    void actionThatFailsBreaksItForAll() {
        Pending first = arrive(one);
        arrive(two);
        acted(two, false).value();
        assertThat(first.status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(acting)).isTrue();
    }

    @Test
    void actionWhoseRunnerDiesBreaksItForAll() {
        Pending first = arrive(one);
        two.callAs(2, acting, Operation.BARRIER_AWAIT, true, -1).value();
        rig.restore();
        two.endThread(2);
        assertThat(first.status()).isEqualTo(Status.BROKEN);
        one.call(acting, Operation.BARRIER_RESET).value();
        first = arrive(one);
        arrive(two).value();
        two.end();
        assertThat(first.status()).isEqualTo(Status.BROKEN);
    }

    @Test
    void actionThatNobodyWillRunBreaksItForAll() {
        Pending first = arrive(one);
        Pending last = arrive(two);
        two.giveBack(last);
        assertThat(first.status()).isEqualTo(Status.BROKEN);
    }

    @Test
    void resultThatNobodyWaitsForChangesNothingForTheOthers() {
        Pending first = await(one);
        await(two);
        await(three);
        one.giveBack(first);
        assertThat(isBroken(plain)).isFalse();
    }

    @Test
    void runnerIsToldWhenTheBarrierBrokeMeanwhile() {
        Pending first = one.call(acting, Operation.BARRIER_AWAIT, true, 50);
        arrive(two);
        rig.pass(60);
        assertThat(first.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(acted(two, true).status()).isEqualTo(Status.BROKEN);
        assertThat(acted(two, false).status()).isEqualTo(Status.OK);
        one.call(acting, Operation.BARRIER_RESET).value();
        arrive(one);
        arrive(two);
        three.call(acting, Operation.BARRIER_RESET).value();
        assertThat(acted(two, true).status()).isEqualTo(Status.BROKEN);
        assertThat(isBroken(acting)).isFalse();
    }

    @Test
    void strangerCannotSayThatTheActionIsDone() {
        Pending first = arrive(one);
        arrive(two);
        assertThat(acted(three, true).status()).isEqualTo(Status.BROKEN);
        assertThat(two.callAs(2, acting, Operation.BARRIER_ACTED, true).status())
                .isEqualTo(Status.BROKEN);
        assertThat(acted(three, false).status()).isEqualTo(Status.OK);
        assertThat(first.isAnswered()).isFalse();
        acted(two, true).value();
        assertThat(index(first)).isEqualTo(1);
    }

    @Test
    void whoComesWhileTheActionRunsIsOfTheNextRound() {
        Pending first = arrive(one);
        arrive(two);
        Pending third = arrive(three);
        Pending fourth = one.callAs(2, acting, Operation.BARRIER_AWAIT, true, -1);
        Pending fifth = one.callAs(3, acting, Operation.BARRIER_AWAIT, true, -1);
        rig.restore();
        assertThat(waiting(acting)).isEqualTo(1);
        acted(two, true).value();
        assertThat(index(first)).isEqualTo(1);
        assertThat(index(fourth)).isZero();
        assertThat(acts(fourth)).isTrue();
        assertThat(third.isAnswered()).isFalse();
        one.callAs(2, acting, Operation.BARRIER_ACTED, true).value();
        assertThat(index(third)).isEqualTo(1);
        assertThat(fifth.isAnswered()).isFalse();
        assertThat(waiting(acting)).isEqualTo(1);
    }

    @Test
    void partyOfTheNextRoundThatIsLostBreaksThatRoundOnly() {
        Pending first = arrive(one);
        arrive(two);
        Pending third = arrive(three);
        Pending fourth = one.callAs(2, acting, Operation.BARRIER_AWAIT, true, 50);
        rig.pass(60);
        assertThat(fourth.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(third.status()).isEqualTo(Status.BROKEN);
        rig.restore();
        assertThat(isBroken(acting)).isTrue();
        assertThat(first.isAnswered()).isFalse();
        acted(two, true).value();
        assertThat(index(first)).isEqualTo(1);
        assertThat(arrive(one).status()).isEqualTo(Status.BROKEN);
    }

    @Test
    void oneParty() {
        ObjectId lone = one.create("barrier", null, 1);
        assertThat(index(one.call(lone, Operation.BARRIER_AWAIT, false, 0))).isZero();
        ObjectId loneActing = one.create("barrier", null, 1, true);
        assertThat(acts(one.call(loneActing, Operation.BARRIER_AWAIT, true, -1)))
                .isTrue();
        one.call(loneActing, Operation.BARRIER_ACTED, true).value();
    }

    @Test
    void actionIsBroughtByEveryPartyOrByNone() {
        Pending waits = arrive(one);
        assertThat(two.call(acting, Operation.BARRIER_AWAIT, false, -1).status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(two.call(plain, Operation.BARRIER_AWAIT, true, -1).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(waits.isAnswered()).isFalse();
        assertThat(waiting(acting)).isEqualTo(1);
        assertThat(waiting(plain)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | 4 | false | the name plain belongs to a barrier with parties: 3, no action, not with parties: 4, no action",
                "plain | 3 | true | the name plain belongs to a barrier with parties: 3, no action, not with parties: 3, an action",
                "new | 0 | false | barrier: create takes 1 to 2147483647 parties, not 0",
                "new | -3 | false | barrier: create takes 1 to 2147483647 parties, not -3",
                "new | 4294967296 | false | barrier: create takes 1 to 2147483647 parties, not 4294967296",
            })
    void otherPartiesThanTheNamedOneHasAndAbsurdOnesAreRefused(
            String name, long parties, boolean hasAction, String why) {
        Pending refused = two.call(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                "barrier",
                name,
                rig.values.list(rig.values.of(parties), rig.values.of(hasAction)));
        assertThat(rig.values.asText(refused.answer().value())).isEqualTo(why);
        assertThat(refused.answer().isOk()).isFalse();
    }

    @Test
    void partiesAreNotLeftOut() {
        assertThat(two.call(ObjectId.DIRECTORY, Operation.CREATE, "barrier", "new", rig.values.list())
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
    }

    @Test
    void descriptionSaysHowFarItIs() {
        await(one);
        assertThat(three.call(plain, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[1, 1 of 3 parties wait]");
        arrive(one);
        arrive(two);
        assertThat(three.call(acting, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[1, all 2 parties are here, the action runs]");
        three.call(plain, Operation.BARRIER_ABORT);
        assertThat(three.call(plain, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, broken]");
    }
}
