package dev.steward.protocol.frame;

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
import dev.steward.protocol.message.MessageType;
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
import dev.steward.protocol.message.UncheckedCall;
import dev.steward.protocol.message.UnreadCall;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.Stretch;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The body of each message, field by field. {@link BodyWriter} is its mirror: the two are read side by side.
 */
final class BodyReader extends FieldReader {

    static final int REDELIVERED = 1;
    static final int COUNTED = 1;
    static final int UNOPENED = 2;
    static final int UNDER_ACKNOWLEDGEMENT = 2;

    private static final int THREAD_BYTES = 4;
    private static final int SMALLEST_RANGE = 2;
    private static final int SMALLEST_VALUE = 2;
    private static final int SMALLEST_MEMBER = 4;
    private static final int SMALLEST_THREAD_RECEIVED = THREAD_BYTES + 2;

    /** A value may be one byte: looking through so many takes a millisecond. */
    private static final int LONG_LOOK = 256 << 10;

    private final LongPredicate room;

    /**
     * Reads from the buffer's reader index to {@code end}.
     *
     * @param room tells whether so many bytes of arguments may be read
     */
    BodyReader(MessageType type, ByteBuf in, int end, LongPredicate room) {
        super(type, in, end);
        this.room = room;
    }

    Message read(int thread, long number) {
        return switch (type) {
            case CLIENT_HELLO -> clientHello();
            case SERVER_HELLO -> new ServerHello(u16(), i64(), new Nonce(fixed()), uuid(), i64());
            case CLIENT_PROOF -> new ClientProof(new Proof(fixed()));
            case SERVER_PROOF -> new ServerProof(new Proof(fixed()));
            case OPEN_SESSION ->
                new OpenSession(uuid(), new SessionSecret(fixed()), millis(), millis(), varint(), text());
            case SESSION_OPENED -> new SessionOpened(terms());
            case JOIN_SESSION ->
                new JoinSession(uuid(), new SessionSecret(fixed()), known("role", ConnectionRole.of(u8())));
            case SESSION_JOINED -> new SessionJoined(terms());
            case SESSION_REFUSED -> new SessionRefused(known("reason", SessionRefused.Reason.of(u8())), text());
            case ASK_CLUSTER -> new AskCluster(known("wish", AskCluster.Wish.of(u8())));
            case CLUSTER_STATE -> clusterState();
            case CALL -> call(thread, number);
            case REPLY -> reply(thread, number);
            case CANCEL -> new Cancel(thread, number);
            case GIVE_BACK -> giveBack(thread, number);
            case PARK -> new Park(thread, number);
            case PARKED -> new Parked(thread, number);
            case ACKNOWLEDGE -> acknowledge();
            case HEARTBEAT -> new Heartbeat(varint());
            case HEARTBEAT_ANSWER -> new HeartbeatAnswer(varint());
            case THREADS_ENDED -> threadsEnded();
            case CLOSE_SESSION -> new CloseSession();
            case SESSION_CLOSED -> new SessionClosed(text());
            case LEAVE -> new Leave();
            case DRAINING -> new Draining(text());
            case FAILURE -> new Failure(known("code", FailureCode.of(u8())), text());
            case CHUNK -> new Chunk(thread, number, varint(), stretch());
            case PULL -> new Pull(thread, number, varint(), varint31());
            case LARGE_CALL -> new LargeCall(thread, number, u16(), new ObjectId(i64()), received(), sizes());
            case LARGE_REPLY -> largeReply(thread, number);
            case PUSH, BATCH, CREDIT, HEADER_MAP -> throw refused("is reserved");
        };
    }

    private ClientHello clientHello() {
        need(4);
        if (in.readInt() != ClientHello.MAGIC) {
            throw refused("does not begin with STWD: the other side is no Steward client");
        }
        return new ClientHello(u16(), u16(), i64(), new Nonce(fixed()), known("key id", KeyId.of(u8())));
    }

    private SessionTerms terms() {
        return new SessionTerms(millis(), millis(), millis(), varint31(), varint31(), varint31(), varint());
    }

    private Message call(int thread, long number) {
        int operation = u16();
        ObjectId target = new ObjectId(i64());
        Received received = received();
        if (!room.test(end - in.readerIndex())) {
            in.readerIndex(end);
            return new UnreadCall(thread, number, operation, target, received);
        }
        if (end - in.readerIndex() > LONG_LOOK && takeLong()) {
            return new UncheckedCall(thread, number, operation, target, received, unchecked());
        }
        return new Call(thread, number, operation, target, received, values());
    }

    private Reply reply(int thread, long number) {
        Status status = Status.of(u8());
        int flags = flags(REDELIVERED | UNDER_ACKNOWLEDGEMENT);
        return new Reply(
                thread,
                number,
                status,
                (flags & REDELIVERED) != 0,
                (flags & UNDER_ACKNOWLEDGEMENT) != 0,
                varint(),
                value());
    }

    private LargeReply largeReply(int thread, long number) {
        Status status = Status.of(u8());
        int flags = flags(REDELIVERED | UNDER_ACKNOWLEDGEMENT);
        return new LargeReply(
                thread,
                number,
                status,
                (flags & REDELIVERED) != 0,
                (flags & UNDER_ACKNOWLEDGEMENT) != 0,
                varint(),
                varint(),
                varint31());
    }

    private ClusterState clusterState() {
        return new ClusterState(
                text(), text(), truth(), varint(), varint(), varint(), varint(), varint(), varint(), varint(),
                members());
    }

    private List<ClusterState.Member> members() {
        int count = count("servers", ClusterState.MAX_MEMBERS, SMALLEST_MEMBER);
        List<ClusterState.Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(new ClusterState.Member(text(), text(), text(), truth()));
        }
        return members;
    }

    private boolean truth() {
        return flags(1) != 0;
    }

    private GiveBack giveBack(int thread, long number) {
        int flags = flags(COUNTED | UNOPENED);
        return new GiveBack(thread, number, (flags & COUNTED) != 0, (flags & UNOPENED) != 0, varint31());
    }

    private int flags(int known) {
        int flags = u8();
        if ((flags & ~known) != 0) {
            throw refused("has unknown flags " + flags);
        }
        return flags;
    }

    private Acknowledge acknowledge() {
        int count = count("threads", Acknowledge.MAX_THREADS, SMALLEST_THREAD_RECEIVED);
        List<ThreadReceived> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            need(THREAD_BYTES);
            threads.add(new ThreadReceived(in.readInt(), received()));
        }
        return new Acknowledge(threads);
    }

    private ThreadsEnded threadsEnded() {
        int count = count("threads", ThreadsEnded.MAX_THREADS, THREAD_BYTES);
        List<Integer> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            need(THREAD_BYTES);
            threads.add(in.readInt());
        }
        return new ThreadsEnded(threads);
    }

    // Fields of several.

    private Received received() {
        long floor = varint();
        int count = count("ranges", Received.MAX_RANGES, SMALLEST_RANGE);
        if (count == 0) {
            return Received.below(floor);
        }
        List<Range> ranges = new ArrayList<>(count);
        long missing = floor;
        for (int i = 0; i < count; i++) {
            long first = missing + varint();
            long length = varint();
            long last = first + length - 1;
            // A sum beyond 2^63-1 turns negative; the records check the rest.
            if (first < 0 || length < 1 || last < 0) {
                throw refused("has an empty range, or one beyond the largest number");
            }
            ranges.add(new Range(first, last));
            missing = last + 1;
        }
        return new Received(floor, ranges);
    }

    private List<EncodedValue> values() {
        int count = count("arguments", Call.MAX_ARGUMENTS, SMALLEST_VALUE);
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(value());
            case 2 -> List.of(value(), value());
            default -> {
                EncodedValue[] values = new EncodedValue[count];
                for (int i = 0; i < count; i++) {
                    values[i] = value();
                }
                yield List.of(values);
            }
        };
    }

    /** Returns whether the arguments that follow take long to look through; reads nothing. */
    private boolean takeLong() {
        int start = in.readerIndex();
        long looked = 0;
        for (int left = count("arguments", Call.MAX_ARGUMENTS, SMALLEST_VALUE); left > 0; left--) {
            int size = count("bytes in a value", Integer.MAX_VALUE, 1);
            looked += size > 0 && EncodedValue.holdsOthers(in.getByte(in.readerIndex())) ? size : 0;
            in.skipBytes(size);
        }
        in.readerIndex(start);
        return looked > LONG_LOOK;
    }

    private List<byte[]> unchecked() {
        byte[][] values = new byte[count("arguments", Call.MAX_ARGUMENTS, SMALLEST_VALUE)][];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes(count("bytes in a value", Integer.MAX_VALUE, 1));
        }
        return List.of(values);
    }

    private List<Integer> sizes() {
        int count = count("arguments", Call.MAX_ARGUMENTS, 1);
        List<Integer> sizes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sizes.add(varint31());
        }
        return sizes;
    }

    private Stretch stretch() {
        byte[] bytes = new byte[count("bytes in a chunk", Integer.MAX_VALUE, 1)];
        in.readBytes(bytes);
        return Stretch.of(bytes);
    }
}
