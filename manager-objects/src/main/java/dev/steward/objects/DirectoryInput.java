package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reaches the directory, besides calls and the end of sessions. */
public sealed interface DirectoryInput extends Input {

    /** Keeps objects alive while a call that refers to them is under way; answered with {@link SessionInput.Pinned}. */
    record Pin(long now, CallId call, List<ObjectId> references) implements DirectoryInput {}

    /** The call is answered; what it stored has its edges by now. */
    record Unpin(long now, CallId call) implements DirectoryInput {}

    /**
     * An answer that refers to objects: they are retained for whoever gets it, and only then it goes on. From objects, and
     * from lanes whose method returned a proxy.
     */
    record AnswerWithReferences(long now, CallId call, Answer answer) implements DirectoryInput {}

    /** A holder has one more reference. Does nothing if the object is no more. */
    record Retain(long now, SessionId holder, ObjectId object) implements DirectoryInput {}

    /** A holder drops so many of its references, or all that it has if it has fewer. */
    record Release(long now, SessionId holder, ObjectId object, long count) implements DirectoryInput {}

    /** A value that refers to the target is stored in the container now. */
    record EdgeAdded(long now, ObjectId container, ObjectId target) implements DirectoryInput {}

    /** No value in the container refers to the target any more. */
    record EdgeRemoved(long now, ObjectId container, ObjectId target) implements DirectoryInput {}

    /**
     * Takes in an object that was made outside, held by the server's own process. Answered with
     * {@link Outputs#adopted}; a group hears {@link ObjectInput.Adopted} after that.
     *
     * @param ticket chosen by the driver
     * @param typeId the typeid it is known by
     * @param group the object, or null for a user's object, which stays with the server
     * @param key null, or what it may have been registered as in an earlier process: then that object is it, and the group is
     *     dropped
     */
    record Adopt(
            long now,
            long ticket,
            String typeId,
            @Nullable Group group,
            @Nullable String key) implements DirectoryInput {
        /** It is new. */
        public Adopt(long now, long ticket, String typeId, @Nullable Group group) {
            this(now, ticket, typeId, group, null);
        }
    }

    /**
     * Takes in an object that shares the group of one that was taken in before, held by the server's own process. Answered
     * with {@link Outputs#adopted}; the group hears {@link ObjectInput.MemberAdopted} before that.
     *
     * @param ticket chosen by the driver
     * @param family an object of the group
     * @param before what the object was called outside
     * @param key as in {@link Adopt}
     */
    record AdoptMember(
            long now,
            long ticket,
            ObjectId family,
            BuiltInType type,
            ObjectId before,
            @Nullable String key) implements DirectoryInput {
        /** It is new. */
        public AdoptMember(long now, long ticket, ObjectId family, BuiltInType type, ObjectId before) {
            this(now, ticket, family, type, before, null);
        }
    }

    /** An object that was taken in is known by that key from now on, in place of any other, and stays for as long. */
    record Register(long now, String key, ObjectId object) implements DirectoryInput {}

    /** An object asks for another one of its family, to be answered to this call. */
    record AddMember(long now, CallId call, ObjectId family, BuiltInType type) implements DirectoryInput {}

    /**
     * An object has made another one, to be answered to this call.
     *
     * @param group the object; a group hears {@link ObjectInput.Adopted} when it has its id
     * @param references what the values in it refer to
     */
    record AddObject(long now, CallId call, BuiltInType type, Group group, List<ObjectId> references)
            implements DirectoryInput {}

    /** A lock that goes away tells how far its fencing tokens came; locks made later go on from there. */
    record FencingReached(long now, long counter) implements DirectoryInput {}

    /** Frees what nothing but itself refers to. */
    record Collect(long now) implements DirectoryInput {}

    /** Asks for {@link Outputs#listed}. */
    record ListObjects(long now, long ticket) implements DirectoryInput {}

    /** The directory goes on with what it does in pieces; it tells itself. */
    record GoOn(long now) implements DirectoryInput {}
}
