package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.vocabulary.Status;

/** Carries out what groups put out, and serves their runners. */
interface GroupHost extends Outputs {

    /** Sees to it that the group gets the time at about that time of the machine. Any thread. */
    void arm(GroupRunner runner, long nanos);

    /** Returns who takes over from event loops. */
    Relief relief();

    /** Returns what counts the memory that its groups hold. */
    MemoryAccount account();

    /** Returns whether a session has ended, so that nobody waits for answers to its calls. */
    boolean hasEnded(SessionId session);

    /** Answers an input that came to a group after its end. */
    void missing(Input input);

    /**
     * Sees to it that nobody waits for nothing after a group failed on an input.
     *
     * @param status how its caller is answered
     * @param sentence goes with it
     */
    void failed(Group group, Input input, Status status, String sentence);
}
