package dev.steward.systemtests.history.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.history.Linearization;
import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories by hand, of what waits and of what nobody knows the outcome of. */
@Tag("one-jdk")
class ModelsTest {

    private static final String BROKEN = "BrokenBarrierException";
    private static final String TIMEOUT = "TimeoutException";

    private int lastNumber;

    private TypedCall call(
            String client, String name, List<Long> arguments, long from, long to, @Nullable Object result) {
        return new TypedCall(++lastNumber, client, name, arguments, from, to, Ending.OK, result);
    }

    private TypedCall unknown(String client, String name, List<Long> arguments, long from, long to) {
        return new TypedCall(++lastNumber, client, name, arguments, from, to, Ending.UNKNOWN, null);
    }

    private static List<String> event(TypedCall... calls) {
        return Linearization.check(new EventModel(), List.of(calls));
    }

    private static List<String> semaphore(TypedCall... calls) {
        return Linearization.check(new SemaphoreModel(1, false), List.of(calls));
    }

    private static List<String> barrier(TypedCall... calls) {
        return Linearization.check(new BarrierModel(2), List.of(calls));
    }

    private static List<String> monitor(TypedCall... calls) {
        return Linearization.check(new MonitorModel(), List.of(calls));
    }

    private static List<String> joinable(TypedCall... calls) {
        return Linearization.check(new QueueModel(2, true), List.of(calls));
    }

    @Test
    void whoWaitsWhileAnEventIsSetForAMomentIsTold() {
        TypedCall set = call("b", "set", List.of(), 2, 3, null);
        TypedCall clear = call("b", "clear", List.of(), 4, 5, null);
        TypedCall later = call("c", "isSet", List.of(), 6, 7, false);
        assertThat(event(call("a", "await", List.of(5L), 1, 9, true), set, clear, later))
                .isEmpty();
        // It may have begun to wait after the clear.
        assertThat(event(call("a", "await", List.of(5L), 1, 9, false), set, clear, later))
                .isEmpty();
        assertThat(event(call("a", "await", List.of(5L), 6, 9, true), set, clear, later))
                .hasSize(1);
    }

    @Test
    void whoDoesNotWaitIsToldWhatIsSo() {
        TypedCall set = call("b", "set", List.of(), 1, 2, null);
        assertThat(event(set, call("a", "await", List.of(0L), 3, 4, true))).isEmpty();
        assertThat(event(set, call("a", "await", List.of(0L), 3, 4, false))).hasSize(1);
        assertThat(event(set, call("a", "await", List.of(7L), 3, 4, false))).hasSize(1);
    }

    @Test
    void whoCameFirstIsServedFirst() {
        TypedCall held = call("a", "acquire", List.of(1L, 0L), 1, 2, true);
        TypedCall first = call("b", "acquire", List.of(2L, 9L), 3, 20, false);
        TypedCall seen = call("c", "acquire", List.of(1L, 0L), 8, 9, false);
        TypedCall release = call("a", "release", List.of(1L), 5, 6, null);
        // The one permit is free, and b has waited longer for two.
        assertThat(semaphore(held, first, release, seen)).isEmpty();
        assertThat(semaphore(held, release, seen)).hasSize(1);
    }

    @Test
    void oneOfTwoPartiesBreaksABarrierAndTheOtherHearsIt() {
        TypedCall none = call("c", "isBroken", List.of(), 8, 9, true);
        assertThat(barrier(
                        call("a", "await", List.of(3L), 1, 5, TIMEOUT),
                        call("b", "await", List.of(3L), 6, 7, BROKEN),
                        none))
                .isEmpty();
        assertThat(barrier(
                        call("a", "await", List.of(3L), 1, 7, TIMEOUT),
                        call("b", "await", List.of(3L), 2, 7, TIMEOUT),
                        none))
                .hasSize(1);
    }

    @Test
    void partiesGoTogetherOrNotAtAll() {
        assertThat(barrier(call("a", "await", List.of(9L), 1, 5, 1), call("b", "await", List.of(9L), 2, 6, 0)))
                .isEmpty();
        assertThat(barrier(call("a", "await", List.of(9L), 1, 5, 0), call("b", "await", List.of(9L), 2, 6, 0)))
                .hasSize(1);
        assertThat(barrier(call("a", "await", List.of(9L), 1, 3, 1), call("b", "await", List.of(9L), 4, 6, 0)))
                .hasSize(1);
    }

    @Test
    void signalWakesWhoWaitsAndNobodyElse() {
        TypedCall lock = call("a", "lock", List.of(-1L), 1, 2, null);
        TypedCall other = call("b", "lock", List.of(-1L), 4, 5, null);
        TypedCall signal = call("b", "signal", List.of(1L), 6, 7, null);
        TypedCall unlock = call("b", "unlock", List.of(), 8, 9, null);
        assertThat(monitor(lock, call("a", "await", List.of(5L), 3, 11, true), other, signal, unlock))
                .isEmpty();
        assertThat(monitor(lock, call("a", "await", List.of(5L), 3, 11, true), other, unlock))
                .hasSize(1);
        assertThat(monitor(lock, call("a", "await", List.of(5L), 3, 11, false), other, signal, unlock))
                .isEmpty();
        // It comes back with the lock, and no earlier.
        assertThat(monitor(lock, call("a", "await", List.of(5L), 3, 7, true), other, signal, unlock))
                .hasSize(1);
    }

    @Test
    void callWithoutAnOutcomeMayHaveTakenTheElement() {
        TypedCall offer = call("a", "offer", List.of(1L, 0L), 1, 2, true);
        TypedCall empty = call("c", "size", List.of(), 8, 9, 0);
        assertThat(joinable(offer, empty)).hasSize(1);
        assertThat(joinable(offer, unknown("b", "take", List.of(5L), 3, 4), empty))
                .isEmpty();
        // It took it and is not done with it.
        assertThat(joinable(
                        offer,
                        unknown("b", "take", List.of(5L), 3, 4),
                        empty,
                        call("c", "join", List.of(0L), 10, 11, true)))
                .hasSize(1);
    }

    @Test
    void whatComesBackIsAtItsOldPlaceAndTellsIt() {
        TypedCall one = call("a", "offer", List.of(1L, 0L), 1, 2, true);
        TypedCall two = call("a", "offer", List.of(2L, 0L), 3, 4, true);
        TypedCall received = call("b", "receive", List.of(0L), 5, 6, List.of(1L, 1L));
        TypedCall nack = call("b", "nack", List.of(1L), 7, 8, null);
        assertThat(joinable(one, two, received, nack, call("c", "receive", List.of(0L), 9, 10, List.of(1L, 2L))))
                .isEmpty();
        assertThat(joinable(one, two, received, nack, call("c", "receive", List.of(0L), 9, 10, List.of(2L, 1L))))
                .hasSize(1);
        assertThat(joinable(one, two, received, nack, call("c", "receive", List.of(0L), 9, 10, List.of(1L, 1L))))
                .hasSize(1);
    }

    @Test
    void oneOrderIsEnoughWhereNobodyCanTellManyApart() {
        List<TypedCall> calls = new ArrayList<>();
        for (long round = 0; round < 20; round++) {
            for (long client = 0; client < 5; client++) {
                List<Long> element = List.of(5 * round + client);
                calls.add(call("client-" + client, "ADD", element, 10 * round, 10 * round + 5 + client, true));
            }
        }
        assertThat(Linearization.check(new ListModel(), calls)).isEmpty();
    }
}
