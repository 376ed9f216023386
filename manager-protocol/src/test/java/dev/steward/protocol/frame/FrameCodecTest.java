package dev.steward.protocol.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.SampleMessages.Sample;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class FrameCodecTest {

    private static final String NO_CALL = "00000000 0000000000000000 ";
    private static final String CALL = "00000001 0000000000000001 ";
    private static final FrameRules SERVER_IN_SESSION = Rules.server(Phase.IN_SESSION);
    private static final FrameRules CLIENT_IN_SESSION = Rules.client(Phase.IN_SESSION);

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    static List<Sample> samples() {
        return SampleMessages.all();
    }

    // Splitting.

    @ParameterizedTest
    @MethodSource("samples")
    void takesNothingOfAFrameThatIsNotWhole(Sample sample) {
        ByteBuf whole = buffers.ofHex(sample.bytes());
        for (int length = 0; length < whole.readableBytes(); length++) {
            ByteBuf part = whole.slice(0, length);
            assertThat(FrameCodec.decode(part, Rules.in(sample.message().type())))
                    .isNull();
            assertThat(part.readerIndex()).isZero();
        }
    }

    @Test
    void takesOneFrameAfterTheOther() {
        ByteBuf two = buffers.empty();
        FrameCodec.encode(new Heartbeat(1), two, 512);
        FrameCodec.encode(new Heartbeat(2), two, 512);
        assertThat(FrameCodec.decode(two, SERVER_IN_SESSION)).isEqualTo(new Heartbeat(1));
        assertThat(FrameCodec.decode(two, SERVER_IN_SESSION)).isEqualTo(new Heartbeat(2));
        assertThat(FrameCodec.decode(two, SERVER_IN_SESSION)).isNull();
    }

    // Lengths.

    @Test
    void refusesAFrameBeyond512BytesBeforeAuthentication() {
        refuses("00000201", Rules.server(Phase.HANDSHAKE), "a frame of 513 bytes came", "before authentication");
        refuses("00000201", Rules.client(Phase.HANDSHAKE), "a frame of 513 bytes came");
    }

    @Test
    void tellsSomethingElseThatConnectsFromAPeer() {
        byte[] http = "GET / HTTP/1.1\r\n".getBytes(US_ASCII);
        assertThatThrownBy(() -> FrameCodec.decode(buffers.of(http), Rules.server(Phase.HANDSHAKE)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("is the other side a Steward peer?");
    }

    @Test
    void refusesAFrameBeyondTheLimitAsSoonAsItsLengthIsThere() {
        FrameRules rules = SERVER_IN_SESSION.withMaxFrame(1_000);
        refuses("000003e9", rules, "a frame of 1001 bytes came, 13 to 1000 may come");
        assertThat(FrameCodec.decode(buffers.ofHex("000003e8"), rules)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"00000000,0", "0000000c,12", "80000000,2147483648", "ffffffff,4294967295"})
    void refusesALengthThatNoFrameHas(String hex, String shown) {
        refuses(hex, SERVER_IN_SESSION, "a frame of " + shown + " bytes came");
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void refusesABodyOfALengthThatTheTypeDoesNotHave(MessageType type) {
        if (type.isReserved()) {
            return;
        }
        if (type.minBody() > 0) {
            refuses(frameHead(type, type.minBody() - 1), Rules.in(type), type + " has a body of ");
        }
        if (type.maxBody() < Rules.MAX_FRAME) {
            FrameRules rules = Rules.in(type);
            // Before authentication a body may be too long for any frame before it is too long for its type.
            String reason =
                    type.maxBody() + 1 + FrameCodec.HEADER_BYTES > limit(rules) ? "a frame of " : type + " has a body";
            refuses(frameHead(type, type.maxBody() + 1), rules, reason);
        }
    }

    @Test
    void nothingBeforeAuthenticationIsLongerThanItsLimit() {
        for (MessageType type : MessageType.values()) {
            if (type.isLegalIn(Phase.HANDSHAKE)) {
                assertThat(type.maxBody() + FrameCodec.HEADER_BYTES)
                        .as("%s", type)
                        .isLessThanOrEqualTo(FrameRules.MAX_BEFORE_AUTHENTICATION);
            }
        }
    }

    // Types.

    @Test
    void refusesAnUnknownType() {
        for (int code = 0; code < 0x100; code++) {
            if (MessageType.of(code) == null) {
                refuses(
                        "0000000d " + String.format("%02x", code),
                        SERVER_IN_SESSION,
                        String.format("message type 0x%02X is unknown", code));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {"PUSH", "BATCH", "CREDIT", "HEADER_MAP"})
    void refusesAReservedTypeWithThatReason(MessageType type) {
        for (Phase phase : Phase.values()) {
            refuses(frameHead(type, 0), Rules.server(phase), type + " is reserved");
            refuses(frameHead(type, 0), Rules.client(phase), type + " is reserved");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesATypeThatComesTheWrongWayOrInTheWrongPhase(Sample sample) {
        MessageType type = sample.message().type();
        for (Phase phase : Phase.values()) {
            for (Direction way : List.of(Direction.TO_SERVER, Direction.TO_CLIENT)) {
                FrameRules rules = new FrameRules(way, phase, Rules.MAX_FRAME);
                if (!type.direction().includes(way)) {
                    refuses(sample.bytes(), rules, type + " is not for this side");
                } else if (!type.isLegalIn(phase)) {
                    refuses(sample.bytes(), rules, type + " may not come when the connection is in phase " + phase);
                } else {
                    assertThat(FrameCodec.decode(buffers.ofHex(sample.bytes()), rules))
                            .isEqualTo(sample.message());
                }
            }
        }
    }

    @Test
    void refusesARequestBeforeTheWelcome() {
        refuses(frameHead(MessageType.CALL, 13), Rules.server(Phase.HANDSHAKE), "CALL may not come");
        refuses(frameHead(MessageType.CALL, 13), Rules.server(Phase.AUTHENTICATED), "CALL may not come");
    }

    // Headers.

    @ParameterizedTest
    @CsvSource({"80000000,0000000000000001", "00000001,0000000000000000", "00000001,8000000000000000"})
    void refusesACallIdThatNoCallHas(String thread, String number) {
        refuses("0000000d 22 " + thread + number, SERVER_IN_SESSION, "CANCEL came with the call id");
    }

    @ParameterizedTest
    @CsvSource({"00000001,0000000000000000", "00000000,0000000000000001"})
    void refusesACallIdWhereNoCallIsNamed(String thread, String number) {
        refuses("0000000e 30 " + thread + number + "01", SERVER_IN_SESSION, "it names no call");
    }

    // Bodies.

    @ParameterizedTest
    @MethodSource("samples")
    void refusesABodyWithOneByteTooMany(Sample sample) {
        ByteBuf frame = buffers.ofHex(sample.bytes());
        frame.setInt(0, frame.getInt(0) + 1).writeByte(0);
        assertThatThrownBy(
                        () -> FrameCodec.decode(frame, Rules.in(sample.message().type())))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesAHelloThatDoesNotBeginWithTheMagic() {
        String hello = SampleMessages.all().get(0).bytes().replace("53545744", "53545745");
        refuses(hello, Rules.server(Phase.HANDSHAKE), "does not begin with STWD");
    }

    @Test
    void refusesAHelloWhoseVersionsFall() {
        String hello = SampleMessages.all().get(0).bytes().replace("00010002", "00020001");
        refuses(hello, Rules.server(Phase.HANDSHAKE), "CLIENT_HELLO: versions go from 1 to 65535, not from 2 to 1");
    }

    @Test
    void refusesAHelloWithAnUnknownKeyId() {
        String hello = SampleMessages.all().get(0).bytes();
        refuses(
                hello.substring(0, hello.length() - 2) + "04",
                Rules.server(Phase.HANDSHAKE),
                "CLIENT_HELLO has an unknown key id");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 8000, a number that is longer than it need be",
        "30, 808080808080808080, a number of more than 63 bits",
        "30, 8080, ends too early",
        "30, 0101, has 1 bytes too many",
        "32, 02 00000001, claims 2 threads",
        "32, 00 00000001, 1 to 4096 threads end at once",
        "32, 01 00000000, a thread that ends is at least 1",
        "32, 01 80000000, a thread that ends is at least 1",
        "26, 00 000000000101, is for 1 to 1024 threads",
        "26, 01 800000000100, thread is at least 0",
        "26, 02 000000000100, claims 2 threads",
        "26, 01 00000000 01 01 01, claims 1 ranges",
        "26, 01 00000000 00 01 01 01, a floor is at least 1",
        "26, 01 00000000 01 01 00 01, ranges rise",
        "26, 01 00000000 01 01 01 00, an empty range",
    })
    void refusesAControlBodyThatIsWrong(String type, String body, String reason) {
        refuses(frame(type, NO_CALL, body), SERVER_IN_SESSION, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0001 0000000000000005 01 00 01, claims 1 arguments",
        "20, 0001 0000000000000005 01 00 01 01, claims 1 arguments",
        "20, 0001 0000000000000005 01 00 01 02 00, claims 2 bytes in a value",
        "20, 0001 0000000000000005 01 00 01 01 ff, value",
        "20, 0001 0000000000000005 01 00 01 00 00, value",
        "20, 0001 0000000000000005 01 00 00 01 00, has 2 bytes too many",
        "20, 0001 0000000000000005 01 00 8002, claims 256 arguments",
        "20, 0001 0000000000000005 01 7f 00, claims 127 ranges",
        "20, 0001 0000000000000005 01 02 01 01 00, claims 2 ranges",
        "20, 0001 0000000000000005 01 01 ffffffffffffffff7f 01 00, an empty range",
        "20, 0001 0000000000000005 01 01 01 ffffffffffffffff7f 00, an empty range",
        "20, 0001 0000000000000005 ffffffffffffffff7f 00 00 00, has 1 bytes too many",
        "20, 0001 0000000000000005 ffffffffffffffffff7f 00 00 00, a number of more than 63 bits",
    })
    void refusesACallBodyThatIsWrong(String type, String body, String reason) {
        refuses(frame(type, CALL, body), SERVER_IN_SESSION, reason);
    }

    @Test
    void refusesMoreThanMayTravelAtOnceAlsoWhenItIsThere() {
        String head = "0001 0000000000000005 01 ";
        refuses(frame("20", CALL, head + "00 8002" + "0100".repeat(256)), SERVER_IN_SESSION, "claims 256 arguments");
        refuses(
                frame("20", CALL, head + "8108" + "0101".repeat(1_025) + "00"),
                SERVER_IN_SESSION,
                "claims 1025 ranges");
        String thread = "000000010100";
        refuses(frame("26", NO_CALL, "8108" + thread.repeat(1_025)), SERVER_IN_SESSION, "claims 1025 threads");
    }

    @ParameterizedTest
    @CsvSource({
        "21, ff 00 00 0100, no status has the number 255",
        "21, 00 04 00 0100, has unknown flags 4",
        "21, 00 00 00 0200, claims 2 bytes in a value",
        "21, 00 00 00 ffff, ends too early",
    })
    void refusesAReplyBodyThatIsWrong(String type, String body, String reason) {
        refuses(frame(type, CALL, body), CLIENT_IN_SESSION, reason);
    }

    @Test
    void refusesATextThatIsNotUtf8() {
        refuses("0000000f 34 " + NO_CALL + "01 ff", CLIENT_IN_SESSION, "a text that is not UTF-8");
        refuses("00000011 34 " + NO_CALL + "03 eda080", CLIENT_IN_SESSION, "a text that is not UTF-8");
    }

    @Test
    void showsNoControlCharactersOfTheOtherSide() {
        Message message =
                FrameCodec.decode(buffers.ofHex("00000016 34 " + NO_CALL + "08 1b5b316d0a410d42"), CLIENT_IN_SESSION);
        assertThat(message).hasToString("SessionClosed[reason= [1m A B]");
    }

    @Test
    void refusesAFailureWithAnUnknownCode() {
        refuses("0000000f 3f " + NO_CALL + "63 00", CLIENT_IN_SESSION, "FAILURE has an unknown code");
    }

    // Sending.

    @Test
    void refusesToSendAFrameBeyondTheLimitAndLeavesTheBufferAsItWas() {
        List<EncodedValue> many = Collections.nCopies(255, EncodedValue.NULL);
        Call call = new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, many);
        ByteBuf out = buffers.of((byte) 7);
        assertThatExceptionOfType(UnsupportedValueException.class)
                .isThrownBy(() -> FrameCodec.encode(call, out, 512))
                .withMessageContaining("raise the server's limit FRAME_BYTES")
                .satisfies(refused -> assertThat(refused.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThat(out.readableBytes()).isEqualTo(1);
        FrameCodec.encode(call, out, 600);
        assertThat(out.readableBytes()).isEqualTo(1 + FrameCodec.sizeOf(call));
    }

    @Test
    void noMessageButThoseThatGrowIsBeyondTheLowestLimit() {
        for (Sample sample : SampleMessages.all()) {
            MessageType type = sample.message().type();
            boolean grows = type == MessageType.THREADS_ENDED || type == MessageType.CLUSTER_STATE;
            if (!grows && type.maxBody() < Integer.MAX_VALUE) {
                assertThat(FrameCodec.HEADER_BYTES + type.maxBody())
                        .as("%s", type)
                        .isLessThanOrEqualTo(SessionTerms.LOWEST_MAX_FRAME);
            }
        }
        ThreadsEnded all = new ThreadsEnded(Collections.nCopies(ThreadsEnded.MAX_THREADS, 1));
        ByteBuf out = buffers.empty();
        assertThatThrownBy(() -> FrameCodec.encode(all, out, 16_000)).isInstanceOf(UnsupportedValueException.class);
        FrameCodec.encode(all, out, 17_000);
        assertThat((long) out.readableBytes()).isEqualTo(FrameCodec.sizeOf(all));
        assertThat(FrameCodec.decode(out, SERVER_IN_SESSION)).isEqualTo(all);
    }

    @Test
    void encodesARangeAndAnArgumentListOfTheLargestSize() {
        List<Received.Range> ranges = new ArrayList<>();
        for (int i = 1; i <= Received.MAX_RANGES; i++) {
            ranges.add(new Received.Range(1L << 40 | i * 2L, 1L << 40 | i * 2L));
        }
        Call call = new Call(
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                0,
                ObjectId.DIRECTORY,
                new Received(1L << 40, ranges),
                Collections.nCopies(Call.MAX_ARGUMENTS, EncodedValue.NULL));
        ByteBuf out = buffers.empty();
        FrameCodec.encode(call, out, Rules.MAX_FRAME);
        assertThat((long) out.readableBytes()).isEqualTo(FrameCodec.sizeOf(call));
        assertThat(FrameCodec.decode(out, SERVER_IN_SESSION)).isEqualTo(call);
    }

    @Test
    void measuresNumbersOfEveryLength() {
        for (int bits = 0; bits < 63; bits++) {
            for (long sequence : new long[] {1L << bits, (1L << bits) - 1}) {
                Reply reply = new Reply(1, 1, Status.OK, false, false, sequence, EncodedValue.NULL);
                ByteBuf out = buffers.empty();
                FrameCodec.encode(reply, out, 512);
                assertThat((long) out.readableBytes()).isEqualTo(FrameCodec.sizeOf(reply));
                assertThat(FrameCodec.decode(out, CLIENT_IN_SESSION)).isEqualTo(reply);
            }
        }
    }

    // Rules.

    @Test
    void aConnectionGoesThroughItsPhasesInOrder() {
        FrameRules handshake = FrameRules.ofServer(1_000);
        assertThatThrownBy(() -> handshake.enter(Phase.IN_SESSION)).isInstanceOf(IllegalStateException.class);
        FrameRules session = handshake.enter(Phase.AUTHENTICATED).enter(Phase.IN_SESSION);
        assertThat(session).isEqualTo(new FrameRules(Direction.TO_SERVER, Phase.IN_SESSION, 1_000));
        Stream.of(Phase.values())
                .forEach(next ->
                        assertThatThrownBy(() -> session.enter(next)).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void rulesAreForOneWayAndASensibleLimit() {
        assertThatThrownBy(() -> new FrameRules(Direction.BOTH, Phase.HANDSHAKE, 1_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameRules.ofServer(511)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameRules.ofServer((1 << 30) + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void refuses(String hex, FrameRules rules, String... reasons) {
        ByteBuf frame = buffers.ofHex(hex);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> FrameCodec.decode(frame, rules))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(reasons));
    }

    private static String frame(String type, String callId, String body) {
        String rest = (type + callId + body).replace(" ", "");
        return String.format("%08x", rest.length() / 2) + rest;
    }

    private static String frameHead(MessageType type, int bodyLength) {
        return String.format("%08x %02x", FrameCodec.HEADER_BYTES + bodyLength, type.code());
    }

    private static int limit(FrameRules rules) {
        return rules.phase() == Phase.HANDSHAKE ? FrameRules.MAX_BEFORE_AUTHENTICATION : rules.maxFrame();
    }
}
