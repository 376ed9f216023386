package dev.steward.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large results are counted as what the server holds, from when they are made until nobody can ask for them. */
class LeavingRepliesTest {

    private static final EncodedValue LARGE = EncodedValue.of(new byte[100_000]);

    private final MemoryAccount account = new MemoryAccount();
    private final LeavingReplies leaving = new LeavingReplies(1 << 16, account);
    private int gone;

    private void add(int thread, long number, boolean isKept) {
        Reply reply = new Reply(thread, number, Status.OK, false, false, 0, EncodedValue.NULL);
        leaving.add(reply, LeavingBytes.of(List.of(LARGE)), isKept, 0, () -> gone++);
    }

    @Test
    void countsUntilTheClientHasReceivedOrDoesNotWantThem() {
        add(1, 1, false);
        add(1, 2, false);
        add(2, 2, false);
        assertThat(account.total()).isEqualTo(3L * LARGE.size());
        leaving.received(1, Received.below(3));
        assertThat(account.total()).isEqualTo(LARGE.size());
        leaving.received(1, Received.below(3));
        leaving.forget(new OpenCall.Key(2, 2));
        leaving.forget(new OpenCall.Key(2, 2));
        assertThat(account.total()).isZero();
        assertThat(leaving.isEmpty()).isTrue();
        assertThat(gone).as("each told once that it is gone").isEqualTo(3);
    }

    @Test
    void countsOneThatIsMadeAgainOnce() {
        add(1, 1, false);
        add(1, 1, false);
        assertThat(account.total()).isEqualTo(LARGE.size());
        assertThat(gone).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatTheSessionCounts() {
        add(1, 1, true);
        assertThat(leaving.heldBytes()).isEqualTo(LARGE.size());
        assertThat(account.total()).isZero();
        leaving.clear();
        assertThat(account.total()).isZero();
    }

    @Test
    void countsNothingOnceItsSessionHasEnded() {
        add(1, 1, false);
        leaving.clear();
        assertThat(account.total()).isZero();
        add(1, 2, false);
        leaving.end();
        assertThat(account.total()).isZero();
        add(1, 3, false);
        assertThat(account.total()).isZero();
        assertThat(leaving.isEmpty()).isTrue();
        assertThat(gone).isEqualTo(3);
    }
}
