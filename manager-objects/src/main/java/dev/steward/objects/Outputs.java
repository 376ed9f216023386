package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.List;

/**
 * What comes out of a group while it takes an input. The driver implements it, and carries the outputs out in the order
 * in which they come. Never calls a group from inside.
 */
public interface Outputs {

    /** Sends the answer of a call to whoever called; again if the client repeats the call. */
    void reply(CallId call, Answer answer);

    /** Gives an input to another group, which the driver looks up; {@link MissingGroup} answers for one that is not there. */
    void forward(GroupId to, Input input);

    /**
     * Asks for {@link TimePassed} at that time of the machine, or soon after. A group has one such wish: a later call
     * replaces it.
     */
    void wakeAt(GroupId group, long nanos);

    /** A group was made. */
    void created(GroupId id, Group group);

    /** An object lives in the group of another one: inputs to it go there. */
    void joined(GroupId id, GroupId family);

    /** An id that leads nowhere from now on; the group is done when the last of its ids is removed. */
    void removed(GroupId id);

    /**
     * Runs a method of a user's object, or an operation that the server itself does, in the lane of the caller. The driver
     * answers with {@link SessionInput.Answered}, or {@link DirectoryInput.AnswerWithReferences} if the result refers to
     * objects, exactly once, also if the session ends meanwhile.
     */
    void callUser(CallId call, ObjectId target, int operation, List<Value> arguments);

    /** Interrupts such a call, which is answered all the same. */
    void cancelUser(CallId call);

    /** Nothing refers to a user's object any more. */
    void userObjectFreed(ObjectId object);

    /** An object that was made outside has its id. */
    void adopted(long ticket, ObjectId object);

    /** All objects, in the order in which they were made. */
    void listed(long ticket, List<Listed> objects);

    /** The client broke the rules: close its connections. */
    void cut(SessionId session, String reason);

    /** Something happened that people may want to know. */
    void event(Event event);
}
