package dev.steward.server.machine;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files and directories servers of this process have for themselves. To be asked before one is opened that another server of
 * the process may have locked: a lock is the whole process's on POSIX systems, and is lost when any channel of its file is
 * closed, so that other processes would be let in. Safe for use by any number of threads.
 */
public final class TakenFiles {

    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private TakenFiles() {}

    /**
     * Takes a file or a directory; it is to be let go of by {@link #letGo}.
     *
     * @param real where it really is, behind all links
     * @return whether no server of this process had it
     */
    public static boolean take(Path real) {
        return TAKEN.add(real);
    }

    /** Lets other servers of this process have it. */
    public static void letGo(Path real) {
        TAKEN.remove(real);
    }
}
