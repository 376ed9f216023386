package dev.steward.python.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steward.api.ProtocolException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no pickle, or what no pickle of values has in it, is refused with the reason; nothing is reserved for it. */
@Timeout(60)
@Tag("one-jdk")
class RefusedPicklesTest {

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("nothing at all", "", "ends early"),
                arguments("no end", "N", "ends early"),
                arguments("an end and nothing else", ".", "more than it has made"),
                arguments("two objects", "NN.", "left over"),
                arguments("more behind the end", "N.N", "left over"),
                arguments("a mark at the end", "(N.", "left over"),
                arguments("an opcode that there is not", "\u00ff.", "0xff"),
                arguments("a newer protocol", "\u0080\u0006N.", "protocol 6"),
                arguments("a protocol without its number", "\u0080", "ends early"),
                arguments("a persistent id", "Pid\n.", "persistent id"),
                arguments("a persistent id on the stack", "NQ.", "persistent id"),
                arguments("an extension", "\u0082\u0001.", "copyreg"),
                arguments("a larger extension", "\u0083\u0001\u0001.", "copyreg"),
                arguments("the largest extension", "\u0084\u0001\u0001\u0001\u0001.", "copyreg"),
                arguments("a buffer beside it", "\u0097.", "buffer_callback"),
                arguments("a buffer that is read-only", "N\u0098.", "buffer_callback"),
                arguments("a text of 2 GiB", "X\u00ff\u00ff\u00ff\u007f", "a length of 2147483647 with 0 bytes left"),
                arguments("a text of 4 GiB", "X\u00ff\u00ff\u00ff\u00ffabc", "a length of 4294967295 with 3"),
                arguments("a text of 8 EiB", "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "a length of"),
                arguments("bytes of more", "\u008e\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080", "a length of"),
                arguments("a bytearray of more", "\u0096\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "a length"),
                arguments("an int of -1 bytes", "\u008b\u00ff\u00ff\u00ff\u00ff.", "a length of"),
                arguments("an int that ends early", "\u008a\u0005ab.", "a length of 5 with 3"),
                arguments("bytes that end early", "B\u0005\u0000\u0000\u0000ab.", "a length of 5"),
                arguments("a float that ends early", "Gabc.", "ends early"),
                arguments(
                        "a frame of more", "\u0095\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000N.", "a length of 9"),
                arguments("a byte that is no text", "\u008c\u0001\u0080.", "not UTF-8"),
                arguments("half a character", "\u008c\u0001\u00c3.", "not UTF-8"),
                arguments("a character that takes too many bytes", "\u008c\u0003\u00e0\u0080\u0080.", "not UTF-8"),
                arguments("a character beyond all", "\u008c\u0004\u00f4\u0090\u0080\u0080.", "not UTF-8"),
                arguments("nothing noted", "h\u0000.", "nothing was noted under 0"),
                arguments("nothing noted under much", "j\u00ff\u00ff\u00ff\u00ff.", "noted under 4294967295"),
                arguments("something noted under less than 0", "g-1\n.", "no number to note"),
                arguments("something noted under a word", "gx\n.", "no whole number"),
                arguments("nothing to note", "p0\n.", "more than it has made"),
                arguments("nothing to note next", "\u0094.", "more than it has made"),
                arguments("no mark to go back to", "N1.", "a mark that is not there"),
                arguments("a tuple without a mark", "Nt.", "a mark that is not there"),
                arguments("a tuple of more than there is", "N\u0086.", "more than it has made"),
                arguments("a tuple beyond a mark", "N(\u0085.", "more than it has made"),
                arguments("nothing to take away", "0.", "a mark that is not there"),
                arguments("nothing to double", "2.", "more than it has made"),
                arguments("an element of None", "NNa.", "added to a NONE"),
                arguments("an element of a tuple", ")(Ne.", "added to a TUPLE"),
                arguments("an item of a list", "]NNs.", "added to a LIST"),
                arguments("an element of a set in a dict", "}(N\u0090.", "added to a DICT"),
                arguments("elements of nothing", "(Ne.", "adds to nothing"),
                arguments("elements of what is beyond a mark", "]((Ne.", "adds to nothing"),
                arguments("a key without a value", "}(Nu.", "a key without a value"),
                arguments("a dict with half an entry", "(Nd.", "a key without a value"),
                arguments("a call of None", "N)R.", "calls a NONE"),
                arguments("a call of a text", "\u008c\u0001a)R.", "calls a TEXT"),
                arguments("a call of a list", "])\u0081.", "calls a LIST"),
                arguments("a call without a tuple", "cbuiltins\nlen\nNR.", "no TUPLE"),
                arguments("an instance without a tuple", "cm\nX\n]\u0081.", "no TUPLE"),
                arguments("names that are no dict", "cm\nX\n)N\u0092.", "no DICT"),
                arguments("a state for a class", "cm\nX\n}b.", "added to a GLOBAL is for a INSTANCE"),
                arguments("a state for a list", "]}b.", "added to a LIST is for a INSTANCE"),
                arguments("an item for a class", "cm\nX\nNNs.", "added to a GLOBAL"),
                arguments("a class named by numbers", "K\u0001K\u0002\u0093.", "a name of a class that is a INT"),
                arguments(
                        "a class named by half a pair",
                        "\u008c\u0006\u00ed\u00a0\u00bd\u00ed\u00b8\u0080h\u0000\u0093.",
                        ""),
                arguments("a class whose name has no end", "cos\nsystem", "ends early"),
                arguments("an int with a letter", "I1x\n.", "no whole number"),
                arguments("an int of nothing", "I\n.", "no whole number"),
                arguments("an int of a sign", "L-\n.", "no whole number"),
                arguments("an int in other digits", "I\u00b2\n.", "no whole number"),
                arguments("an int of very many digits", "L" + "9".repeat(5_001) + "L\n.", "the most is 5000"),
                arguments("a float of letters", "Fx\n.", "no float"),
                arguments("a float of another base", "F0x1p3\n.", "no float"),
                arguments("a float with a suffix", "F1f\n.", "no float"),
                arguments("a text with half an escape", "V\\u00\n.", "an escape ends early"),
                arguments("a text with an escape of letters", "V\\u00zz\n.", "something else than digits"),
                arguments("a text with a character beyond all", "V\\UFFFFFFFF\n.", "beyond all"),
                arguments("a text without quotes", "Sabc\n.", "no quoted text"),
                arguments("a text of half a quote", "S'\n.", "no quoted text"),
                arguments("a text of Python 2 that is none", "S'\\xff'\n.", "not ASCII"),
                arguments("bytes of Python 2", "U\u0001\u00ff.", "not ASCII"),
                arguments("an object without a class", "(o.", "without a class"),
                arguments("an object of no mark", "im\nX\n.", "a mark that is not there"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isRefused(String name, String pickle, String reason) {
        assertThatThrownBy(() -> PickleReader.read(HandMade.bytes(pickle)))
                .as(name)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("these bytes are no pickle that can be read here")
                .hasMessageContaining("before byte")
                .hasMessageContaining(reason);
    }

    @Test
    void thereAreMoreThanForty() {
        assertThat(shapes().count()).isGreaterThan(40);
    }

    @Test
    void aNoteUnderALargeNumberTakesNoRoom() {
        assertThat(PickleReader.read(HandMade.bytes("Nr\u00ff\u00ff\u00ff\u007f0j\u00ff\u00ff\u00ff\u007f."))
                        .kind())
                .isEqualTo(PickleKind.NONE);
    }

    @Test
    void notesUnderAnyNumbersAreFoundAgain() {
        PickleNode list = PickleReader.read(HandMade.bytes("(K\u0001p5\nK\u0002p0\nK\u0003\u0094g5\ng0\nh\u0002t."));
        assertThat(list.size()).isEqualTo(6);
        assertThat(((PickleLeaf) list.part(3)).integer()).isEqualTo(1L);
        assertThat(((PickleLeaf) list.part(4)).integer()).isEqualTo(2L);
        assertThat(((PickleLeaf) list.part(5)).integer()).isEqualTo(3L);
    }

    @Test
    void aPickleHasCopiesMadeOnlyAsOftenAsItsSizeAllows() {
        // 255 bytes that are noted, and calls that each copy them.
        String start = "(C\u00ff" + "x".repeat(255) + "\u00940cbuiltins\nbytearray\n\u00940";
        PickleNode all = PickleReader.read(HandMade.repeated(start, "h\u0001h\u0000\u0085R", 10_000, "t."));
        assertThat(all.size()).isEqualTo(10_000);
        assertThat(all.part(0).kind()).isEqualTo(PickleKind.BYTEARRAY);
        assertThat(all.part(9_999).kind()).isEqualTo(PickleKind.INSTANCE);
    }
}
