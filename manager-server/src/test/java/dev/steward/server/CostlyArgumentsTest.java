package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no client writes, and what would take for ever to hash, to print or to read: no lane and no taker does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CostlyArgumentsTest {

    private static final int NEW = 1;

    /** Its number inside of envelopes, where classes of the JDK have one. */
    private static final int LINKED_HASH_SET = 69;

    private ManagerServer server;
    private RawClient hostile;
    private RawClient bystander;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .registerFunction("hash", Object.class, Object::hashCode)
                .registerFunction("print", Object.class, Objects::toString)
                .build();
        server.start();
        hostile = RawClient.open(server);
        bystander = RawClient.open(server);
    }

    @AfterEach
    void close() {
        hostile.close();
        bystander.close();
        server.close();
        ServerThreads.awaitNone();
    }

    /** An Optional of a list that holds lists twice, on so many levels; with a set of one list of the outermost, if asked for. */
    private static EncodedValue shared(int levels, boolean inSet) {
        ValueOutput inside = new ValueOutput();
        int lists = 0;
        inside.writeInt(0);
        inside.writeByte(NEW);
        if (inSet) {
            // What the Optional holds: a list of the other and of the set.
            inside.writeBytes(new byte[] {ValueKind.LIST.tag(), NEW, 2});
            lists++;
        }
        int outermost = inSet ? 2 : 1;
        for (int i = 0; i < levels; i++) {
            inside.writeBytes(new byte[] {ValueKind.LIST.tag(), NEW, 2});
            lists++;
        }
        inside.writeBytes(new byte[] {ValueKind.INT.tag(), 0, ValueKind.INT.tag(), 0});
        for (int i = levels - 1; i > 0; i--) {
            inside.writeBytes(new byte[] {ValueKind.LIST.tag(), (byte) (outermost + i + 2)});
            lists++;
        }
        if (inSet) {
            inside.writeBytes(new byte[] {LINKED_HASH_SET, NEW, 1, ValueKind.LIST.tag(), (byte) (outermost + 2)});
            lists++;
        }
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(2);
        out.writeName("java.util.Optional");
        out.writeBlob(new byte[ValueKind.FINGERPRINT_BYTES]);
        out.writeCount(0);
        out.writeBlob(inside.toBytes());
        out.writeCount(lists);
        for (int i = 0; i < lists; i++) {
            out.writeByte(ValueKind.LIST.tag());
        }
        out.writeCount(0);
        return EncodedValue.fromBytes(out.toBytes());
    }

    private Reply function(String typeId, EncodedValue argument) {
        return hostile.ask(Operation.CALL, ObjectId.DIRECTORY, RawClient.withTypeId(typeId, argument));
    }

    private static EncodedValue trace(byte[] content) {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(5);
        out.writeName("traceparent");
        out.writeBlob(new byte[0]);
        out.writeCount(0);
        out.writeBlob(content);
        out.writeCount(0);
        out.writeCount(0);
        return EncodedValue.fromBytes(out.toBytes());
    }

    @Test
    void aTraceThatIsNoneIsTakenAwayLikeAnyOther() {
        byte[] large = new byte[500_000];
        Arrays.fill(large, (byte) 0xFF);
        for (byte[] content : new byte[][] {{}, {'\n'}, {-1, '\n', -1}, new byte[55], large}) {
            Reply reply =
                    hostile.ask(Operation.CALL, ObjectId.DIRECTORY, RawClient.withTypeId("print", 7, trace(content)));
            assertThat(RawClient.resultOf(reply)).isEqualTo("7");
        }
        assertThat(RawClient.sentenceOf(function("print", trace(large)), Status.BAD_ARGUMENT))
                .contains("print");
        assertThat(bystander.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
    }

    @Test
    void whatIsSharedOnAFewLevelsIsServed() {
        for (boolean inSet : new boolean[] {false, true}) {
            assertThat(RawClient.resultOf(function("hash", shared(10, inSet)))).isInstanceOf(Integer.class);
            assertThat(String.valueOf(RawClient.resultOf(function("print", shared(3, inSet)))))
                    .contains("[[[0, 0], [0, 0]], [[0, 0], [0, 0]]]");
        }
    }

    @ParameterizedTest
    @CsvSource({"22, false", "22, true", "50, false", "50, true"})
    void noLaneAndNoTakerHashesForEver(int levels, boolean inSet) {
        EncodedValue costly = shared(levels, inSet);
        assertThat(costly.size()).isLessThan(500);
        for (String function : new String[] {"hash", "print"}) {
            assertThat(RawClient.sentenceOf(function(function, costly), Status.VALUE_REFUSED))
                    .contains("share collections");
        }
        ObjectId queue = hostile.create("queue");
        hostile.call(Operation.QUEUE_PUT, queue, costly, 0L);
        Reply taken = hostile.ask(Operation.QUEUE_TAKE, queue, 0L);
        assertThatThrownBy(() -> RawClient.CODEC.decode(taken.value()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
        assertThat(bystander.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
    }
}
