package dev.steward.objects;

import dev.steward.api.ObjectId;

/** Names a {@link Group}: a session by its own id, the directory, or an object family by the id of one of its objects. */
public sealed interface GroupId permits SessionId, GroupId.OfDirectory, GroupId.OfObject {

    /** The group of names, ids and references. */
    GroupId DIRECTORY = new OfDirectory();

    /** Returns the group that an object lives in. */
    static GroupId of(ObjectId object) {
        return new OfObject(object);
    }

    /** Returns the group that the operations on a target go to: the directory's, or that of an object. */
    static GroupId ofTarget(ObjectId target) {
        return target.equals(ObjectId.DIRECTORY) ? DIRECTORY : of(target);
    }

    /** The directory. */
    record OfDirectory() implements GroupId {}

    /** The group of an object. Several objects that share a lock are known to the driver by each of their ids. */
    record OfObject(ObjectId object) implements GroupId {}
}
