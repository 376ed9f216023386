package dev.steward.python.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs are told apart by what they hold, in a time that follows from their size. */
@Timeout(120)
@Tag("one-jdk")
class FingerprintTest {

    private static String of(String pickle) {
        return of(PickleReader.read(HandMade.bytes(pickle)));
    }

    private static String of(PickleNode node) {
        return HexFormat.of().formatHex(Fingerprint.of(node));
    }

    @Test
    void whatHoldsSomethingElseHasAnother() {
        List<String> pickles = List.of(
                "N.",
                "\u0088.",
                "\u0089.",
                "K\u0001.",
                "G?\u00f0\u0000\u0000\u0000\u0000\u0000\u0000.",
                "K\u0002.",
                "\u008c\u00011.",
                "C\u00011.",
                "\u0096\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u00001.",
                "cm\nX\n.",
                "cm\nY\n.",
                "].",
                ").",
                "}.",
                "\u008f.",
                "(\u0091.",
                "]K\u0001a.",
                "]K\u0002a.",
                "](K\u0001K\u0002e.",
                "](K\u0002K\u0001e.",
                "]]K\u0001aa.",
                "K\u0001\u0085.",
                "}K\u0001K\u0002s.",
                "}K\u0002K\u0001s.",
                "cm\nX\n)R.",
                "cm\nX\n)\u0081.",
                "cm\nX\n)}\u0092.",
                "cm\nX\nK\u0001\u0085R.",
                "cm\nX\n)R}b.",
                "cm\nX\n)RNa.",
                "cm\nX\n)R(N\u0090.",
                "cm\nX\n)RNNs.",
                "cm\nX\n)R}bNb.",
                "]\u0094h\u0000a.",
                "]\u0094]h\u0000aa.",
                "]\u0094]h\u0000aah\u0000a.",
                "(cm\nX\n)Rt.");
        Set<String> different = new HashSet<>();
        pickles.forEach(pickle -> different.add(of(pickle)));
        assertThat(different).hasSize(pickles.size());
    }

    @Test
    void orderCountsForNothingInDictsAndSets() {
        assertThat(of("}(K\u0001NK\u0002\u0088u.")).isEqualTo(of("}(K\u0002\u0088K\u0001Nu."));
        assertThat(of("\u008f(K\u0001K\u0002\u0090.")).isEqualTo(of("\u008f(K\u0002K\u0001\u0090."));
        assertThat(of("(K\u0001K\u0002\u0091.")).isEqualTo(of("(K\u0002K\u0001\u0091."));
        assertThat(of("cm\nX\n)R}(K\u0001NK\u0002\u0088ub.")).isEqualTo(of("cm\nX\n)R}(K\u0002\u0088K\u0001Nub."));
    }

    @Test
    void whatIsSharedIsEqualToWhatIsThereTwice() {
        assertThat(of("]\u00942\u0086.")).isEqualTo(of("]]\u0086."));
        assertThat(of("\u008c(" + "x".repeat(40) + "2\u0086."))
                .isEqualTo(of("\u008c(" + "x".repeat(40) + "\u008c(" + "x".repeat(40) + "\u0086."));
    }

    @Test
    void howItWasWrittenCountsForNothing() {
        assertThat(of("c__builtin__\nset\n](K\u0001K\u0002e\u0085R.")).isEqualTo(of("\u008f(K\u0001K\u0002\u0090."));
        assertThat(of("cbuiltins\nfrozenset\n](K\u0001e\u0085R.")).isEqualTo(of("(K\u0001\u0091."));
        assertThat(of("c_codecs\nencode\n(V\\u00ff\nVlatin1\ntR.")).isEqualTo(of("C\u0001\u00ff."));
        assertThat(of("L5L\n.")).isEqualTo(of("\u008a\u0001\u0005."));
        assertThat(of("](K\u0001e(K\u0002e.")).isEqualTo(of("](K\u0001K\u0002e."));
    }

    @Test
    void circlesAreEqualThatAreBuiltAlike() {
        assertThat(of("]\u0094h\u0000a.")).isEqualTo(of("]\u0094h\u0000a."));
        // A list that holds a list that holds it, entered at either: alike. Beside a list that holds itself: not.
        assertThat(of("]\u0094]h\u0000aa.")).isNotEqualTo(of("]\u0094h\u0000a."));
        // What leads into a circle does not change it; where it is entered does.
        assertThat(of("K\u0001]\u0094h\u0000a\u0086.")).isNotEqualTo(of("K\u0002]\u0094h\u0000a\u0086."));
        assertThat(of("]\u0094}\u008c\u0001ah\u0000sa.")).isNotEqualTo(of("}\u0094\u008c\u0001a]h\u0000as."));
    }

    @Test
    void deepAndDoubledGraphsTakeAsLongAsTheyAreLarge() {
        PickleNode bomb = PickleReader.read(HandMade.repeated(")", "2\u0086", 100_000, "."));
        assertThat(of(bomb)).isNotEqualTo(of(PickleReader.read(HandMade.repeated(")", "2\u0086", 99_999, "."))));
        PickleNode chain = PickleReader.read(HandMade.deepLists(100_000));
        PickleNode bottom = chain;
        while (bottom.size() > 0) {
            bottom = bottom.part(0);
        }
        ((PickleItems) bottom).add(chain);
        assertThat(of(chain)).hasSize(2 * Fingerprint.BYTES);
    }

    @Test
    void aLargeTextIsHashedOnce() {
        // 100,000 times 64 KiB would take minutes.
        String start = "(X\u0000\u0000\u0001\u0000" + "x".repeat(65_536);
        assertThat(of(PickleReader.read(HandMade.repeated(start, "2", 100_000, "t."))))
                .hasSize(2 * Fingerprint.BYTES);
    }
}
