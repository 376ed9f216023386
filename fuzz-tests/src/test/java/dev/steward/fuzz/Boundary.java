package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectToken;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameCodec;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.SampleMessages;
import dev.steward.protocol.frame.SampleMessages.Sample;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.Samples;
import dev.steward.protocol.value.codec.ValueCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where bytes come in that somebody else wrote. Each takes them as the product does, and what is not understood is refused
 * with the exception that the boundary promises: anything else that is thrown is a fault.
 */
enum Boundary {
    /** Frames on a connection: the first byte says which way and in which phase. */
    FRAMES {
        @Override
        void take(byte[] input) {
            if (input.length == 0) {
                return;
            }
            ByteBuf in = Unpooled.wrappedBuffer(input, 1, input.length - 1);
            FrameRules rules = new FrameRules(
                    (input[0] & 1) == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT,
                    Phase.values()[(input[0] >> 1 & 0x7F) % Phase.values().length],
                    FrameRules.DEFAULT_MAX_FRAME);
            try {
                while (FrameCodec.decode(in, rules) != null) {
                    // Each takes bytes, so it ends.
                }
            } catch (ProtocolException refused) {
                requireShort(refused);
            }
        }

        @Override
        List<byte[]> seeds() {
            List<byte[]> seeds = new ArrayList<>();
            for (Sample sample : SampleMessages.all()) {
                for (int rules = 0; rules < 2 * Phase.values().length; rules++) {
                    Phase phase = Phase.values()[rules >> 1];
                    if (sample.message().type().isLegalIn(phase)) {
                        seeds.add(ByteBufUtil.decodeHexDump(String.format("%02x", rules) + sample.bytes()));
                    }
                }
            }
            return seeds;
        }
    },
    /** What comes before a proof: the first byte says to which side, then frames. */
    HANDSHAKE {
        @Override
        void take(byte[] input) {
            if (input.length == 0) {
                return;
            }
            boolean toServer = (input[0] & 1) == 0;
            ByteBuf in = Unpooled.wrappedBuffer(input, 1, input.length - 1);
            FrameRules rules = toServer ? FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME) : FrameRules.ofClient();
            ServerHandshake server =
                    new ServerHandshake(ServerKeys.of(KEY), new UUID(1, 2), 3, new Nonce(THIRTY_TWO), NOTHING);
            ClientHandshake client =
                    new ClientHandshake(new ProofKeys(KEY), KeyId.AUTH, new Nonce(THIRTY_TWO), NOTHING);
            client.start();
            try {
                Message message = FrameCodec.decode(in, rules);
                while (message != null) {
                    List<Message> ignored = toServer ? server.onMessage(message) : client.onMessage(message);
                    message = FrameCodec.decode(in, rules);
                }
            } catch (ManagerException refused) {
                requireShort(refused);
            }
            if (server.isComplete() || client.isComplete()) {
                throw new AssertionError("proved without the key");
            }
        }

        @Override
        List<byte[]> seeds() {
            Message hello = new ClientHandshake(new ProofKeys(KEY), KeyId.AUTH, new Nonce(THIRTY_TWO), NOTHING)
                    .start()
                    .get(0);
            Message answer = new ServerHello(1, 0, new Nonce(THIRTY_TWO), new UUID(1, 2), 3);
            return List.of(
                    framed(0, hello, new ClientProof(new Proof(THIRTY_TWO))),
                    framed(1, answer, new ServerProof(new Proof(THIRTY_TWO))));
        }
    },
    /** Values, as a server keeps them and a client opens them, classes of users included. */
    VALUES {
        @Override
        void take(byte[] input) {
            try {
                EncodedValue value = EncodedValue.fromBytes(input);
                require(value.equals(EncodedValue.fromBytes(input.clone())), "a value equals itself");
                require(
                        value.hashCode()
                                == EncodedValue.fromBytes(input.clone()).hashCode(),
                        "as its hash does");
                require(value.toString() != null, "a value can be printed");
                int order = value.compare(value);
                require(order == 0 || order == EncodedValue.NOT_COMPARABLE, "a value is as large as itself");
                Object opened = CODEC.decode(value);
                // What can be opened can be sent on.
                CODEC.encode(opened);
            } catch (ProtocolException | UnsupportedValueException refused) {
                requireShort(refused);
            }
        }

        @Override
        List<byte[]> seeds() {
            List<byte[]> seeds = new ArrayList<>();
            for (Object sample : Samples.roundTrips()) {
                byte[] bytes = bytesOf(CODEC.encode(sample));
                if (bytes.length <= LONGEST_SEED) {
                    seeds.add(bytes);
                }
            }
            seeds.add(Canory.namingTheCanary());
            return seeds;
        }
    },
    /** What processes of one program tell each other: any class of it. */
    PROGRAM {
        @Override
        void take(byte[] input) {
            try {
                Object opened = ProgramCodec.decode(input);
                require(opened == null || opened.getClass() != null, "an object has a class");
            } catch (ManagerException refused) {
                requireShort(refused);
            }
        }

        @Override
        List<byte[]> seeds() {
            List<byte[]> seeds = new ArrayList<>();
            for (Object sample : Samples.roundTrips()) {
                byte[] bytes;
                try {
                    bytes = ProgramCodec.encode(sample);
                } catch (UnsupportedValueException token) {
                    // One of another server, which this program has no way to.
                    continue;
                }
                if (bytes.length <= LONGEST_SEED) {
                    seeds.add(bytes);
                }
            }
            Exception thrown = new IllegalStateException("a task failed");
            thrown.setStackTrace(new StackTraceElement[0]);
            seeds.add(ProgramCodec.encodeThrown(thrown));
            return seeds;
        }
    },
    /** Tokens in their printed form. */
    TOKENS {
        @Override
        void take(byte[] input) {
            try {
                ObjectToken token = ObjectToken.parse(new String(input, UTF_8));
                require(ObjectToken.parse(token.toString()).equals(token), "a printed token can be read");
            } catch (IllegalArgumentException refused) {
                requireShort(refused);
            }
        }

        @Override
        List<byte[]> seeds() {
            return List.of(
                    new ObjectToken(new UUID(5, 6), 7, "list", new dev.steward.api.ObjectId(8), List.of("127.0.0.1:9"))
                            .toString()
                            .getBytes(UTF_8),
                    new ObjectToken(
                                    new UUID(-5, 6),
                                    7,
                                    "my.type",
                                    new dev.steward.api.ObjectId(1L << 40),
                                    List.of("[::1]:65535", "host.example:1"))
                            .toString()
                            .getBytes(UTF_8));
        }
    },
    /** The file of a state directory. */
    STATE_DIRECTORY {
        @Override
        void take(byte[] input) {
            StateDirectories.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return StateDirectories.seeds();
        }
    },
    /** A snapshot of a machine. */
    SNAPSHOTS {
        @Override
        void take(byte[] input) {
            Snapshots.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Snapshots.all();
        }
    },
    /** An entry of a log, behind a checksum that is right. */
    LOG_ENTRIES {
        @Override
        void take(byte[] input) {
            LogEntries.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return LogEntries.all();
        }
    },
    /** A file of a log. */
    LOGS {
        @Override
        void take(byte[] input) {
            Logs.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Logs.all();
        }
    },
    /** Patterns for names. */
    GLOBS {
        @Override
        void take(byte[] input) {
            Globs.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Globs.seeds();
        }
    },
    /** Arguments of a user's object. */
    ARGUMENTS {
        @Override
        void take(byte[] input) {
            Arguments.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Arguments.seeds();
        }
    },
    /** Functions between processes of one program. */
    FUNCTIONS {
        @Override
        void take(byte[] input) {
            Functions.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Functions.seeds();
        }
    },
    /** Pickles of Python. */
    PICKLES {
        @Override
        void take(byte[] input) {
            Pickles.take(input);
        }

        @Override
        List<byte[]> seeds() {
            return Pickles.seeds();
        }
    },
    /** What Python's clients send before they have proved a key. */
    PYTHON_FRAMES {
        @Override
        void take(byte[] input) {
            PythonDoor.takeUnproved(input);
        }

        @Override
        List<byte[]> seeds() {
            return PythonDoor.seedsUnproved();
        }
    },
    /** What Python's clients send when they have: frames of requests. */
    PYTHON_REQUESTS {
        @Override
        void take(byte[] input) {
            PythonDoor.takeProved(input);
        }

        @Override
        List<byte[]> seeds() {
            return PythonDoor.seedsProved();
        }
    };

    static final int LONGEST_SEED = 2_000;

    private static final int LONGEST_MESSAGE = 64 << 10;
    private static final byte[] NOTHING = {};
    private static final byte[] THIRTY_TWO = "abcdefghijklmnopqrstuvwxyz012345".getBytes(UTF_8);
    private static final AuthKey KEY = AuthKey.of("a key of no value");
    private static final ValueCodec CODEC = Samples.codec();

    /** Takes bytes as they came. Returns whether or not they were understood; throws if a promise is broken. */
    abstract void take(byte[] input);

    /** Returns bytes that are understood, to begin with. */
    abstract List<byte[]> seeds();

    /** Returns the name of its method in {@link BoundariesFuzzTest}. */
    String method() {
        String words = name().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)")
                .matcher(words)
                .replaceAll(each -> each.group(1).toUpperCase(Locale.ROOT));
    }

    static byte[] bytesOf(EncodedValue value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        value.writeTo(bytes::write);
        return bytes.toByteArray();
    }

    private static byte[] framed(int first, Message... messages) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(first);
        for (Message message : messages) {
            FrameCodec.encode(message, out, FrameRules.DEFAULT_MAX_FRAME);
        }
        return ByteBufUtil.getBytes(out);
    }

    static void require(boolean held, String promise) {
        if (!held) {
            throw new AssertionError("not true: " + promise);
        }
    }

    /** A message is for people: it does not repeat all that came. */
    static void requireShort(Exception refused) {
        Predicate<String> isFit = text -> !text.isEmpty() && text.length() <= LONGEST_MESSAGE;
        require(isFit.test(String.valueOf(refused.getMessage())), "a refusal says why, and in short");
    }
}
