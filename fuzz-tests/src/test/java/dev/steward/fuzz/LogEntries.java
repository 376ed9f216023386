package dev.steward.fuzz;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionClient;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.server.log.EntryCodec;
import dev.steward.server.log.LogEntry;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Entries of a log, behind a checksum that is right: what a program wrote there that is none of ours. */
final class LogEntries {

    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final MachineValues VALUES =
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 3), () -> List.of("127.0.0.1:9"));
    private static final EntryCodec CODEC = new EntryCodec(VALUES);

    private LogEntries() {}

    /** Reads an entry, which can be written again. */
    static void take(byte[] input) {
        LogEntry entry;
        try {
            entry = CODEC.decode(1, sealed(input));
        } catch (IllegalArgumentException refused) {
            Boundary.requireShort(refused);
            return;
        }
        byte[] written = CODEC.encode(entry);
        Boundary.require(
                Arrays.equals(CODEC.encode(CODEC.decode(2, written)), written), "what was read is written as it is");
    }

    private static byte[] sealed(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return ByteBuffer.allocate(HEAD_BYTES + content.length)
                .put((byte) EntryCodec.VERSION)
                .putInt((int) checksum.getValue())
                .put(content)
                .array();
    }

    static List<byte[]> all() {
        SessionId session = new SessionId(1, 2);
        CallId call = new CallId(session, 1, 2);
        ObjectId object = new ObjectId(3);
        return List.of(
                content(
                        session,
                        new SessionInput.OpenSession(
                                1, 2, 3, SessionLimits.DEFAULT, new SessionClient("client", 4, "00ff"))),
                content(
                        session,
                        new SessionInput.Request(
                                1,
                                1,
                                2,
                                1,
                                Ranges.of(3, 5),
                                object,
                                Operation.QUEUE_PUT.code(),
                                List.of(VALUES.of("element"), VALUES.of(-1)))),
                content(session, new SessionInput.Answered(1, call, Answer.ok(VALUES.reference("list", object), 1))),
                content(session, new SessionInput.ThreadsEnded(1, List.of(1, 2, 3))),
                content(
                        GroupId.of(object),
                        new ObjectInput.GiveBack(
                                1, call, object, Operation.QUEUE_TAKE, Answer.ok(VALUES.of(1), 1), true, 0)),
                content(
                        GroupId.DIRECTORY,
                        new DirectoryInput.Adopt(
                                1,
                                2,
                                "queue",
                                Catalogue.make(BuiltInType.QUEUE, Creation.detached(VALUES), List.of()),
                                "tasks")),
                content(GroupId.DIRECTORY, new DirectoryInput.Pin(1, call, List.of(object))),
                content(GroupId.DIRECTORY, new Restarted(1, ObjectLimits.DEFAULT)));
    }

    private static byte[] content(GroupId to, Input input) {
        byte[] encoded = CODEC.encode(new LogEntry(to, input));
        return Arrays.copyOfRange(encoded, HEAD_BYTES, encoded.length);
    }
}
