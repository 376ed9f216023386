package dev.steward.protocol.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.ClientHello;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Leave;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Received.Range;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.Stretch;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** One message of every type, and more where a type has more than one shape, each with its frame in hexadecimal. */
public final class SampleMessages {

    private static final byte[] LETTERS = "abcdefghijklmnopqrstuvwxyz012345".getBytes(US_ASCII);
    private static final String LETTERS_HEX = "6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435";
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final String ID_HEX = "00112233445566778899aabbccddeeff";
    private static final String NO_CALL = "00000000 0000000000000000 ";
    private static final String CALL_3_300 = "00000003 000000000000012c ";
    private static final SessionTerms TERMS = new SessionTerms(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(3), 1_024, 20_000, 16 << 20, 64L << 20);
    private static final String TERMS_HEX = "904e b817 b817 8008 a09c01 80808008 80808020";

    private SampleMessages() {}

    /** A message and its frame. */
    public record Sample(Message message, String hex) {
        /** Returns the frame in hexadecimal without blanks. */
        public String bytes() {
            return hex.replace(" ", "");
        }

        @Override
        public String toString() {
            return message.toString();
        }
    }

    /** Returns all samples. */
    public static List<Sample> all() {
        return List.of(
                sample(
                        new ClientHello(1, 2, 0x8000000000000001L, new Nonce(LETTERS), KeyId.ADMIN),
                        "0000003e 01 " + NO_CALL + "53545744 0001 0002 8000000000000001 " + LETTERS_HEX + " 01"),
                sample(
                        new ServerHello(1, 0, new Nonce(LETTERS), ID, 7),
                        "0000004f 02 " + NO_CALL + "0001 0000000000000000 " + LETTERS_HEX + ID_HEX
                                + " 0000000000000007"),
                sample(new ClientProof(new Proof(LETTERS)), "0000002d 03 " + NO_CALL + LETTERS_HEX),
                sample(new ServerProof(new Proof(LETTERS)), "0000002d 04 " + NO_CALL + LETTERS_HEX),
                sample(
                        new OpenSession(
                                ID,
                                new SessionSecret(LETTERS),
                                Duration.ofSeconds(10),
                                Duration.ZERO,
                                77,
                                "w\u00f6rker"),
                        "00000049 10 " + NO_CALL + ID_HEX + LETTERS_HEX + " 904e 00 4d 07 77c3b6726b6572"),
                sample(new SessionOpened(TERMS), "00000020 11 " + NO_CALL + TERMS_HEX),
                sample(
                        new JoinSession(ID, new SessionSecret(LETTERS), ConnectionRole.CALLER),
                        "0000003e 12 " + NO_CALL + ID_HEX + LETTERS_HEX + " 01"),
                sample(new SessionJoined(TERMS), "00000020 13 " + NO_CALL + TERMS_HEX),
                sample(
                        new SessionRefused(SessionRefused.Reason.TOO_MANY, "full"),
                        "00000013 14 " + NO_CALL + "01 04 66756c6c"),
                sample(new AskCluster(AskCluster.Wish.STEP_DOWN), "0000000e 15 " + NO_CALL + "01"),
                sample(
                        new ClusterState(
                                "a",
                                "b",
                                false,
                                3,
                                300,
                                128,
                                129,
                                1,
                                2,
                                3,
                                List.of(
                                        new ClusterState.Member("a", "h:1", "", true),
                                        new ClusterState.Member("b", "h:2", "h:8", false))),
                        "00000030 16 " + NO_CALL
                                + "01 61 01 62 00 03 ac02 8001 8101 01 02 03 02 01 61 03 683a31 00 01 01 62 03 683a32 03 683a38 00"),
                sample(
                        new ClusterState("a", "a", true, 0, 0, 0, 0, 0, 0, 0, List.of()),
                        "0000001a 16 " + NO_CALL + "01 61 01 61 01 00 00 00 00 00 00 00 00"),
                sample(
                        new Call(3, 300, Operation.QUEUE_SIZE.code(), new ObjectId(5), Received.below(299), List.of()),
                        "0000001b 20 " + CALL_3_300 + "0407 0000000000000005 ab02 00 00"),
                sample(
                        new Call(
                                3,
                                300,
                                0xFFFF,
                                new ObjectId(-1),
                                new Received(1, List.of(new Range(3, 3), new Range(200, 299))),
                                List.of(EncodedValue.NULL, EncodedValue.NULL, EncodedValue.NULL)),
                        "00000025 20 " + CALL_3_300 + "ffff ffffffffffffffff 01 02 02 01 c401 64 03 0100 0100 0100"),
                sample(
                        new Reply(3, 300, Status.OK, true, true, 128, EncodedValue.NULL),
                        "00000013 21 " + CALL_3_300 + "00 03 8001 0100"),
                sample(
                        new Reply(
                                Integer.MAX_VALUE, Long.MAX_VALUE, Status.INTERNAL, false, true, 0, EncodedValue.NULL),
                        "00000012 21 7fffffff 7fffffffffffffff 1c 02 00 0100"),
                sample(new Cancel(3, 300), "0000000d 22 " + CALL_3_300),
                sample(new GiveBack(0, 1), "0000000f 23 00000000 0000000000000001 00 00"),
                sample(new GiveBack(0, 1, true, true, 0), "0000000f 23 00000000 0000000000000001 03 00"),
                sample(new GiveBack(0, 1, true, false, 300), "00000010 23 00000000 0000000000000001 01 ac02"),
                sample(new Park(3, 300), "0000000d 24 " + CALL_3_300),
                sample(new Parked(3, 300), "0000000d 25 " + CALL_3_300),
                sample(
                        new Acknowledge(List.of(
                                new ThreadReceived(0, Received.below(1)),
                                new ThreadReceived(9, new Received(2, List.of(new Range(4, 5)))))),
                        "0000001c 26 " + NO_CALL + "02 00000000 01 00 00000009 02 01 02 02"),
                sample(new Heartbeat(127), "0000000e 30 " + NO_CALL + "7f"),
                sample(new Heartbeat(Long.MAX_VALUE), "00000016 30 " + NO_CALL + "ffffffffffffffff7f"),
                sample(new HeartbeatAnswer(128), "0000000f 31 " + NO_CALL + "8001"),
                sample(new ThreadsEnded(List.of(4, 256)), "00000016 32 " + NO_CALL + "02 00000004 00000100"),
                sample(new CloseSession(), "0000000d 33 " + NO_CALL),
                sample(new SessionClosed(""), "0000000e 34 " + NO_CALL + "00"),
                sample(new Leave(), "0000000d 35 " + NO_CALL),
                sample(new Draining("bye"), "00000011 3e " + NO_CALL + "03 627965"),
                sample(new Failure(FailureCode.AUTHENTICATION, "no"), "00000011 3f " + NO_CALL + "01 02 6e6f"),
                sample(
                        new Chunk(3, 300, 128, Stretch.of(new byte[] {7, 8})),
                        "00000012 40 " + CALL_3_300 + "8001 02 0708"),
                sample(new Pull(3, 300, 1, 4 << 20), "00000012 45 " + CALL_3_300 + "01 80808002"),
                sample(
                        new LargeCall(
                                3,
                                300,
                                Operation.LIST_SET.code(),
                                new ObjectId(5),
                                Received.below(299),
                                List.of(2, 40_000_000)),
                        "00000020 46 " + CALL_3_300 + "0102 0000000000000005 ab02 00 02 02 80b48913"),
                sample(
                        new LargeReply(3, 300, Status.OK, false, true, 128, 5, Integer.MAX_VALUE),
                        "00000017 47 " + CALL_3_300 + "00 02 8001 05 ffffffff07"));
    }

    private static Sample sample(Message message, String hex) {
        return new Sample(message, hex);
    }
}
