package dev.steward.objects.traits;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one input made an object say. */
public class Told implements Outputs {

    /** Calls that were answered, and how. */
    public final Map<CallId, Answer> answers = new LinkedHashMap<>();
    /** Calls that wait from now on. */
    public final Set<CallId> waiting = new LinkedHashSet<>();
    /** Objects that were made, which the directory takes in. */
    public final List<Group> made = new ArrayList<>();
    /** Objects of types that only others make, which live in the group, by the call that is answered with each. */
    public final Map<CallId, BuiltInType> members = new LinkedHashMap<>();
    /** Calls that are answered with another object. */
    public final Set<CallId> answeredWithAnother = new LinkedHashSet<>();

    @Override
    public void forward(GroupId to, Input input) {
        if (input instanceof SessionInput.Answered answered) {
            answers.put(answered.call(), answered.answer());
        } else if (input instanceof DirectoryInput.AnswerWithReferences answered) {
            answers.put(answered.call(), answered.answer());
        } else if (input instanceof SessionInput.Waits waits) {
            waiting.add(waits.call());
        } else if (input instanceof DirectoryInput.AddObject added) {
            made.add(added.group());
            answeredWithAnother.add(added.call());
        } else if (input instanceof DirectoryInput.AddMember added) {
            answeredWithAnother.add(added.call());
            if (added.type().madeBy() != null) {
                members.put(added.call(), added.type());
            }
        }
    }

    @Override
    public void reply(CallId call, Answer answer) {
        throw new AssertionError("nobody called from here: " + call);
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        throw new AssertionError("no object of a user: " + call);
    }

    @Override
    public void wakeAt(GroupId group, long nanos) {}

    @Override
    public void created(GroupId id, Group group) {}

    @Override
    public void joined(GroupId id, GroupId family) {}

    @Override
    public void removed(GroupId id) {}

    @Override
    public void cancelUser(CallId call) {}

    @Override
    public void userObjectFreed(ObjectId object) {}

    @Override
    public void adopted(long ticket, ObjectId object) {}

    @Override
    public void listed(long ticket, List<Listed> objects) {}

    @Override
    public void cut(SessionId session, String reason) {}

    @Override
    public void event(Event event) {}
}
