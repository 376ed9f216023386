package dev.steward.process.memory;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the tree's folder by which this process has a block without a name. Every process that has the block has a file
 * of its own, which are all the same to the system: when the last is gone, so is the block.
 */
final class HeldFile {

    private static final Logger LOG = LoggerFactory.getLogger(HeldFile.class);

    private static final Cleaner CLEANER = Cleaner.create();

    private final Path path;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean stays;

    HeldFile(Path path) {
        this.path = path;
    }

    /** Returns another file of the same block. */
    static HeldFile alsoOf(Path theirs) throws IOException {
        Path own = theirs.resolveSibling(TrackedFolder.newFileName());
        Files.createLink(own, theirs);
        return new HeldFile(own);
    }

    Path path() {
        return path;
    }

    /** Has it released when the block that has it is not used any more. */
    void releaseAfter(Object block) {
        CLEANER.register(block, () -> {
            if (!stays) {
                release();
            }
        });
    }

    /** Somebody may be about to open it. */
    void stay() {
        stays = true;
    }

    /** Returns whether this was the first time. */
    boolean release() {
        if (!released.compareAndSet(false, true)) {
            return false;
        }
        try {
            return Files.deleteIfExists(path);
        } catch (IOException stuck) {
            LOG.debug("{} stays until the program ends", path, stuck);
            return false;
        }
    }
}
