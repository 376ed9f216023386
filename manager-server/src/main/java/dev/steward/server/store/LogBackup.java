package dev.steward.server.store;

import dev.steward.server.machine.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Backs the state directory of a durable server up into another directory, which is a state directory too: whole, or refused
 * by whoever wants to use it. Used by one thread; blocks as the disk does.
 */
public final class LogBackup {

    private LogBackup() {}

    /**
     * Copies what there is now of a server that may be running, has it on the disk, and applies all of it as a server would
     * that starts there.
     *
     * @param target where; made if it is not there
     * @return what the copy has
     * @throws IllegalArgumentException if there is no log, or something in the target
     * @throws IllegalStateException if the log is damaged, or the target cannot be written; nothing of it is left then
     */
    public static LogCheck.Found of(Path stateDirectory, Path target) {
        requireEmpty(target);
        try (BackupCopy copy = BackupCopy.open(stateDirectory)) {
            Files.createDirectories(target);
            requireRoom(target, copy.bytes());
            Path to = target.resolve("log");
            StoredFiles.createDirectory(to);
            BackupMark mark = new BackupMark(to);
            // Before anything else: what is there without it would be a state directory.
            mark.begin();
            return copied(copy, stateDirectory, target, mark);
        } catch (OutOfMemoryError noMemory) {
            throw new IllegalStateException(
                    "this process has no memory to look through the backup in " + target
                            + ", which takes what the objects of the server take, so it is not finished: remove it, and give"
                            + " Java a larger -Xmx, such as JAVA_TOOL_OPTIONS=-Xmx8g",
                    noMemory);
        } catch (IOException failed) {
            String why = failed instanceof FileSystemException one && one.getReason() == null
                    ? failed.toString()
                    : failed.getMessage();
            throw new IllegalStateException(
                    "cannot back " + stateDirectory + " up to " + target + " (" + why
                            + "): nothing of it is left; make room, or name a directory that this user may write",
                    failed);
        }
    }

    private static LogCheck.Found copied(BackupCopy copy, Path stateDirectory, Path target, BackupMark mark)
            throws IOException {
        LogIdentity identity = copy.identity();
        try (StateDirectory made = StateDirectory.open(target)) {
            made.copyEpoch(identity.incarnation(), stateDirectory);
            long lastEntry = copy.copyTo(made.log());
            LogCheck.Found found = LogCheck.read(made.log(), identity, true);
            if (found.lastEntry() != lastEntry) {
                throw new DamagedLogException(
                        "entry " + (found.lastEntry() + 1) + " is not in the copy, and in the log it is");
            }
            mark.end(identity, lastEntry);
            return found;
        } catch (DamagedLogException refused) {
            clear(target);
            throw new DamagedLogException(
                    "no server would start on a copy of " + stateDirectory + ", so there is none: "
                            + refused.getMessage(),
                    refused);
        } catch (IOException | RuntimeException failed) {
            clear(target);
            throw failed;
        }
    }

    private static void requireEmpty(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.findFirst().isPresent()) {
                throw new IllegalArgumentException(
                        target + " is not empty: name a directory that is empty, or is not there yet");
            }
        } catch (IOException failed) {
            throw new IllegalArgumentException(
                    "cannot look into " + target + " (" + failed
                            + "): name a directory that is empty, or is not there yet",
                    failed);
        }
    }

    /** Returns if there is room for so many bytes; throws what a full disk would later. */
    static void requireRoom(Path target, long bytes) throws IOException {
        long room = Files.getFileStore(target).getUsableSpace();
        if (room < bytes) {
            throw new IOException("it needs " + bytes + " bytes, and there are " + room);
        }
    }

    /** Removes what has been begun; the directory itself stays. */
    private static void clear(Path target) throws IOException {
        try (Stream<Path> all = Files.walk(target)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(target)) {
                    Files.delete(path);
                }
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
