package dev.steward.process.pool;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.vocabulary.Status;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool and its worker processes say to each other: an index, then a value. Stateless. */
final class TaskPackets {

    /** The line between the frames of the process that asks and those of the worker. */
    private static final StackTraceElement MARKER =
            new StackTraceElement("steward", "worker", "frames in the worker", -1);

    private TaskPackets() {}

    /**
     * Returns the body of a packet.
     *
     * @throws UnsupportedValueException if the value cannot travel, or is too large
     */
    static byte[] body(int index, byte[] value) {
        long size = Integer.BYTES + (long) value.length;
        if (size > Packet.MAX_BODY) {
            throw new UnsupportedValueException(
                    "it takes " + value.length + " bytes, and at most " + (Packet.MAX_BODY - Integer.BYTES)
                            + " can go to or from a worker: cut it up, or pass the name of a file",
                    Outcome.NOT_EXECUTED);
        }
        return ByteBuffer.allocate((int) size).putInt(index).put(value).array();
    }

    static int index(Packet packet) {
        return packet.buffer().getInt();
    }

    static @Nullable Object value(Packet packet) {
        return ProgramCodec.decode(bytes(packet));
    }

    private static byte[] bytes(Packet packet) {
        return Arrays.copyOfRange(packet.body(), Integer.BYTES, packet.size());
    }

    /** Returns the packet that tells what a task, or an initializer, threw. */
    static Packet thrown(PacketKind kind, int index, Throwable thrown) {
        return new Packet(kind, body(index, ProgramCodec.encodeThrown(thrown)));
    }

    /** Returns what was thrown, made anew, with the worker's frames below the marker. */
    static Throwable rebuilt(Packet packet, String call) {
        OperationFailedException failure =
                OperationFailedException.of(Status.USER_EXCEPTION, ProgramCodec.decodeThrown(bytes(packet)));
        return RemoteFailures.ofUserMethod(failure, call, List.of(Throwable.class), MARKER);
    }
}
