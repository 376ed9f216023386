package dev.steward.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steward.api.ObjectId;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.Received.Range;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.secret.SessionSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that exists can be sent: what cannot travel is refused when it is made. */
@Timeout(30)
class MessageRulesTest {

    private static final SessionSecret SECRET = new SessionSecret(new byte[32]);

    @Test
    void callIdsAreWhatTheHeaderHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cancel(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cancel(0, 0));
        assertThat(new Cancel(Integer.MAX_VALUE, Long.MAX_VALUE).number()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anOperationIsSixteenBits() {
        assertThatIllegalArgumentException().isThrownBy(() -> call(0x10000));
        assertThatIllegalArgumentException().isThrownBy(() -> call(-1));
        assertThat(call(0xFFFF).operation()).isEqualTo(0xFFFF);
    }

    @Test
    void durationsAreWholeMilliseconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ofNanos(1), "me"));
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ofMillis(-1), "me"));
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ofSeconds(Long.MAX_VALUE), "me"));
        assertThat(open(Duration.ofMillis(1_500), "me").lease()).hasMillis(1_500);
    }

    @Test
    void termsAreThoseThatAClientCanKeep() {
        assertThatIllegalArgumentException().isThrownBy(() -> terms(Duration.ZERO, 512));
        assertThatIllegalArgumentException().isThrownBy(() -> terms(Duration.ofSeconds(3), 511));
        assertThatIllegalArgumentException().isThrownBy(() -> terms(Duration.ofSeconds(3), (1 << 30) + 1));
        assertThat(terms(Duration.ofMillis(1), 1 << 30).maxFrame()).isEqualTo(1 << 30);
    }

    @Test
    void aClientNameIsPlainAndShort() {
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ZERO, "two\nlines"));
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ZERO, "\u202Egnal"));
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ZERO, "\uD800"));
        assertThatIllegalArgumentException().isThrownBy(() -> open(Duration.ZERO, "\u00e9".repeat(201)));
        assertThat(open(Duration.ZERO, "\u00e9".repeat(200)).clientName()).hasSize(200);
    }

    @Test
    void aReasonIsCutBetweenTwoCharacters() {
        Failure failure = new Failure(FailureCode.PROTOCOL, "x" + "\uD83D\uDE00".repeat(300));
        assertThat(failure.text().getBytes(StandardCharsets.UTF_8)).hasSize(397);
        assertThat(failure.text()).isEqualTo("x" + "\uD83D\uDE00".repeat(99));
        assertThat(new Draining("a\tb\u0000c\uDC00").reason()).isEqualTo("a b c ");
    }

    @Test
    void rangesRiseAndLeaveGaps() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Received(0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> received(3, new Range(3, 4)));
        assertThatIllegalArgumentException().isThrownBy(() -> received(3, new Range(4, 5), new Range(6, 7)));
        assertThatIllegalArgumentException().isThrownBy(() -> received(3, new Range(8, 9), new Range(5, 6)));
        assertThatIllegalArgumentException().isThrownBy(() -> received(3, new Range(4, Long.MAX_VALUE)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(5, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Received(1, Collections.nCopies(1_025, new Range(5, 5))));
    }

    @Test
    void receivedKnowsWhatArrived() {
        Received received = received(5, new Range(7, 8), new Range(11, 11));
        for (long number : new long[] {1, 4, 7, 8, 11}) {
            assertThat(received.contains(number)).as("%d", number).isTrue();
        }
        for (long number : new long[] {5, 6, 9, 10, 12, Long.MAX_VALUE}) {
            assertThat(received.contains(number)).as("%d", number).isFalse();
        }
        assertThat(Received.below(1)).isSameAs(Received.NOTHING);
    }

    @Test
    void listsOfThreadsAreNeitherEmptyNorEndless() {
        ThreadReceived one = new ThreadReceived(0, Received.NOTHING);
        assertThatIllegalArgumentException().isThrownBy(() -> new Acknowledge(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acknowledge(Collections.nCopies(Acknowledge.MAX_THREADS + 1, one)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ThreadsEnded(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ThreadsEnded(List.of(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThreadsEnded(Collections.nCopies(ThreadsEnded.MAX_THREADS + 1, 1)));
    }

    @Test
    void secretsAreComparedButNeverPrinted() {
        byte[] bytes = new byte[32];
        SessionSecret secret = new SessionSecret(bytes);
        bytes[31] = 1;
        assertThat(secret).isEqualTo(SECRET).hasSameHashCodeAs(SECRET).isNotEqualTo(new SessionSecret(bytes));
        assertThat(new Proof(bytes)).isEqualTo(new Proof(bytes)).isNotEqualTo(new Nonce(bytes));
        assertThat(open(Duration.ZERO, "me").toString()).contains("SessionSecret(32 bytes)");
        secret.bytes()[0] = 9;
        assertThat(secret).isEqualTo(SECRET);
        assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(new byte[31]));
    }

    @Test
    void aFailureTellsTheOtherSideWhatItMayKnow() {
        assertThat(Failure.of(new ProtocolException("bad frame", Outcome.UNKNOWN)))
                .isEqualTo(new Failure(FailureCode.PROTOCOL, "bad frame"));
        assertThat(Failure.of(new OverloadedException("full", Duration.ofSeconds(1))))
                .isEqualTo(new Failure(FailureCode.OVERLOADED, "full"));
        assertThat(Failure.of(new IllegalStateException("a secret of this side")))
                .isEqualTo(new Failure(FailureCode.INTERNAL, "internal error"));
    }

    @Test
    void everyCodeFindsItsConstantAndNoOther() {
        for (int code = -1; code < 0x100; code++) {
            assertCode(code, KeyId.of(code), KeyId.values().length);
            assertCode(code, ConnectionRole.of(code), ConnectionRole.values().length);
            assertCode(code, FailureCode.of(code), FailureCode.values().length);
            assertCode(code, AskCluster.Wish.of(code), AskCluster.Wish.values().length);
            assertCode(code, SessionRefused.Reason.of(code), SessionRefused.Reason.values().length);
        }
    }

    private static void assertCode(int code, @org.jspecify.annotations.Nullable Object constant, int count) {
        assertThat(constant != null).as("%d: %s", code, constant).isEqualTo(code >= 0 && code < count);
    }

    private static Received received(long floor, Range... ranges) {
        return new Received(floor, List.of(ranges));
    }

    private static Call call(int operation) {
        return new Call(1, 1, operation, ObjectId.DIRECTORY, Received.NOTHING, List.of());
    }

    private static SessionTerms terms(Duration heartbeat, int maxFrame) {
        return new SessionTerms(Duration.ofSeconds(10), Duration.ZERO, heartbeat, 0, 0, maxFrame, 0);
    }

    private static OpenSession open(Duration lease, String name) {
        return new OpenSession(new UUID(1, 2), SECRET, lease, Duration.ZERO, 1, name);
    }
}
