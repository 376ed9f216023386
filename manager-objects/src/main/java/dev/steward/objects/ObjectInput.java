package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;

/** What reaches the group of an object, besides calls, time and the end of sessions. */
public sealed interface ObjectInput extends Input {

    /** A call should end; it is answered either way. Unknown calls are answered already. */
    record Cancel(long now, CallId call) implements ObjectInput {}

    /**
     * Nobody waits for the result of a call that was answered: undo what it holds.
     *
     * @param answer what it was answered with
     * @param unopened whether its caller cannot open the first element of the answer: the caller's session goes on behind it
     * @param kept how many of the first elements the caller has received all the same
     */
    record GiveBack(
            long now, CallId call, ObjectId target, Operation operation, Answer answer, boolean unopened, int kept)
            implements ObjectInput {}

    /** The client has received an answer that was under acknowledgement: its elements are forgotten. */
    record DeliveryAcknowledged(long now, CallId call) implements ObjectInput {}

    /** Waiting calls of this session are skipped from now on, and keep their place. */
    record SessionSuspended(long now, SessionId session) implements ObjectInput {}

    /** Waiting calls of this session are served again. */
    record SessionResumed(long now, SessionId session) implements ObjectInput {}

    /** A thread of a living session has ended: what belongs to the thread itself passes on. */
    record ThreadEnded(long now, SessionId session, int thread) implements ObjectInput {}

    /** A session has dropped its last reference; the object says {@link SessionInput.Untouched} once nothing of it is left. */
    record LetGo(long now, SessionId session, ObjectId object) implements ObjectInput {}

    /** Nothing refers to the object any more. */
    record Freed(long now, ObjectId object) implements ObjectInput {}

    /**
     * A group that was made outside now belongs to a server.
     *
     * @param object its id from now on
     * @param epoch the upper half of its fencing tokens
     * @param fencingFloor the counter from which its fencing tokens go on
     */
    record Adopted(long now, ObjectId object, long epoch, long fencingFloor) implements ObjectInput {}

    /**
     * A queue gives an element to this one for good, because it came back too often. Answered with {@link DeadLetterTaken}:
     * until then the sender keeps alive what the element refers to.
     *
     * @param sender the queue that gave up on it
     */
    record DeadLetter(long now, GroupId sender, Value element) implements ObjectInput {}

    /** The queue for dead letters has the element, and what it refers to is kept alive there. */
    record DeadLetterTaken(long now, Value element) implements ObjectInput {}

    /**
     * A queue offers an element to this one, which gave it up, once more. Answered with {@link RequeueAnswered}: until then the sender has
     * the element, and gives it to nobody else.
     *
     * @param sender the queue for dead letters
     * @param stamp what the element is known by there
     */
    record Requeue(long now, GroupId sender, long stamp, Value element) implements ObjectInput {}

    /**
     * A queue has said whether it takes an element once more.
     *
     * @param status OK if it has it; FULL, SHUT_DOWN or NO_SUCH_OBJECT if not
     */
    record RequeueAnswered(long now, long stamp, Status status) implements ObjectInput {}

    /**
     * Another object of the same family was made.
     *
     * @param call what is answered with it
     */
    record MemberAdded(long now, CallId call, ObjectId object) implements ObjectInput {}

    /** The directory has no room for another object of the family, which the call was told. */
    record MemberRefused(long now, CallId call) implements ObjectInput {}

    /**
     * Another object of a group that was made outside now belongs to the server too.
     *
     * @param before what it was called until now
     */
    record MemberAdopted(long now, ObjectId before, ObjectId object) implements ObjectInput {}
}
