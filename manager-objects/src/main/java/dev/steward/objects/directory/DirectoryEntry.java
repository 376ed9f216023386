package dev.steward.objects.directory;

import dev.steward.api.ObjectId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the directory knows of one object. */
final class DirectoryEntry {

    final ObjectId id;
    final String typeId;
    /** Whether it is a user's object, which lives with the server. */
    final boolean isUsers;
    /** Whether sessions may leave traces in it, and must hear when nothing of them is left. */
    final boolean keepsTraces;
    /** What must agree when it is found by name, in words; empty if nothing. */
    final String shape;

    @Nullable
    String name;
    /** Names, holders, pins and containers that refer to it; it is freed when none is left. */
    long references;
    /** What the values stored in it refer to. */
    final Set<ObjectId> targets = new LinkedHashSet<>(0);
    /** How many of its references are of other objects. */
    long fromObjects;
    /** The last search for lost objects that found it in use. */
    long usedIn;

    DirectoryEntry(ObjectId id, String typeId, boolean isUsers, boolean keepsTraces, String shape) {
        this.id = id;
        this.typeId = typeId;
        this.isUsers = isUsers;
        this.keepsTraces = keepsTraces;
        this.shape = shape;
    }

    /** What is known of a user's object. */
    static DirectoryEntry ofUser(ObjectId id, String typeId) {
        return new DirectoryEntry(id, typeId, true, false, "");
    }

    /** Returns whether a name, a holder or a call under way refers to it. */
    boolean isRoot() {
        return references > fromObjects;
    }
}
