package dev.steward.objects.directory;

import dev.steward.objects.OperationRefusal;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which object has which name, in order of the names. A name is a reference to its object until it is taken from it. */
final class Names {

    /** Of a name, and of a pattern. */
    private static final int MOST_CHARACTERS = 1_000;

    /** What a name takes beside its characters, in bytes, about. */
    private static final int BYTES_BESIDE = 100;

    private final String directory;
    private final NavigableMap<String, DirectoryEntry> entries = new TreeMap<>();
    private long bytes;

    /**
     * Makes room for names.
     *
     * @param directory what refusals call it whose names they are
     */
    Names(String directory) {
        this.directory = directory;
    }

    /** Returns about how much memory they take, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Returns the object that has a name, or null. */
    @Nullable
    DirectoryEntry get(String name) {
        return entries.get(name);
    }

    /** Refuses what can be no name. */
    void check(String name) {
        if (name.isEmpty() || name.length() > MOST_CHARACTERS) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    directory + ": a name has at least one character and at most " + MOST_CHARACTERS + ", not "
                            + name.length());
        }
    }

    /** Gives an object a name that no other one has. */
    void give(String name, DirectoryEntry entry) {
        entry.references++;
        restore(name, entry);
    }

    private void restore(String name, DirectoryEntry entry) {
        entry.name = name;
        entries.put(name, entry);
        bytes += bytesOf(name);
    }

    /** Takes a name from its object, whose reference is dropped by the caller; null if none had it. */
    @Nullable
    DirectoryEntry take(String name) {
        DirectoryEntry entry = entries.remove(name);
        if (entry != null) {
            entry.name = null;
            bytes -= bytesOf(name);
        }
        return entry;
    }

    /** Returns a walk that looks for the names that match a pattern. */
    NamesWalk walk(String glob, NamesWalk.Found found) {
        if (glob.length() > MOST_CHARACTERS) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    directory + ": a pattern has at most " + MOST_CHARACTERS + " characters, not " + glob.length());
        }
        return new NamesWalk(entries, new Glob(glob), found);
    }

    private static long bytesOf(String name) {
        return BYTES_BESIDE + 2L * name.length();
    }

    /** Takes in the names of objects that were read from a snapshot, references included. */
    void load(List<DirectoryEntry> objects) {
        for (DirectoryEntry entry : objects) {
            String name = entry.name;
            if (name != null) {
                restore(name, entry);
            }
        }
    }
}
