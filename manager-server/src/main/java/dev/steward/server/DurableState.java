package dev.steward.server;

import dev.steward.server.machine.Incarnation;
import dev.steward.server.store.LogCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a durable server has kept in its state directory. Python has no twin of it.
 *
 * @param serverId the id of the server
 * @param epoch the epoch in which its log began
 * @param snapshotEntry the last entry of the log that is in the snapshot; 0 if there is none
 * @param lastEntry the last entry of the log
 * @param objects how many objects there are at its end
 * @param tornBytes how many bytes behind the last entry were torn while they were written, which a server cuts off: of what was
 *     in them nobody was told
 */
public record DurableState(UUID serverId, long epoch, long snapshotEntry, long lastEntry, int objects, long tornBytes) {

    /**
     * Looks through all of it as a server would that starts there, and changes nothing. Of a server that runs it sees what is
     * there at some moment. Blocks, and takes the memory that the server's objects take.
     *
     * @throws IllegalStateException if a server would not start there: something is missing, damaged or of another release; the
     *     message says what, which file and the cure
     * @throws IllegalArgumentException if there is no log of a durable server
     */
    public static DurableState verify(Path stateDirectory) {
        Path log = stateDirectory.resolve("log");
        LogCheck.Found found = Files.isDirectory(stateDirectory) ? LogCheck.of(log) : null;
        if (found == null) {
            throw new IllegalArgumentException("there is no log of a durable server in " + stateDirectory);
        }
        Incarnation incarnation = found.incarnation();
        return new DurableState(
                incarnation.serverId(),
                incarnation.epoch(),
                found.snapshotEntry(),
                found.lastEntry(),
                found.objects(),
                found.tornBytes());
    }
}
