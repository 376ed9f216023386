package dev.steward.objects.shared;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all shared objects have in common: arguments are checked before anything happens, an operation either happens
 * whole or is refused, the sequence number grows with every change, and references in stored values become edges.
 */
public abstract class ObjectGroup implements Group {

    private static final int SUMMARY = 160;

    /** What an object takes besides what is stored in it, with what the directory and a driver know of it. */
    private static final long BASE_BYTES = 1 << 10;

    protected final Values values;
    protected final BuiltInType type;
    protected final Edges edges = new Edges();
    protected final Sequence sequence = new Sequence();
    private ObjectId id;

    protected ObjectGroup(BuiltInType type, Creation creation) {
        this.type = type;
        this.values = creation.values();
        this.id = creation.id();
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof Invoke call) {
            invoke(call, out);
        } else if (input instanceof ObjectInput.LetGo letGo) {
            out.forward(letGo.session(), new SessionInput.Untouched(letGo.now(), letGo.object()));
        } else if (input instanceof ObjectInput.Freed freed) {
            out.removed(GroupId.of(freed.object()));
        } else if (input instanceof ObjectInput.Adopted adopted) {
            id = adopted.object();
        } else if (input instanceof Restarted restarted) {
            limited(restarted.limits().maxElements());
        }
    }

    /** It may hold another number of elements from now on. */
    protected void limited(int maxElements) {}

    /** Does what a call asks, and answers it unless it waits. */
    protected final void invoke(Invoke call, Outputs out) {
        Answer answer;
        try {
            requireMember(call.target());
            BuiltInType asked = typeOf(call.target());
            if (!asked.offers(call.operation())) {
                throw new OperationRefusal(
                        Status.NO_SUCH_OPERATION, "a " + asked + " does not know the operation " + call.operation());
            }
            ArgumentCheck.check(values, asked.typeId(), call.operation(), call.arguments());
            Value result = switch (call.operation()) {
                case OBJECT_DESCRIBE -> describe(call.target());
                case OBJECT_INSPECT -> inspect(call);
                case OBJECT_PEEK -> values.listOf(List.of(values.of(holdsEntries()), listOf(first(most(call)))));
                case OBJECT_TAKE_BACK -> values.of(takeBack(call, out));
                case OBJECT_PURGE -> values.of(purge(call.now(), out));
                case OBJECT_REQUEUE -> requeue(call, most(call), out);
                case OBJECT_ITERATE -> iterate(call, out);
                default -> perform(call, call.arguments(), out);
            };
            if (result == null) {
                edges.sendAdded(id, call.now(), out);
                edges.sendRemoved(id, call.now(), out);
                return;
            }
            answer = Answer.ok(result, sequence());
        } catch (OperationRefusal refusal) {
            answer = failed(refusal.status(), refusal.sentence());
        }
        edges.sendAdded(id, call.now(), out);
        answer(call.call(), answer, call.now(), out);
        edges.sendRemoved(id, call.now(), out);
    }

    @Override
    public long heldBytes() {
        return BASE_BYTES + edges.heldBytes();
    }

    /** Returns the type of an object of this group. */
    protected BuiltInType typeOf(ObjectId target) {
        return type;
    }

    /** Refuses the id of an object that is not of this group any more. */
    protected void requireMember(ObjectId target) {}

    /**
     * Does an operation.
     *
     * @return the result; null if the call waits or was answered already
     * @throws OperationRefusal before anything was changed
     */
    protected abstract @Nullable Value perform(Invoke call, List<Value> arguments, Outputs out);

    /** Returns the contents as a person reads them, in so many characters at most. */
    protected abstract String summary(int atMost);

    /** Returns the contents of one object of this group as a person reads them. */
    protected String summary(ObjectId target, int atMost) {
        return summary(atMost);
    }

    /** Returns how many calls wait in an object of this group. */
    protected int waiting(ObjectId object) {
        return 0;
    }

    /** Makes an iterator over what is here now; null if the type has nothing to go over. */
    protected @Nullable ObjectGroup iterator() {
        return null;
    }

    /** Makes an iterator, which the directory takes in and answers with. */
    private @Nullable Value iterate(Invoke call, Outputs out) {
        ObjectGroup iterator = id.value() < 0 ? null : iterator();
        if (iterator == null) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OPERATION,
                    type + ": it belongs to no server yet, and an iterator lives there; register it first");
        }
        iterator.settle();
        out.forward(
                GroupId.DIRECTORY,
                new DirectoryInput.AddObject(
                        call.now(), call.call(), iterator.type, iterator, iterator.edges.targets()));
        return null;
    }

    /** Takes what it was made with as known to the directory. */
    public final void settle() {
        edges.settle();
    }

    private Value describe(ObjectId target) {
        return values.listOf(List.of(values.of(waiting(target)), values.of(summary(target, SUMMARY))));
    }

    private Value inspect(Invoke call) {
        Findings findings = new Findings(values, call.now(), most(call));
        inspect(call.target(), findings);
        return findings.answer(waiting(call.target()), summary(call.target(), SUMMARY));
    }

    /** Returns how many things a call asks for at most. */
    private int most(Invoke call) {
        return (int) Math.min(Integer.MAX_VALUE, values.asLong(call.arguments().get(0)));
    }

    /** Tells of who holds an object of this group and who waits in it. */
    protected void inspect(ObjectId target, Findings findings) {}

    /** Returns whether what is stored are keys with their values. */
    protected boolean holdsEntries() {
        return false;
    }

    /** Returns the first stored values, so many elements or entries at most, an entry as key and value; none without contents. */
    protected List<Value> first(int most) {
        return List.of();
    }

    /**
     * Takes back what sessions hold of an object of this group, as if each of them had died; returns how much that was.
     *
     * @throws OperationRefusal if nobody can hold anything of it
     */
    protected long takeBack(Invoke call, Outputs out) {
        throw new OperationRefusal(
                Status.NO_SUCH_OPERATION,
                "nobody holds " + Printable.withArticle(typeOf(call.target()).typeId())
                        + " or anything of it: only locks, semaphores and queues can be taken back");
    }

    /**
     * Drops all elements and returns how many there were.
     *
     * @throws OperationRefusal if the type has none that can be dropped
     */
    protected long purge(long now, Outputs out) {
        throw new OperationRefusal(
                Status.NO_SUCH_OPERATION,
                Printable.withArticle(type.typeId())
                        + " has no elements to drop: lists, dicts, sets, namespaces and queues have");
    }

    /**
     * Offers dead letters, so many at most, to the queues that gave them up.
     *
     * @return the result; null if it is not known yet
     * @throws OperationRefusal if the type has none
     */
    protected @Nullable Value requeue(Invoke call, int most, Outputs out) {
        throw new OperationRefusal(
                Status.NO_SUCH_OPERATION,
                Printable.withArticle(typeOf(call.target()).typeId()) + " has no dead letters: queues have");
    }

    /** Sends an answer on its way: by the directory if it carries references, straight to the driver if it called. */
    protected final void answer(CallId call, Answer answer, long now, Outputs out) {
        if (!answer.value().references().isEmpty()) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.AnswerWithReferences(now, call, answer));
        } else if (call.isDriven()) {
            out.reply(call, answer);
        } else {
            out.forward(call.session(), new SessionInput.Answered(now, call, answer));
        }
    }

    protected final Answer failed(Status status, String sentence) {
        return Answer.failed(status, values.of(sentence), sequence());
    }

    protected final ObjectId id() {
        return id;
    }

    protected final void changeId(ObjectId object) {
        id = object;
    }

    /** Returns how often the object was changed. */
    protected final long sequence() {
        return sequence.last();
    }

    /** Counts one change and returns its number, which is also the stamp of what was changed. */
    protected final long changed() {
        return sequence.next();
    }

    /** Returns a list of stored values, as an answer; takes O(1) as long as no stored value refers to an object. */
    protected final Value listOf(List<Value> stored) {
        return values.listOf(stored, edges.of(stored));
    }

    @Override
    public void save(StateWriter writer) {
        writer.writeText(type.typeId());
        writer.writeObject(id);
        writer.writeLong(sequence());
    }

    /** Reads what {@link #save} wrote, the typeid excepted: whoever makes the object to be restored has read that. */
    public void load(StateReader reader) {
        id = reader.readObject();
        sequence.restore(reader.readLong());
    }
}
