package dev.steward.cluster;

import static dev.steward.cluster.RecordingReplica.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.cluster.EntryRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a log makes of an engine that loses, repeats, and says nothing. */
class ReignLogTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Reign OTHER = new Reign(7, 77);

    private final ScriptedConsensus engine = new ScriptedConsensus();
    private final RecordingReplica replica = new RecordingReplica();
    private ReignLog log = started(LONG, LONG);

    private ReignLog started(Duration proposeAgain, Duration giveUp) {
        return ReignLog.started(engine, new ClusterSettings.Bounds(100, 3, 150, proposeAgain, giveUp), replica);
    }

    private void restart(Duration proposeAgain, Duration giveUp) {
        log.close();
        log = started(proposeAgain, giveUp);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** Has this member lead, and commits what it opens its reign with. */
    private void lead() {
        engine.leads("self");
        await().until(() -> !engine.proposed().isEmpty());
        engine.commit(last());
        assertThat(log.standing().leads()).isTrue();
    }

    private byte[] last() {
        return engine.proposed().get(engine.proposed().size() - 1);
    }

    private static Reason reason(CompletableFuture<Long> refused) {
        assertThat(refused).isCompletedExceptionally();
        try {
            refused.join();
            throw new AssertionError("it was not refused");
        } catch (CompletionException failure) {
            return ((EntryRefusedException) failure.getCause()).reason();
        }
    }

    @Test
    void leadsWhenItsReignIsOpenAndNotBefore() {
        engine.leads("self");
        await().until(() -> !engine.proposed().isEmpty());
        assertThat(log.standing().leads()).isFalse();
        assertThat(reason(log.submit(entry("early")))).isEqualTo(Reason.NO_LEADER);
        engine.commit(last());
        assertThat(replica.roles()).containsExactly("leads");
        CompletableFuture<Long> answer = log.submit(entry("a"));
        assertThat(answer).isNotDone();
        engine.commit(last());
        assertThat(answer).isCompletedWithValue(1L);
        assertThat(replica.entries()).containsExactly("a");
    }

    @Test
    void whoeverLeadsNobodyHasTheMembersElectAnew() {
        restart(Duration.ofMillis(20), LONG);
        engine.leads("self");
        await().until(() -> engine.elections() == 1);
        lead();
        CompletableFuture<Long> answer = log.submit(entry("a"));
        await().until(() -> engine.elections() == 2);
        assertThat(answer).isNotDone();
        assertThat(replica.roles()).containsExactly("leads", "follows");
    }

    @Test
    void whatCouldNotBeDoneOnceIsTriedAgain() {
        restart(Duration.ofMillis(20), LONG);
        engine.failElections(1);
        engine.leads("self");
        await().until(() -> engine.elections() == 2);
        assertThat(log.broken()).isNotDone();
    }

    @Test
    void whatIsCommittedTwiceCountsOnce() {
        lead();
        CompletableFuture<Long> first = log.submit(entry("a"));
        byte[] committedFirst = last();
        CompletableFuture<Long> second = log.submit(entry("b"));
        byte[] committedSecond = last();
        for (byte[] command :
                List.of(committedFirst, committedFirst, committedSecond, committedFirst, committedSecond)) {
            engine.commit(command);
        }
        assertThat(first).isCompletedWithValue(1L);
        assertThat(second).isCompletedWithValue(2L);
        assertThat(replica.entries()).containsExactly("a", "b");
    }

    @Test
    void whatTheEngineLostIsProposedAgainInOrderWithAllBehindIt() {
        restart(SHORT, LONG);
        lead();
        log.submit(entry("a"));
        byte[] lost = last();
        CompletableFuture<Long> second = log.submit(entry("b"));
        engine.commit(last());
        // It came without the one before it, and does not count.
        assertThat(second).isNotDone();
        assertThat(replica.entries()).isEmpty();
        int before = engine.proposed().size();
        await().until(() -> engine.proposed().size() >= before + 2);
        assertThat(engine.proposed().get(before)).isEqualTo(lost);
        engine.commit(engine.proposed().get(before));
        engine.commit(engine.proposed().get(before + 1));
        assertThat(second).isCompletedWithValue(2L);
        assertThat(replica.entries()).containsExactly("a", "b");
    }

    @Test
    void whatTheEngineRefusesIsProposedAgainAtOnce() {
        lead();
        engine.refuse(true);
        CompletableFuture<Long> answer = log.submit(entry("a"));
        engine.refuse(false);
        int before = engine.proposed().size();
        await().until(() -> engine.proposed().size() > before);
        engine.commit(last());
        assertThat(answer).isCompletedWithValue(1L);
    }

    @Test
    void whatThereIsNoMemoryToProposeIsProposedLater() {
        lead();
        int before = engine.proposed().size();
        engine.fail(new OutOfMemoryError("on purpose"));
        CompletableFuture<Long> answer = log.submit(entry("a"));
        engine.fail(null);
        await().until(() -> engine.proposed().size() > before);
        engine.commit(last());
        assertThat(answer).isCompletedWithValue(1L);
        assertThat(replica.entries()).containsExactly("a");
    }

    @Test
    void theReplicaHearsOfTheEndOfAReignBeforeWhatWasLostWithItFails() {
        lead();
        List<String> roles = new ArrayList<>();
        CompletableFuture<?> lost =
                log.submit(entry("a")).whenComplete((number, failure) -> roles.addAll(replica.roles()));
        engine.commit(NumberedEntry.opening(OTHER).encoded());
        assertThat(lost).isCompletedExceptionally();
        assertThat(roles).containsExactly("leads", "follows");
    }

    @Test
    void whatIsNeverAnsweredIsToldAsUnansweredAndTheNextReignTakesEntries() {
        restart(LONG, SHORT);
        lead();
        byte[] opening = last();
        CompletableFuture<Long> silent = log.submit(entry("a"));
        byte[] late = last();
        await().until(silent::isCompletedExceptionally);
        assertThatThrownBy(silent::join).hasCauseInstanceOf(EntryUnansweredException.class);
        await().until(() -> NumberedEntry.decoded(last()).opens() && last() != opening);
        // What was told as unanswered may count, until the next reign opens.
        engine.commit(late);
        assertThat(replica.entries()).containsExactly("a");
        engine.commit(last());
        assertThat(replica.roles()).containsExactly("leads", "follows", "leads");
        CompletableFuture<Long> next = log.submit(entry("b"));
        engine.commit(last());
        assertThat(next).isCompletedWithValue(2L);
    }

    @Test
    void anotherLeadersReignEndsThisOneAndRefusesWhatWasNotKept() {
        lead();
        CompletableFuture<Long> kept = log.submit(entry("kept"));
        byte[] keptCommand = last();
        CompletableFuture<Long> lost = log.submit(entry("lost"));
        byte[] lostCommand = last();
        engine.leads("other");
        await().until(() -> replica.roles().contains("follows"));
        // Whoever leads now has the first of them.
        engine.commit(keptCommand);
        assertThat(kept).isCompletedWithValue(1L);
        assertThat(lost).isNotDone();
        engine.commit(NumberedEntry.opening(OTHER).encoded());
        assertThat(reason(lost)).isEqualTo(Reason.NOT_LEADER);
        // It was said that it never counts.
        engine.commit(lostCommand);
        engine.commit(new NumberedEntry(false, OTHER, 1, entry("theirs")).encoded());
        assertThat(replica.entries()).containsExactly("kept", "theirs");
        assertThat(replica.roles()).containsExactly("leads", "follows");
    }

    @Test
    void whatIsSubmittedWhileAnotherMemberTakesOverIsRefusedWhenItDoes() {
        lead();
        AtomicReference<CompletableFuture<Long>> meanwhile = new AtomicReference<>();
        int before = engine.proposed().size();
        engine.whenHandingOver(() -> {
            meanwhile.set(log.submit(entry("meanwhile")));
            assertThatThrownBy(log::handOver).hasMessageContaining("already");
            engine.leads("other");
        });
        log.handOver();
        assertThat(engine.proposed()).hasSize(before);
        assertThat(meanwhile.get()).isNotDone();
        engine.commit(NumberedEntry.opening(OTHER).encoded());
        assertThat(reason(meanwhile.get())).isEqualTo(Reason.NOT_LEADER);
        assertThat(replica.roles()).containsExactly("leads", "follows");
        assertThatThrownBy(log::handOver).hasMessageContaining("does not lead");
    }

    @Test
    void whatIsSubmittedWhileNobodyTakesOverIsProposedAfterAll() {
        lead();
        AtomicReference<CompletableFuture<Long>> meanwhile = new AtomicReference<>();
        int before = engine.proposed().size();
        engine.whenHandingOver(() -> {
            meanwhile.set(log.submit(entry("meanwhile")));
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(log::handOver).hasMessage("on purpose");
        await().until(() -> engine.proposed().size() > before);
        engine.commit(last());
        assertThat(meanwhile.get()).isCompletedWithValue(1L);
        assertThat(replica.roles()).containsExactly("leads");
    }

    @Test
    void ofTwoReignsUnderOneNumberTheFirstCounts() {
        lead();
        engine.commit(new NumberedEntry(true, new Reign(1, 1234), 0, entry("")).encoded());
        assertThat(log.standing().leads()).isTrue();
        assertThat(log.submit(entry("a"))).isNotDone();
        engine.commit(last());
        assertThat(replica.entries()).containsExactly("a");
    }

    @Test
    void aFollowerSaysWhoLeads() {
        engine.leads("other");
        CompletableFuture<Long> refused = log.submit(entry("a"));
        assertThat(reason(refused)).isEqualTo(Reason.NOT_LEADER);
        assertThatThrownBy(refused::join).hasMessageContaining("member 'other' leads");
        engine.leads(null);
        assertThat(reason(log.submit(entry("a")))).isEqualTo(Reason.NO_LEADER);
        assertThat(engine.proposed()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLargeAndMoreThanMayBeOnItsWay() {
        lead();
        assertThat(reason(log.submit(new byte[101]))).isEqualTo(Reason.TOO_LARGE);
        CompletableFuture<Long> first = log.submit(new byte[100]);
        byte[] command = last();
        assertThat(reason(log.submit(new byte[51]))).isEqualTo(Reason.OVERLOADED);
        assertThat(log.submit(new byte[25])).isNotDone();
        assertThat(log.submit(new byte[24])).isNotDone();
        assertThat(reason(log.submit(new byte[0]))).isEqualTo(Reason.OVERLOADED);
        engine.commit(command);
        assertThat(first).isCompleted();
        assertThat(log.submit(new byte[90])).isNotDone();
    }

    @Test
    void aSnapshotHasWhatCountedSoThatNothingOfItCountsAgain() throws IOException {
        lead();
        byte[] opening = last();
        log.submit(entry("a"));
        byte[] first = last();
        engine.commit(first);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        engine.listener().save(saved);

        RecordingReplica other = new RecordingReplica();
        ScriptedConsensus otherEngine = new ScriptedConsensus();
        try (ReignLog behind =
                ReignLog.started(otherEngine, new ClusterSettings.Bounds(100, 3, 150, LONG, LONG), other)) {
            otherEngine.listener().restore(new ByteArrayInputStream(saved.toByteArray()));
            // An engine that restarts may apply what the snapshot has.
            otherEngine.commit(opening);
            otherEngine.commit(first);
            log.submit(entry("b"));
            otherEngine.commit(last());
            assertThat(other.entries()).containsExactly("a", "b");
            assertThat(behind.standing().applied()).isEqualTo(2);
        }
    }

    @Test
    void whatASnapshotOfAnotherMemberDecidedIsUnanswered() throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        engine.listener().save(saved);
        lead();
        CompletableFuture<Long> open = log.submit(entry("a"));
        engine.listener().restore(new ByteArrayInputStream(saved.toByteArray()));
        assertThatThrownBy(open::join).hasCauseInstanceOf(EntryUnansweredException.class);
        assertThat(replica.roles()).containsExactly("leads", "follows");
    }

    @Test
    void anEntryThatCannotBeAppliedEndsTheLogHere() {
        lead();
        replica.before(() -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Long> answer = log.submit(entry("a"));
        engine.commit(last());
        assertThatThrownBy(answer::join).hasCauseInstanceOf(EntryUnansweredException.class);
        assertThat(log.broken()).isCompletedExceptionally();
        assertThat(reason(log.submit(entry("b")))).isEqualTo(Reason.ENDED);
        assertThatThrownBy(() -> engine.listener().save(new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended");
        await().until(engine::isClosed);
    }

    @Test
    void aDamagedEntryEndsTheLogHere() {
        lead();
        log.submit(entry("a"));
        byte[] damaged = last().clone();
        damaged[NumberedEntry.HEAD_BYTES] ^= 1;
        engine.commit(damaged);
        assertThat(replica.entries()).isEmpty();
        assertThatThrownBy(() -> log.broken().join()).hasMessageContaining("checksum");
    }

    @Test
    void anEntryOfAnotherVersionIsRefusedByItsNumber() {
        byte[] newer = NumberedEntry.opening(OTHER).encoded();
        assertThat(NumberedEntry.decoded(newer).reign()).isEqualTo(OTHER);
        newer[0] = 9;
        CRC32C checksum = new CRC32C();
        checksum.update(newer, 0, newer.length - Integer.BYTES);
        ByteBuffer.wrap(newer).putInt(newer.length - Integer.BYTES, (int) checksum.getValue());
        assertThatThrownBy(() -> NumberedEntry.decoded(newer)).hasMessageContaining("version 9");
        assertThatThrownBy(() -> NumberedEntry.decoded(new byte[0])).hasMessageContaining("damaged");
    }

    @Test
    void whatIsOpenWhenItIsClosedIsUnanswered() {
        lead();
        CompletableFuture<Long> open = log.submit(entry("a"));
        log.close();
        assertThatThrownBy(open::join).hasCauseInstanceOf(EntryUnansweredException.class);
        assertThat(reason(log.submit(entry("b")))).isEqualTo(Reason.ENDED);
        assertThat(replica.roles()).containsExactly("leads", "follows");
        assertThat(engine.isClosed()).isTrue();
    }
}
