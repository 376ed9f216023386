package dev.steward.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that names the segment to which entries are added, so that it is noticed when that is gone: without it the log would
 * seem to end with the segment before. Written when a segment is there and has no entry yet. Blocks as the disk does.
 */
final class NewestSegment {

    /** What such a file begins with, {@code StewLogN}. */
    private static final long MAGIC = 0x5374_6577_4c6f_674eL;

    private final Path directory;
    private final Path file;

    NewestSegment(Path directory) {
        this.directory = directory;
        file = directory.resolve("newest");
    }

    /** Names the segment that begins with an entry; on the disk when this returns. */
    void write(LogIdentity identity, long first) throws IOException {
        StoredFiles.write(identity.head(MAGIC, first), file, directory);
    }

    /**
     * Returns the first entry of the segment that is named; 0 if none is.
     *
     * @throws DamagedLogException if the file is damaged
     */
    long first() {
        try {
            return Files.exists(file)
                    ? LogIdentity.read(Files.readAllBytes(file), MAGIC, file).number()
                    : 0;
        } catch (DamagedLogException damaged) {
            throw new DamagedLogException(
                    damaged.getMessage() + ". Nothing was changed: if all segments of the log are there, remove it",
                    damaged);
        } catch (IOException failed) {
            throw new DamagedLogException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Returns if the segment that was named is there, or a newer one.
     *
     * @param named what {@link #first} said before the segments were listed
     * @param last the first entry of the last segment that is there; 0 if there is none
     * @throws DamagedLogException if it is not
     */
    void require(long named, long last) {
        if (last < named) {
            throw new DamagedLogException("entry " + named + " of the log and all behind it are missing: there is no "
                    + directory.resolve(Segment.nameOf(named))
                    + ". Nothing was changed. Restore the state directory from a"
                    + " backup; or, if what was written last may be lost, remove " + file);
        }
    }
}
