package dev.steward.python.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.python.pickle.PickleInstance.Making;
import dev.steward.python.pickle.PickleInstance.Step;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read as the same graph: what is shared stays so, circles too, however deep. */
@Timeout(120)
@Tag("one-jdk")
class PickleWriterTest {

    private static final int DEEP = 100_000;

    private static PickleNode again(PickleNode node, int protocol) {
        return PickleReader.read(PickleWriter.write(node, protocol));
    }

    private static PickleNode read(String pickle) {
        return PickleReader.read(HandMade.bytes(pickle));
    }

    private static PickleItems list(PickleNode... items) {
        PickleItems list = PickleItems.of(PickleKind.LIST);
        List.of(items).forEach(list::add);
        return list;
    }

    private static void assertSame(PickleNode node, PickleNode other) {
        assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(node));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyKindIsWrittenInEveryProtocol(int protocol) {
        PickleItems dict = PickleItems.of(PickleKind.DICT);
        PickleItems set = PickleItems.of(PickleKind.SET);
        PickleItems frozenset = PickleItems.of(PickleKind.FROZENSET);
        for (int i = 0; i < 3; i++) {
            dict.add(PickleLeaf.of("key " + i));
            dict.add(PickleLeaf.of(i));
            set.add(PickleLeaf.of(i));
            frozenset.add(PickleLeaf.of("\ud83d" + i));
        }
        PickleInstance instance = PickleInstance.call(GlobalName.of("m", "make"), PickleLeaf.of(1));
        instance.add(Step.STATE, dict);
        instance.add(Step.APPEND, PickleLeaf.NONE);
        instance.add(Step.APPEND, PickleLeaf.TRUE);
        instance.add(Step.SET_ITEMS, PickleLeaf.of("k"));
        instance.add(Step.SET_ITEMS, PickleLeaf.of("v"));
        PickleItems all = list(
                PickleLeaf.NONE,
                PickleLeaf.TRUE,
                PickleLeaf.FALSE,
                PickleLeaf.of(-1),
                PickleLeaf.of(255),
                PickleLeaf.of(65_535),
                PickleLeaf.of(1L << 40),
                PickleLeaf.of(BigInteger.ONE.shiftLeft(5_000).negate()),
                PickleLeaf.of(-0.0),
                PickleLeaf.of(0.1),
                PickleLeaf.of(Double.NEGATIVE_INFINITY),
                PickleLeaf.of(Double.NaN),
                PickleLeaf.of("a\\b\n\u00e4\ud83d\ude00"),
                PickleLeaf.of("x".repeat(70_000)),
                PickleLeaf.bytes(new byte[] {0, -1}),
                PickleLeaf.bytes(new byte[300]),
                PickleLeaf.bytearray(new byte[] {1, 2}),
                PickleItems.tuple(),
                PickleItems.tuple(PickleLeaf.NONE),
                PickleItems.tuple(PickleLeaf.NONE, PickleLeaf.NONE, PickleLeaf.NONE, PickleLeaf.NONE),
                list(),
                dict,
                set,
                frozenset,
                instance,
                GlobalName.of("builtins", "len"),
                GlobalName.of("socket", "socket"),
                GlobalName.read("__builtin__", "xrange", 2));
        assertSame(all, again(all, protocol));
    }

    @Test
    void whatOlderProtocolsCannotSayIsACallThatMakesTheSame() {
        PickleInstance made =
                PickleInstance.of(Making.NEW, GlobalName.of("m", "X"), PickleItems.tuple(PickleLeaf.of(7)));
        made.add(Step.STATE, PickleLeaf.of("state"));
        PickleInstance old = (PickleInstance) again(made, 1);
        assertThat(old.isCallOf("copyreg", "__newobj__")).isTrue();
        assertThat(old.className()).isEqualTo("m.X");
        assertThat(old.arguments().size()).isEqualTo(2);
        assertThat(old.step(0)).isEqualTo(Step.STATE);
        PickleInstance inner = (PickleInstance) again(GlobalName.of("m", "Outer.Inner"), 3);
        assertThat(inner.isCallOf("builtins", "getattr")).isTrue();
        assertSame(made, again(made, 2));
        assertThat(again(GlobalName.of("m", "Outer.Inner"), 4).toString()).isEqualTo("m.Outer.Inner");
    }

    @Test
    void aTextOfTwoHalvesStaysTwo() {
        PickleLeaf halves = (PickleLeaf) read("\u008c\u0006\u00ed\u00a0\u00bd\u00ed\u00b8\u0080.");
        assertThat(halves.text()).isNull();
        for (int protocol = 0; protocol <= PickleReader.NEWEST; protocol++) {
            PickleLeaf again = (PickleLeaf) again(halves, protocol);
            assertThat(again.text()).isNull();
            assertThat(again.content()).isEqualTo(halves.content());
        }
        assertThat(Fingerprint.of(halves)).isNotEqualTo(Fingerprint.of(PickleLeaf.of("\ud83d\ude00")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 5})
    void whatIsSharedStaysShared(int protocol) {
        PickleItems row = list(PickleLeaf.of(1));
        PickleLeaf bytearray = PickleLeaf.bytearray(new byte[3]);
        PickleNode back = again(list(row, row, bytearray, bytearray, list(PickleLeaf.of(1))), protocol);
        assertThat(back.part(1)).isSameAs(back.part(0)).isNotSameAs(back.part(4));
        assertThat(back.part(3)).isSameAs(back.part(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void circlesStayCircles(int protocol) {
        PickleItems self = list();
        self.add(self);
        assertThat(again(self, protocol).part(0).part(0)).isNotNull();
        PickleNode selfBack = again(self, protocol);
        assertThat(selfBack.part(0)).isSameAs(selfBack);

        PickleItems inTuple = list();
        PickleItems tuple = PickleItems.tuple(inTuple, PickleLeaf.of(1));
        inTuple.add(tuple);
        PickleNode tupleBack = again(tuple, protocol);
        assertThat(tupleBack.part(0).part(0)).isSameAs(tupleBack);

        PickleInstance instance = PickleInstance.call(GlobalName.of("m", "X"));
        PickleItems state = PickleItems.of(PickleKind.DICT);
        state.add(PickleLeaf.of("me"));
        state.add(PickleItems.tuple(instance, list(instance)));
        instance.add(Step.STATE, state);
        PickleNode instanceBack = again(instance, protocol);
        assertThat(instanceBack.part(2).part(1).part(0)).isSameAs(instanceBack);
        assertThat(instanceBack.part(2).part(1).part(1).part(0)).isSameAs(instanceBack);
        assertSame(instance, instanceBack);

        PickleItems set = PickleItems.of(PickleKind.SET);
        PickleInstance element = PickleInstance.call(GlobalName.of("m", "X"));
        element.add(Step.STATE, set);
        set.add(element);
        PickleNode setBack = again(set, protocol);
        assertThat(setBack.part(0).part(2)).isSameAs(setBack);
    }

    @Test
    void aHundredThousandLevelsTakeNoStack() {
        PickleNode lists = PickleReader.read(HandMade.deepLists(DEEP));
        PickleNode tuples = PickleReader.read(HandMade.repeated(")", "\u0085", DEEP, "."));
        for (PickleNode deep : List.of(lists, tuples)) {
            for (int protocol : new int[] {0, 2, 4}) {
                PickleNode back = again(deep, protocol);
                int levels = 0;
                for (PickleNode node = back; node.size() > 0; node = node.part(0)) {
                    levels++;
                }
                assertThat(levels).isGreaterThanOrEqualTo(DEEP - 1);
                assertSame(deep, back);
            }
        }
    }

    @Test
    void whatDoublesWithEachLevelIsWrittenOnce() {
        PickleNode bomb = PickleReader.read(HandMade.repeated(")", "2\u0086", 10_000, "."));
        byte[] written = PickleWriter.write(bomb, 4);
        assertThat(written.length).isLessThan(100_000);
        assertSame(bomb, PickleReader.read(written));
    }

    @Test
    void thereIsNoProtocolSix() {
        assertThatThrownBy(() -> PickleWriter.write(PickleLeaf.NONE, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6");
    }

    @Test
    void whatPython3WritesForAnEmptyQueueIsUnderstood() {
        PickleNode reply = read(
                "\u0080\u0004\u0095\u001f\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
                        + "\u008c\u0006#ERROR\u0094\u008c\u0006_queue\u0094\u008c\u0005Empty\u0094\u0093\u0094)R\u0094\u0086\u0094.");
        assertThat(((PickleLeaf) reply.part(0)).text()).isEqualTo("#ERROR");
        assertThat(((PickleInstance) reply.part(1)).className()).isEqualTo("_queue.Empty");
    }

    @Test
    void whatProtocolZeroWritesInLinesIsUnderstood() {
        PickleNode all =
                read("(I01\nI00\nI-7\nL99999999999999999999L\nF-1.5e3\nFnan\nS'a\\n\\x41\\\\'\nV\\u00e4\\U0001f600x\n"
                        + "l.");
        assertThat(all.part(0)).isSameAs(PickleLeaf.TRUE);
        assertThat(all.part(1)).isSameAs(PickleLeaf.FALSE);
        assertThat(((PickleLeaf) all.part(2)).integer()).isEqualTo(-7L);
        assertThat(((PickleLeaf) all.part(3)).integer()).isEqualTo(new BigInteger("99999999999999999999"));
        assertThat(((PickleLeaf) all.part(4)).real()).isEqualTo(-1500.0);
        assertThat(((PickleLeaf) all.part(5)).real()).isNaN();
        assertThat(((PickleLeaf) all.part(6)).text()).isEqualTo("a\nA\\");
        assertThat(((PickleLeaf) all.part(7)).text()).isEqualTo("\u00e4\ud83d\ude00x");
        assertThat(((PickleLeaf) all.part(7)).content())
                .isEqualTo("\u00e4\ud83d\ude00x".getBytes(StandardCharsets.UTF_8));
    }
}
