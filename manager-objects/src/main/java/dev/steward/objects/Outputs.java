package dev.steward.objects;

/**
 * What comes out of a group while it takes an input. The driver implements it, and carries the outputs out in the order
 * in which they come. Never calls a group from inside.
 */
public interface Outputs extends Effects {

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
}
