package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.SessionId;
import dev.steward.server.machine.DetachedGroup;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was made in this process in one group: an object, and the conditions of its lock. They go into a server together.
 * The lock here guards that, and the making of conditions before it; a lane that holds it waits for the directory.
 */
final class OwnFamily {

    /** Nobody is answered with what is made here. */
    private static final CallId NO_CALL = new CallId(SessionId.LOCAL, 0, 0);

    private final DetachedGroup group;
    private final ReentrantLock moving = new ReentrantLock();
    /** The first one is whose group it is. */
    private final List<OwnObject> members = new ArrayList<>();

    private boolean moved;

    OwnFamily(DetachedGroup group) {
        this.group = group;
    }

    /** Adds the object whose group it is, before anybody else knows of it. */
    void add(OwnObject first) {
        members.add(first);
    }

    /** Makes a condition of the lock in this group; null if the group belongs to a server, which makes it then. */
    @Nullable
    OwnObject newCondition() {
        moving.lock();
        try {
            if (moved) {
                return null;
            }
            ObjectId detachedId = new ObjectId(-1L - members.size());
            group.submit(new ObjectInput.MemberAdded(ServerClock.ofThisProcess().now(), NO_CALL, detachedId));
            OwnObject condition = new OwnObject(BuiltInType.CONDITION, this, detachedId);
            members.add(condition);
            return condition;
        } finally {
            moving.unlock();
        }
    }

    /**
     * Moves all into a server, unless they are there already.
     *
     * @param type the type of the one that is asked for, for the message
     * @param key null, or what the one that is asked for may have been registered as in an earlier process of the server
     * @throws IllegalStateException if they belong to another server of this process
     */
    void moveTo(Sequencer sequencer, LocalReferences references, BuiltInType type, @Nullable String key) {
        moving.lock();
        try {
            OwnObject first = members.get(0);
            ServerObject home = first.home();
            if (home != null && home.sequencer() != sequencer) {
                throw new IllegalStateException("the " + type + " belongs to another server of this process, for good:"
                        + " make one for each server with SharedObjects");
            }
            if (home != null) {
                return;
            }
            moved = true;
            ObjectId family = group.moveTo(sequencer, first.type(), key).join();
            settle(first, sequencer, references, family);
            for (OwnObject other : members.subList(1, members.size())) {
                // By its place among what was made of the lock, in the family that was there before or is new.
                String place = key == null ? null : family + " " + members.indexOf(other);
                ObjectId id = sequencer
                        .adoptMember(other.type(), family, other.detachedId(), place)
                        .join();
                settle(other, sequencer, references, id);
                if (place != null) {
                    register(sequencer, place, id);
                }
            }
        } finally {
            moving.unlock();
        }
    }

    /** Has a later process of the server find an object again. */
    static void register(Sequencer sequencer, String key, ObjectId object) {
        sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Register(sequencer.now(), key, object));
    }

    private static void settle(OwnObject member, Sequencer sequencer, LocalReferences references, ObjectId id) {
        member.settle(new ServerObject(
                sequencer, references, sequencer.values().token(member.type().typeId(), id)));
    }

    /** Gives the group an input, also after it moved. */
    void submit(Input input) {
        group.submit(input);
    }
}
