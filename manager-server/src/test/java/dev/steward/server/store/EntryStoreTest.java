package dev.steward.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was put into a log is read again, or what is wrong is said: nothing is guessed, and nothing is left out. */
@Timeout(60)
@Tag("one-jdk")
class EntryStoreTest {

    private static final LogIdentity IDENTITY = new LogIdentity(new UUID(1, 2), 3);

    @TempDir
    private Path directory;

    private static List<byte[]> entries(int... sizes) {
        List<byte[]> entries = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(sizes.length);
        for (int size : sizes) {
            byte[] entry = new byte[size];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    private List<byte[]> read(long lastEntry) throws IOException {
        List<byte[]> read = new ArrayList<>();
        EntryStore.open(directory, IDENTITY, lastEntry, (number, entry) -> {
                    assertThat(number).isEqualTo(lastEntry + read.size() + 1);
                    read.add(entry);
                })
                .close();
        return read;
    }

    private List<byte[]> written(List<List<byte[]>> frames) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            for (List<byte[]> frame : frames) {
                store.append(frame);
                all.addAll(frame);
            }
            store.sync();
        }
        return all;
    }

    private static void assertSame(List<byte[]> read, List<byte[]> expected) {
        assertThat(read).usingElementComparator(Arrays::compare).containsExactlyElementsOf(expected);
    }

    @Test
    void whatWasPutInIsReadAgain() throws IOException {
        List<byte[]> all = written(List.of(entries(0), entries(1, 2, 3), entries(3_000_000, 7)));
        assertSame(read(0), all);
        assertSame(read(2), all.subList(2, all.size()));
        assertThat(EntryStore.identityIn(directory)).isEqualTo(IDENTITY);
    }

    @Test
    void aDirectoryWithoutALogHasNoIdentity() {
        assertThat(EntryStore.identityIn(directory)).isNull();
        assertThat(EntryStore.identityIn(directory.resolve("none"))).isNull();
    }

    @Test
    void whatWasTornWhileItWasWrittenIsCutOffWhereverThatWas() throws IOException {
        List<byte[]> whole = written(List.of(entries(10, 20), entries(5)));
        Path file = onlySegment();
        long end = Files.size(file);
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            store.append(entries(30, 1));
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length = (int) end; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertSame(read(0), whole);
            assertThat(Files.size(file)).isEqualTo(end);
            // Its room was there before its bytes were.
            Files.write(file, Arrays.copyOf(Arrays.copyOf(bytes, length), bytes.length + 100));
            if (length < bytes.length - Frame.TAIL_BYTES && (length == end || length >= end + Frame.HEAD_BYTES)) {
                assertSame(read(0), whole);
            }
        }
        Files.write(file, bytes);
        assertThat(read(0)).hasSize(whole.size() + 2);
    }

    @Test
    void theLogGoesOnBehindWhatWasCutOff() throws IOException {
        List<byte[]> all = new ArrayList<>(written(List.of(entries(10, 20))));
        Path file = onlySegment();
        Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            assertThat(store.nextEntry()).isEqualTo(3);
            store.append(entries(4));
        }
        all.addAll(entries(4));
        assertSame(read(0), all);
    }

    @Test
    void noFlippedBitLosesAnything() throws IOException {
        List<byte[]> all = written(List.of(entries(10, 20), entries(5), entries(9)));
        Path file = onlySegment();
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            try {
                assertSame(read(0), all);
            } catch (DamagedLogException damaged) {
                refused++;
                assertThat(damaged.getMessage()).contains(file.toString());
                assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
            }
        }
        // What is said twice may be wrong once.
        assertThat(refused).isGreaterThanOrEqualTo(8 * (bytes.length - 3 * Frame.TAIL_BYTES));
    }

    @Test
    void theCureThatIsNamedIsOne() throws IOException {
        List<byte[]> all = written(List.of(entries(10, 20), entries(50)));
        Path file = onlySegment();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageStartingWith("entry 3 of the log, at byte ")
                .hasMessageContaining("truncate -s ")
                .satisfies(damaged -> {
                    String size = damaged.getMessage().replaceAll(".*truncate -s (\\d+) .*", "$1");
                    Files.write(file, Arrays.copyOf(bytes, Integer.parseInt(size)));
                });
        assertSame(read(0), all.subList(0, 2));
    }

    @Test
    void whatASnapshotHasIsDroppedAndNoMore() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            for (int segment = 0; segment < 4; segment++) {
                store.append(entries(10, 11));
                all.addAll(entries(10, 11));
                store.roll();
            }
            store.roll();
            assertThat(Segment.filesIn(directory)).hasSize(5);
            store.dropUntil(5);
            assertThat(Segment.filesIn(directory)).hasSize(3);
        }
        assertSame(read(5), all.subList(5, 8));
        assertThat(read(8)).isEmpty();
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("the log begins with entry")
                .hasMessageContaining("the snapshot with what was before it is missing: restore");
    }

    @Test
    void theSnapshotMayHaveMoreThanWasSavedOfTheLog() throws IOException {
        written(List.of(entries(10, 20)));
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 7, (number, entry) -> {})) {
            assertThat(store.nextEntry()).isEqualTo(8);
            store.append(entries(3));
        }
        assertSame(read(7), entries(3));
    }

    @Test
    void aMissingSegmentIsNoticed() throws IOException {
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            for (int segment = 0; segment < 3; segment++) {
                store.append(entries(10));
                store.roll();
            }
        }
        Files.delete(Segment.filesIn(directory).get(1));
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageStartingWith("entry 2 of the log is missing: ");
    }

    @Test
    void theLossOfTheNewestSegmentIsNoticedAndTheCureThatIsNamedIsOne() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            for (int segment = 0; segment < 3; segment++) {
                store.append(entries(10, 20));
                all.addAll(entries(10, 20));
                if (segment < 2) {
                    store.roll();
                }
            }
        }
        assertSame(read(0), all);
        Path lost = Segment.filesIn(directory).get(2);
        byte[] bytes = Files.readAllBytes(lost);
        Files.delete(lost);
        String words = "entry 5 of the log and all behind it are missing: there is no " + lost;
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageStartingWith(words);
        // What is in the snapshot does not make up for it.
        assertThatThrownBy(() -> read(3))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageStartingWith(words);
        Files.write(lost, bytes);
        assertSame(read(0), all);
        Files.delete(lost);
        Files.delete(directory.resolve("newest"));
        assertSame(read(0), all.subList(0, 4));
        // The one that was cut off is not missed any more.
        assertSame(read(0), all.subList(0, 4));
    }

    @Test
    void theLossOfTheOnlySegmentIsNoticed() throws IOException {
        List<byte[]> all = written(List.of(entries(10)));
        Path lost = onlySegment();
        byte[] bytes = Files.readAllBytes(lost);
        Files.delete(lost);
        String words = "entry 1 of the log and all behind it are missing: there is no " + lost;
        for (ThrowingCallable open : List.<ThrowingCallable>of(() -> EntryStore.identityIn(directory), () -> read(0))) {
            assertThatThrownBy(open).isInstanceOf(DamagedLogException.class).hasMessageStartingWith(words);
        }
        Files.write(lost, bytes);
        assertSame(read(0), all);
    }

    @Test
    void whoIsKilledWhileASegmentIsBegunStartsAgain() throws IOException {
        List<byte[]> all = written(List.of(entries(10)));
        Path newest = directory.resolve("newest");
        byte[] named = Files.readAllBytes(newest);
        // It has no name before it is whole.
        Files.write(directory.resolve("segment.new"), new byte[] {1, 2, 3});
        assertSame(read(0), all);
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            store.roll();
        }
        // It was there, and not named yet.
        Files.write(newest, named);
        assertSame(read(0), all);
        assertThat(Files.readAllBytes(newest)).isNotEqualTo(named);
    }

    @Test
    void aLogWithoutTheNameOfItsNewestSegmentIsReadAndGetsOne() throws IOException {
        List<byte[]> all = written(List.of(entries(10)));
        Files.delete(directory.resolve("newest"));
        assertSame(read(0), all);
        assertThat(directory.resolve("newest")).exists();
        byte[] named = Files.readAllBytes(directory.resolve("newest"));
        for (int bit = 0; bit < 8 * named.length; bit++) {
            byte[] flipped = named.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(directory.resolve("newest"), flipped);
            assertThatThrownBy(() -> read(0))
                    .isInstanceOf(DamagedLogException.class)
                    .hasMessageContaining(directory.resolve("newest").toString())
                    .hasMessageEndingWith("if all segments of the log are there, remove it");
        }
    }

    @Test
    void aSegmentThatIsCutInTheMiddleOfTheLogIsNoticed() throws IOException {
        try (EntryStore store = EntryStore.open(directory, IDENTITY, 0, (number, entry) -> {})) {
            store.append(entries(10));
            store.roll();
            store.append(entries(10));
        }
        Path file = Segment.filesIn(directory).get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageStartingWith("entry 1 of the log is missing: ");
    }

    @Test
    void theLogOfAnotherServerIsRefused() throws IOException {
        written(List.of(entries(10)));
        LogIdentity other = new LogIdentity(new UUID(7, 7), 3);
        assertThatThrownBy(() -> EntryStore.open(directory, other, 0, (number, entry) -> {}))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("is of another log, of server " + IDENTITY.serverId());
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() throws IOException {
        written(List.of(entries(10)));
        Path file = onlySegment();
        byte[] bytes = Files.readAllBytes(file);
        bytes[11]++;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(0))
                .hasMessageContaining("is of version 2, and this server reads version 1: start");
    }

    private Path onlySegment() {
        assertThat(Segment.filesIn(directory)).hasSize(1);
        return Segment.filesIn(directory).get(0);
    }
}
