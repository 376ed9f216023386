package dev.steward.objects.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Effects;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import java.util.List;

/** What leaves the {@link Machine}. Must not call it from inside. Each method does nothing unless it is overridden. */
public interface MachineListener extends Effects {

    @Override
    default void reply(CallId call, Answer answer) {}

    @Override
    default void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

    @Override
    default void cancelUser(CallId call) {}

    @Override
    default void userObjectFreed(ObjectId object) {}

    @Override
    default void adopted(long ticket, ObjectId object) {}

    @Override
    default void listed(long ticket, List<Listed> objects) {}

    @Override
    default void cut(SessionId session, String reason) {}

    @Override
    default void event(Event event) {}

    /** An id leads to a group from now on; several may lead to one. */
    default void entered(GroupId id, Group group) {}

    /** An id leads nowhere any more. */
    default void left(GroupId id) {}

    /** A group has taken an input, which came by that id. */
    default void applied(GroupId id, Group group) {}

    /**
     * A group failed on an input, which is a fault of the machine. Unless this throws the input counts as taken, the call in
     * it is answered with that sentence, and the machine goes on.
     */
    default String failed(GroupId id, Input input, RuntimeException fault) {
        throw fault;
    }
}
