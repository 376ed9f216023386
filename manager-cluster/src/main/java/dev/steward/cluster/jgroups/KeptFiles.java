package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Files that are there as a whole or not at all. */
final class KeptFiles {

    private KeptFiles() {}

    /** Writes a file beside the one whose place it takes by {@link #publish}. */
    static void write(Path file, boolean syncs, ByteBuffer... parts) throws IOException {
        // Not a channel: that is closed for good where the engine interrupts its thread, to end it.
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            for (ByteBuffer part : parts) {
                ByteBuffer bytes = part.duplicate();
                byte[] array = new byte[bytes.remaining()];
                bytes.get(array);
                out.write(array);
            }
            if (syncs) {
                out.getFD().sync();
            }
        }
    }

    /** Puts a file that was written in the place of another one, for good when this returns. */
    static void publish(Path written, Path file, boolean syncs) throws IOException {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (syncs) {
            try (FileChannel names = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    static int checksum(ByteBuffer... parts) {
        CRC32C checksum = new CRC32C();
        for (ByteBuffer part : parts) {
            checksum.update(part.duplicate());
        }
        return (int) checksum.getValue();
    }
}
