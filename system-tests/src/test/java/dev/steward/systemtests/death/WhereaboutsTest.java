package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.death.Evidence.HandOut;
import dev.steward.systemtests.death.StreamClient.Way;
import dev.steward.systemtests.death.Whereabouts.Place;
import dev.steward.systemtests.death.Whereabouts.Testimony;
import dev.steward.systemtests.history.Operation;
import dev.steward.systemtests.history.Operation.Ending;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The account of killed streams tells what is lost from what was not said, and finds each fault that is put in. */
class WhereaboutsTest {

    private static Operation noted(String call, long argument, long result) {
        return new Operation("client", "stream", call, argument, 1, 2, Ending.OK, result, 0);
    }

    private static Operation took(long element) {
        return noted("take", 0, element);
    }

    private static HandOut first(long what) {
        return new HandOut(what, false, what);
    }

    private static HandOut again(long what) {
        return new HandOut(what, true, 100 + what);
    }

    private static Testimony client(List<Operation> journal, List<HandOut> handOuts, Long... told) {
        return new Testimony(journal, handOuts, Set.of(told), 0);
    }

    private static Whereabouts taken(Set<Long> put, Map<Long, Boolean> left, Testimony... clients) {
        return Whereabouts.ofElements(Way.TAKES, put, left, List.of(clients));
    }

    @Test
    void tellsSaidUnsaidAndLeft() {
        Testimony client = client(List.of(took(1)), List.of(first(1), first(2), first(3)), 1L, 2L);
        Whereabouts account = taken(Set.of(1L, 2L, 3L, 4L), Map.of(3L, true, 4L, false), client);
        assertThat(account.faults()).isEmpty();
        assertThat(account.places())
                .isEqualTo(Map.of(1L, Place.SAID, 2L, Place.UNSAID, 3L, Place.LEFT, 4L, Place.LEFT));
        assertThat(account.comeBack()).isOne();
        assertThat(account.comeBackReceived()).isZero();
    }

    @Test
    void whatWasNotedAndNotToldMayComeToAnother() {
        Testimony killed = client(List.of(took(1)), List.of(first(1)));
        Testimony next = client(List.of(took(1)), List.of(again(1)), 1L);
        Whereabouts account = taken(Set.of(1L), Map.of(), killed, next);
        assertThat(account.faults()).isEmpty();
        assertThat(account.places()).isEqualTo(Map.of(1L, Place.SAID));
        assertThat(account.comeBackReceived()).isOne();
    }

    @Test
    void whatAClientHadAndDidNotTellIsLostIfItIsNotThere() {
        Testimony killed = client(List.of(), List.of(first(1)));
        Whereabouts account = taken(Set.of(1L, 2L), Map.of(), killed);
        assertThat(account.places()).isEqualTo(Map.of(1L, Place.LOST, 2L, Place.LOST));
        assertThat(account.faults()).hasSize(2);
    }

    @Test
    void findsWhatIsInTwoPlaces() {
        Testimony one = client(List.of(took(1)), List.of(first(1)), 1L);
        Testimony two = client(List.of(took(1)), List.of(again(1)), 1L);
        assertThat(taken(Set.of(1L), Map.of(), one, two).faults())
                .anyMatch(fault -> fault.contains("is with the clients [0, 1]"));
        assertThat(taken(Set.of(1L), Map.of(1L, true), one).faults())
                .anyMatch(fault -> fault.contains("and in the queue"));
        assertThat(taken(Set.of(1L), Map.of(), one, client(List.of(), List.of(again(1))))
                        .faults())
                .anyMatch(fault -> fault.contains("handed out after"));
    }

    @Test
    void findsAMissingFlagAndWhatWasNeverPut() {
        Testimony killed = client(List.of(), List.of(first(1)));
        Testimony next = client(List.of(took(1)), List.of(new HandOut(1, false, 9)), 1L);
        assertThat(taken(Set.of(1L), Map.of(), killed, next).faults())
                .singleElement()
                .asString()
                .contains("without the flag");
        assertThat(taken(Set.of(1L), Map.of(1L, false), killed).faults())
                .singleElement()
                .asString()
                .contains("in the queue without the flag");
        assertThat(taken(Set.of(), Map.of(7L, false)).faults())
                .singleElement()
                .asString()
                .contains("was never put");
    }

    @Test
    void whatIsDoneIsToldToTheServer() {
        Testimony client = client(List.of(noted("done", 1, 0)), List.of(first(1)));
        assertThat(Whereabouts.ofElements(Way.RECEIVES, Set.of(1L), Map.of(1L, true), List.of(client))
                        .faults())
                .singleElement()
                .asString()
                .contains("did not tell its server");
    }

    @Test
    void accountsForNumbers() {
        Testimony client = new Testimony(List.of(noted("add", 0, 0)), List.of(first(0), first(1)), Set.of(), 1);
        Whereabouts account = Whereabouts.ofNumbers(3, List.of(client));
        assertThat(account.faults()).isEmpty();
        assertThat(account.places()).isEqualTo(Map.of(0L, Place.SAID, 1L, Place.UNSAID, 2L, Place.UNANSWERED));
        assertThat(Whereabouts.ofNumbers(4, List.of(client)).faults())
                .singleElement()
                .asString()
                .contains("3 was counted by nobody");
        assertThat(Whereabouts.ofNumbers(1, List.of(client)).faults()).anyMatch(fault -> fault.contains("above"));
        assertThat(Whereabouts.ofNumbers(2, List.of(client, client)).faults())
                .anyMatch(fault -> fault.contains("handed out twice"));
    }
}
