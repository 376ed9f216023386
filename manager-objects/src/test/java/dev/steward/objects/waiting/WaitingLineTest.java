package dev.steward.objects.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private final WaitingLine line = new WaitingLine();
    private final Presence early = new Presence(new SessionId(0, 1));
    private final Presence late = new Presence(new SessionId(0, 2));
    private final Waiter first = waiter(early, 1);
    private final Waiter second = waiter(late, 2);
    private final Waiter third = waiter(early, 3);

    private Waiter waiter(Presence presence, long ticket) {
        Waiter waiter = new Waiter(new CallId(presence.session, 1, ticket), new ObjectId(1), presence, Waiter.NEVER);
        waiter.ticket = ticket;
        line.add(waiter);
        return waiter;
    }

    @Test
    void whatIsSetAsideStaysInTheOrderInWhichItCame() {
        line.setAside(List.of(second));
        line.setAside(List.of(first, third));
        assertThat(line.first()).isNull();
        assertThat(line.firstAside()).isSameAs(first);
        assertThat(line.toList()).containsExactly(first, second, third);
    }

    @Test
    void whatComesBackHasItsOldPlace() {
        line.setAside(List.of(first, third));
        assertThat(line.toList()).containsExactly(second, first, third);
        line.restore(List.of(first, third));
        assertThat(line.toList()).containsExactly(first, second, third);
        assertThat(line.firstAside()).isNull();
    }

    @Test
    void settingAsideTwiceChangesNothing() {
        line.setAside(List.of(second));
        line.setAside(List.of(second));
        line.restore(List.of(second));
        line.restore(List.of(second));
        assertThat(line.toList()).containsExactly(first, second, third);
    }
}
