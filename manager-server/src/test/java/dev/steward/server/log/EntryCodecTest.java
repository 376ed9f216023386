package dev.steward.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.TimePassed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a log is read again, by later releases too, and what is damaged is refused. */
@Timeout(60)
@Tag("one-jdk")
class EntryCodecTest {

    private static final int HEAD = 5;

    private final EntryCodec codec = new EntryCodec(InputSamples.VALUES);

    @Test
    void everyInputHasWordsOfItsOwn() {
        assertThat(InputSamples.kinds()).hasSameSizeAs(InputKind.values());
        for (LogEntry entry : new InputSamples(1).entries()) {
            InputKind kind = InputKind.of(entry.input());
            assertThat(InputKind.of(kind.number())).isEqualTo(kind);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (long seed = 1; seed <= 200; seed++) {
            for (LogEntry entry : new InputSamples(seed).entries()) {
                byte[] encoded = codec.encode(entry);
                LogEntry read = codec.decode(seed, encoded);
                assertThat(codec.encode(read)).as("%s", entry).isEqualTo(encoded);
                if (!bringsAGroup(entry)) {
                    assertThat(read).isEqualTo(entry);
                }
            }
        }
    }

    /** A group has no equality but that of its state. */
    private static boolean bringsAGroup(LogEntry entry) {
        return entry.input() instanceof DirectoryInput.AddObject
                || (entry.input() instanceof DirectoryInput.Adopt adopt && adopt.group() != null);
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void theLanguageOfAVersionStaysAsItIs(int version) throws IOException {
        assertThat(version).as("a version that is read has its file here").isLessThanOrEqualTo(EntryCodec.VERSION);
        List<String> golden = golden(version);
        for (String line : golden) {
            String[] words = line.split(" ", -1);
            byte[] encoded = HexFormat.of().parseHex(words[1]);
            LogEntry read = codec.decode(1, encoded);
            assertThat(InputKind.of(read.input()).name()).isEqualTo(words[0]);
            if (version == EntryCodec.VERSION) {
                assertThat(codec.encode(read)).as(words[0]).isEqualTo(encoded);
            }
        }
        if (version == EntryCodec.VERSION) {
            String all = new InputSamples(17)
                    .entries().stream()
                            .map(entry -> InputKind.of(entry.input()) + " "
                                    + HexFormat.of().formatHex(codec.encode(entry)))
                            .collect(Collectors.joining("\n"));
            assertThat(String.join("\n", golden))
                    .as(
                            "what is written may only change with the number of the version, and then gets a file of its own")
                    .isEqualTo(all);
        }
    }

    private static List<String> golden(int version) throws IOException {
        try (InputStream file = EntryCodecTest.class.getResourceAsStream("entries-" + version + ".txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void aFlippedBitAnywhereIsNoticed() {
        for (LogEntry entry : new InputSamples(2).entries()) {
            byte[] encoded = codec.encode(entry);
            for (int bit = 0; bit < 8 * encoded.length; bit++) {
                byte[] flipped = encoded.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                refuses(flipped);
            }
        }
    }

    @Test
    void whatIsCutOffOrLongerIsNoticed() {
        for (LogEntry entry : new InputSamples(3).entries()) {
            byte[] encoded = codec.encode(entry);
            for (int length = 0; length < encoded.length; length++) {
                refuses(Arrays.copyOf(encoded, length));
            }
            refuses(Arrays.copyOf(encoded, encoded.length + 1));
        }
    }

    private void refuses(byte[] damaged) {
        assertThatThrownBy(() -> codec.decode(4711, damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entry 4711 of the log cannot be read: ");
    }

    /** The checksum may be right where a program wrote what is wrong: it is refused, or understood, and costs little. */
    @Test
    void whatHasTheRightChecksumIsUnderstoodOrRefused() {
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (int round = 0; round < 100; round++) {
            for (LogEntry entry : new InputSamples(round).entries()) {
                byte[] changed = codec.encode(entry);
                for (int change = random.nextInt(3); change >= 0; change--) {
                    changed[HEAD + random.nextInt(changed.length - HEAD)] = (byte) random.nextInt();
                }
                if (random.nextInt(4) == 0) {
                    changed = Arrays.copyOf(changed, HEAD + random.nextInt(changed.length - HEAD));
                }
                refused += isRefused(sealed(changed)) ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    private boolean isRefused(byte[] changed) {
        try {
            codec.decode(1, changed);
            return false;
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("entry 1 of the log cannot be read: ");
            assertThat(refused.getMessage().length()).isLessThan(300);
            return true;
        }
    }

    /** Gives changed bytes the checksum that they would have. */
    private static byte[] sealed(byte[] changed) {
        CRC32C checksum = new CRC32C();
        checksum.update(changed, HEAD, changed.length - HEAD);
        ByteBuffer.wrap(changed).putInt(1, (int) checksum.getValue());
        return changed;
    }

    /** A count that says two billion takes no memory. */
    @Test
    void aLengthThatCannotBeTakesNoMemory() {
        byte[] manyThreads = {1, 0, 0, 0, 0, 0, 2 * 14, 0, -2, -1, -1, -1, 15};
        assertThatThrownBy(() -> codec.decode(5, sealed(manyThreads)))
                .hasMessageStartingWith("entry 5 of the log cannot be read: it ends after 13 bytes");
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        byte[] encoded = codec.encode(new LogEntry(GroupId.DIRECTORY, new TimePassed(1)));
        encoded[0] = EntryCodec.VERSION + 1;
        assertThatThrownBy(() -> codec.decode(6, encoded))
                .hasMessageStartingWith(
                        "entry 6 of the log cannot be read: it is of version 2, and this server reads version 1:");
    }
}
