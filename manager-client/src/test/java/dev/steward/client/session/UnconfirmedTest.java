package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.GiveBack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {

    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final List<String> confirmed = new ArrayList<>();

    @Test
    void anAnswerConfirmsWhatWasSentBeforeItsHeartbeatAndNothingElse() {
        unconfirmed.add(new GiveBack(1, 1), 5, () -> confirmed.add("first"));
        unconfirmed.add(new GiveBack(1, 2), 6, () -> confirmed.add("second"));
        unconfirmed.answered(4);
        assertThat(confirmed).isEmpty();
        unconfirmed.answered(5);
        assertThat(confirmed).containsExactly("first");
        unconfirmed.answered(7);
        assertThat(confirmed).containsExactly("first", "second");
    }

    @Test
    void whatIsSentAgainWaitsForALaterHeartbeat() {
        unconfirmed.add(new GiveBack(1, 1), 5, () -> confirmed.add("first"));
        assertThat(unconfirmed.again(9)).containsExactly(new GiveBack(1, 1));
        unconfirmed.answered(5);
        assertThat(confirmed).isEmpty();
        unconfirmed.answered(9);
        assertThat(confirmed).containsExactly("first");
        assertThat(unconfirmed.again(10)).isEmpty();
    }
}
