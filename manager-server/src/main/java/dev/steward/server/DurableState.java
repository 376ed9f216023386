package dev.steward.server;

import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.StateDirectory;
import dev.steward.server.store.LogBackup;
import dev.steward.server.store.LogCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a durable server has kept in its state directory, or a backup of it. Python has no twin of it.
 *
 * @param serverId the id of the server
 * @param epoch the epoch in which its log began
 * @param snapshotEntry the last entry of the log that is in the snapshot; 0 if there is none
 * @param lastEntry the last entry of the log
 * @param objects how many objects there are at its end
 * @param tornBytes how many bytes behind the last entry were torn while they were written, which a server cuts off: of what was
 *     in them nobody was told
 * @param isBackup whether it is a backup from which no server has gone on yet: one that does begins an epoch of its own, and no
 *     session
 */
public record DurableState(
        UUID serverId, long epoch, long snapshotEntry, long lastEntry, int objects, long tornBytes, boolean isBackup) {

    /**
     * Looks through all of it as a server would that starts there, and changes nothing. Of a server that runs it sees what is
     * there at some moment. Blocks, and takes the memory that the server's objects take.
     *
     * @throws IllegalStateException if a server would not start there: something is missing, damaged or of another release; the
     *     message says what, which file and the cure
     * @throws IllegalArgumentException if there is no log of a durable server
     */
    public static DurableState verify(Path stateDirectory) {
        requireAlone(stateDirectory);
        LogCheck.Found found = Files.isDirectory(stateDirectory) ? LogCheck.of(stateDirectory.resolve("log")) : null;
        if (found == null) {
            throw new IllegalArgumentException("there is no log of a durable server in " + stateDirectory);
        }
        return of(found);
    }

    /**
     * Copies a state directory, whose server may run and is not asked: all that it had answered when this began is in the copy.
     * That is on the disk and has been looked through as {@link #verify} does when this returns; a process that is killed
     * meanwhile leaves what every server refuses. A server that is started on the copy is another one: its fencing tokens are
     * greater than any that the first one gave, also meanwhile, and all sessions have ended as if their clients had died. Blocks,
     * and takes the memory that the server's objects take; one thread at a time per target.
     *
     * @param stateDirectory what {@code durable} or {@code --state-dir} got; this process must be allowed to read it
     * @param target a directory that is empty, or is not there yet
     * @throws IllegalStateException if the log is damaged, there is no room, or the target cannot be written; the message says
     *     which file and the cure
     * @throws IllegalArgumentException if there is no log of a durable server, or the target is not empty
     */
    public static DurableState backup(Path stateDirectory, Path target) {
        requireAlone(stateDirectory);
        return of(LogBackup.of(stateDirectory, target));
    }

    private static void requireAlone(Path stateDirectory) {
        if (StateDirectory.isOfMember(stateDirectory)) {
            throw new IllegalArgumentException("the state directory " + stateDirectory
                    + " is of a member of a cluster, whose log is of another kind: all members have what it has, and one"
                    + " whose directory is lost begins with an empty one");
        }
    }

    private static DurableState of(LogCheck.Found found) {
        Incarnation incarnation = found.incarnation();
        return new DurableState(
                incarnation.serverId(),
                incarnation.epoch(),
                found.snapshotEntry(),
                found.lastEntry(),
                found.objects(),
                found.tornBytes(),
                found.isBackup());
    }
}
