package dev.steward.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.util.ExtendedUUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member keeps is there after a restart, or it says what is wrong. */
class KeptLogTest {

    @TempDir
    private Path directory;

    private final List<Throwable> failures = new ArrayList<>();
    private KeptLog log = new KeptLog(true, failures::add);

    @BeforeEach
    void open() throws IOException {
        log.init(directory.toString(), null);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void reopen() throws IOException {
        log.close();
        log = new KeptLog(true, failures::add);
        log.init(directory.toString(), null);
    }

    private static LogEntries entries(long term, String... texts) {
        LogEntries entries = new LogEntries();
        for (String text : texts) {
            entries.add(new LogEntry(term, text.getBytes(StandardCharsets.UTF_8)));
        }
        return entries;
    }

    private String text(long index) {
        LogEntry entry = log.get(index);
        return entry == null ? "none" : entry.term() + " " + new String(entry.command(), StandardCharsets.UTF_8);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        log.forEach((entry, index) -> texts.add(index + " " + new String(entry.command(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static ByteBuffer state(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private String state() {
        ByteBuffer content = log.getSnapshot();
        return content == null ? "none" : StandardCharsets.UTF_8.decode(content).toString();
    }

    @Test
    void entriesTermAndVoteAreThereAfterARestart() throws IOException {
        assertThat(log.firstAppended()).isZero();
        assertThat(log.append(1, entries(1, "a", "b"))).isEqualTo(2);
        log.append(3, entries(2, "c"));
        Address candidate = ExtendedUUID.randomUUID("candidate");
        log.currentTerm(5);
        log.votedFor(candidate);
        reopen();
        assertThat(texts()).containsExactly("1 a", "2 b", "3 c");
        assertThat(text(3)).isEqualTo("2 c");
        assertThat(text(4)).isEqualTo("none");
        assertThat(log.currentTerm()).isEqualTo(5);
        assertThat(log.votedFor()).isEqualTo(candidate);
    }

    @Test
    void aTermDoesNotGoBackAndTakesTheVoteAlong() throws IOException {
        log.currentTerm(5);
        log.votedFor(ExtendedUUID.randomUUID("candidate"));
        log.currentTerm(3);
        log.append(1, entries(2, "of an earlier term"));
        assertThat(log.currentTerm()).isEqualTo(5);
        assertThat(log.votedFor()).isNotNull();
        log.currentTerm(6);
        reopen();
        assertThat(log.currentTerm()).isEqualTo(6);
        assertThat(log.votedFor()).isNull();
    }

    @Test
    void howFarEntriesAreCommittedOutlivesTheProcess() throws IOException {
        log.append(1, entries(1, "a", "b", "c"));
        log.commitIndex(2);
        reopen();
        assertThat(log.commitIndex()).isEqualTo(2);
        log.commitIndex(3);
        log.deleteAllEntriesStartingFrom(3);
        reopen();
        assertThat(log.commitIndex()).isEqualTo(2);
        Files.write(directory.resolve("commit"), new byte[] {1, 2, 3});
        reopen();
        assertThat(log.commitIndex()).isZero();
    }

    @Test
    void anInternalEntryIsOneAfterARestart() throws IOException {
        log.append(1, new LogEntries().add(new LogEntry(1, new byte[] {7}, 0, 1, true)));
        reopen();
        LogEntry entry = log.get(1);
        assertThat(entry).isNotNull();
        assertThat(entry.internal()).isTrue();
    }

    @Test
    void entriesOfALeaderThatIsNoneAnyMoreAreReplaced() throws IOException {
        log.append(1, entries(1, "a", "b", "c"));
        log.deleteAllEntriesStartingFrom(2);
        log.append(2, entries(2, "B"));
        reopen();
        assertThat(texts()).containsExactly("1 a", "2 B");
    }

    @Test
    void aSnapshotDropsWhatIsInItAndNothingElse() throws IOException {
        log.append(1, entries(1, "a", "b", "c", "d"));
        log.setSnapshot(state("abc"));
        assertThat(state()).isEqualTo("none");
        log.truncate(3);
        log.append(5, entries(2, "e"));
        for (int i = 0; i < 2; i++) {
            assertThat(state()).isEqualTo("abc");
            assertThat(texts()).containsExactly("4 d", "5 e");
            assertThat(log.firstAppended()).isEqualTo(4);
            assertThat(log.lastAppended()).isEqualTo(5);
            // Its term is asked for when what follows is compared with a leader's.
            assertThat(text(3)).isEqualTo("1 ");
            reopen();
        }
    }

    @Test
    void aSnapshotFromTheLeaderTakesThePlaceOfAll() throws IOException {
        log.append(1, entries(1, "a", "b"));
        log.setSnapshot(state("100 entries"));
        log.reinitializeTo(100, new LogEntry(4, null));
        assertThat(log.commitIndex()).isEqualTo(100);
        log.append(101, entries(4, "next"));
        reopen();
        assertThat(state()).isEqualTo("100 entries");
        assertThat(texts()).containsExactly("101 next");
        assertThat(text(100)).isEqualTo("4 ");
        assertThat(log.commitIndex()).isEqualTo(100);
    }

    @Test
    void aKillBetweenASnapshotAndItsLogLosesNeither() throws IOException {
        log.append(1, entries(1, "a", "b"));
        byte[] before = Files.readAllBytes(directory.resolve("entries"));
        log.setSnapshot(state("100 entries"));
        log.reinitializeTo(100, new LogEntry(4, null));
        Files.write(directory.resolve("entries"), before);
        reopen();
        assertThat(state()).isEqualTo("100 entries");
        assertThat(log.lastAppended()).isEqualTo(100);
        log.append(101, entries(4, "next"));
        reopen();
        assertThat(texts()).containsExactly("101 next");
    }

    @Test
    void whatAKillLeftAtTheEndIsCutOff() throws IOException {
        log.append(1, entries(1, "a"));
        int whole = (int) Files.size(directory.resolve("entries"));
        log.append(2, entries(1, "torn"));
        byte[] bytes = Files.readAllBytes(directory.resolve("entries"));
        for (int length = whole + 1; length < bytes.length; length++) {
            Files.write(directory.resolve("entries"), Arrays.copyOf(bytes, length));
            reopen();
            assertThat(texts()).containsExactly("1 a");
        }
        log.append(2, entries(1, "b"));
        reopen();
        assertThat(texts()).containsExactly("1 a", "2 b");
    }

    @Test
    void aFlippedBitIsRefusedWithTheCure() throws IOException {
        log.append(1, entries(1, "aaaa", "b"));
        log.setSnapshot(state("nothing"));
        log.truncate(1);
        log.append(3, entries(1, "c"));
        for (String name : List.of("entries", "snapshot")) {
            flip(directory.resolve(name), 12);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("start this member with an empty directory");
            flip(directory.resolve(name), 12);
        }
        reopen();
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 1);
        }
    }

    @Test
    void aMissingSnapshotIsRefused() throws IOException {
        log.append(1, entries(1, "a", "b", "c"));
        log.setSnapshot(state("ab"));
        log.truncate(2);
        Files.delete(directory.resolve("snapshot"));
        assertThatThrownBy(this::reopen)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("entry 1 is missing");
    }

    @Test
    void whatCannotBeWrittenIsToldAndNotCounted() {
        log.append(1, entries(1, "a"));
        log.close();
        assertThatThrownBy(() -> log.append(2, entries(1, "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be written");
        assertThat(failures).hasSize(1);
        assertThat(log.lastAppended()).isEqualTo(1);
    }
}
