package dev.steward.cli.look;

import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The objects that a user means by a word, which the server looks for. A mixin of picocli. */
final class Meant {

    @Parameters(
            paramLabel = "NAME",
            description = "the name or number of the object as ls shows it, or a typeid for all of that type, such as"
                    + " what it was registered under")
    private String word = "";

    /** Returns the word. */
    String word() {
        return word;
    }

    /**
     * Returns the objects, with so many holders and waiters of each at most.
     *
     * @throws dev.steward.api.NoSuchObjectException if there is none
     */
    List<ObjectInspection> all(SyncManager manager, AtMost most) {
        return manager.inspection().objects(word, most.count());
    }

    /**
     * Returns the object, with so many holders and waiters at most.
     *
     * @throws dev.steward.api.NoSuchObjectException if there is none
     * @throws IllegalArgumentException if there are more
     */
    ObjectInspection one(SyncManager manager, AtMost most) {
        List<ObjectInspection> meant = all(manager, most);
        if (meant.size() > 1) {
            throw new IllegalArgumentException("'" + word + "' is the typeid of " + meant.size()
                    + " objects: give a name or a number, which ls --all shows");
        }
        return meant.get(0);
    }
}
