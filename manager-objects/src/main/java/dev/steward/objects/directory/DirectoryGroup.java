package dev.steward.objects.directory;

import static dev.steward.vocabulary.Printable.withArticle;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.objects.type.Shapes;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.CommonCapability;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, finds, names and frees objects. Object 0 of every server. */
public final class DirectoryGroup implements Group {

    private static final String TYPE = "directory";

    /** So many numbers each epoch of a restored server has: as many objects a second would have to be made to reach the next. */
    private static final int OBJECT_BITS = 20;

    private final Values values;
    private ObjectLimits limits;
    private final Pieces pieces = new Pieces();
    private final Ledger ledger = new Ledger(pieces);
    private final Names names = new Names(TYPE);
    private final NamesLine namesLine = new NamesLine(pieces);
    private final RegisteredKeys registered = new RegisteredKeys();
    private long epoch;
    private long lastId;
    private long fencingFloor;
    private long sequence;

    /**
     * Makes the directory of a server.
     *
     * @param epoch the upper half of all fencing tokens: higher at each start than ever before
     */
    public DirectoryGroup(Values values, long epoch, ObjectLimits limits) {
        this(values, epoch, 0, limits);
    }

    /**
     * Makes the directory of a server whose epoch may have been that of the one before.
     *
     * @param fencingFloor the counter from which fencing tokens go on within the epoch
     */
    public DirectoryGroup(Values values, long epoch, long fencingFloor, ObjectLimits limits) {
        this.values = values;
        this.epoch = epoch;
        this.fencingFloor = fencingFloor;
        this.limits = limits;
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof Invoke call) {
            invoke(call, out);
        } else if (input instanceof DirectoryInput.AnswerWithReferences answer) {
            retain(answer, out);
        } else if (input instanceof DirectoryInput.EdgeAdded added) {
            ledger.addEdge(added.container(), added.target());
        } else if (input instanceof DirectoryInput.EdgeRemoved removed) {
            ledger.removeEdge(removed.container(), removed.target(), removed.now(), out);
        } else if (input instanceof DirectoryInput.Pin pin) {
            ObjectId missing = ledger.pin(pin.call(), pin.references());
            out.forward(pin.call().session(), new SessionInput.Pinned(pin.now(), pin.call(), missing));
        } else if (input instanceof DirectoryInput.Unpin unpin) {
            ledger.unpin(unpin.call(), unpin.now(), out);
        } else if (input instanceof DirectoryInput.Release release) {
            ledger.release(release.holder(), release.object(), release.count(), release.now(), out);
        } else if (input instanceof DirectoryInput.Retain retain) {
            ledger.retain(retain.holder(), retain.object());
        } else if (input instanceof SessionEnded ended) {
            ledger.releaseAll(ended.session(), ended.now(), out);
        } else if (input instanceof DirectoryInput.Collect collect) {
            ledger.collect(collect.now(), out);
        } else if (input instanceof DirectoryInput.Adopt adopt) {
            adopt(adopt, out);
        } else if (input instanceof DirectoryInput.AdoptMember adopt) {
            adoptMember(adopt, out);
        } else if (input instanceof DirectoryInput.Register register) {
            register(register, out);
        } else if (input instanceof DirectoryInput.AddMember add) {
            addMember(add, out);
        } else if (input instanceof DirectoryInput.AddObject add) {
            addObject(add, out);
        } else if (input instanceof DirectoryInput.FencingReached reached) {
            fencingFloor = Math.max(fencingFloor, reached.counter());
        } else if (input instanceof DirectoryInput.ListObjects list) {
            pieces.begin(new ObjectsWalk(ledger, list.ticket()), list.now(), out);
        } else if (input instanceof ObjectInput.Cancel cancel) {
            cancel(cancel, out);
        } else if (input instanceof Restarted restarted) {
            limits = restarted.limits();
            ledger.restarted(restarted.now(), out);
        } else if (input instanceof FromBackup restored) {
            epoch = restored.epoch();
            lastId = Math.max(lastId, restored.epoch() << OBJECT_BITS);
        } else if (input instanceof DirectoryInput.GoOn goOn) {
            pieces.goOn(goOn.now(), out);
        }
    }

    @Override
    public long heldBytes() {
        return names.bytes() + namesLine.heldBytes();
    }

    /** Retains what an answer refers to, some at a time, and sends it. */
    private void retain(DirectoryInput.AnswerWithReferences answer, Outputs out) {
        Iterator<ObjectId> references = answer.answer().value().references().iterator();
        pieces.begin(
                (now, outputs) -> {
                    for (int step = 0; step < Pieces.MOST_STEPS && references.hasNext(); step++) {
                        ledger.retain(answer.call().holder(), references.next());
                    }
                    if (!references.hasNext()) {
                        send(answer.call(), answer.answer(), now, outputs);
                    }
                    return references.hasNext();
                },
                answer.now(),
                out);
    }

    // Operations.

    private void invoke(Invoke call, Outputs out) {
        Answer answer;
        try {
            if (call.operation().capability() != CommonCapability.DIRECTORY) {
                throw new OperationRefusal(
                        Status.NO_SUCH_OPERATION, "the directory does not know the operation " + call.operation());
            }
            ArgumentCheck.check(values, TYPE, call.operation(), call.arguments());
            Value result = perform(call, call.arguments(), out);
            if (result == null) {
                return;
            }
            answer = Answer.ok(result, sequence);
        } catch (OperationRefusal refusal) {
            answer = Answer.failed(refusal.status(), values.of(refusal.sentence()), sequence);
        }
        send(call.call(), answer, call.now(), out);
    }

    /** Returns the result; null if the call is answered when all pieces of it are done. */
    private @Nullable Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case CREATE -> create(call, arguments, out);
            case FIND -> find(call, values.asText(arguments.get(0)), textOrNull(arguments.get(1)));
            case NAMES -> names(call, values.asText(arguments.get(0)), out);
            case DELETE -> delete(values.asText(arguments.get(0)), call.now(), out);
            case COUNT -> values.of(ledger.size());
            case ATTACH -> attach(call, new ObjectId(values.asLong(arguments.get(0))));
            case RELEASE -> release(call, arguments, out);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private Value create(Invoke call, List<Value> arguments, Outputs out) {
        BuiltInType type = Catalogue.type(values.asText(arguments.get(0)));
        String name = textOrNull(arguments.get(1));
        List<Value> creation = values.asList(arguments.get(2));
        String shape = Catalogue.shape(values, type, creation);
        DirectoryEntry known = name == null ? null : names.get(name);
        if (known != null) {
            refuseConflict(known, type.typeId(), shape);
            return hold(call, known);
        }
        if (name != null) {
            names.check(name);
        }
        if (ledger.size() >= limits.maxObjects()) {
            throw new OperationRefusal(Status.OVERLOADED, noRoom());
        }
        Catalogue.checkObjects(values, type, creation, this::typeIdOf);
        ObjectId id = new ObjectId(lastId + 1);
        Group group = Catalogue.make(type, new Creation(values, id, epoch, fencingFloor, limits), creation);
        lastId++;
        sequence++;
        String shapeMade = Catalogue.shapeMade(values, type, creation);
        DirectoryEntry entry = new DirectoryEntry(id, type.typeId(), false, type.keepsTraces(), shapeMade);
        ledger.add(entry);
        for (Value argument : creation) {
            argument.references().forEach(target -> ledger.addEdge(id, target));
        }
        if (name != null) {
            names.give(name, entry);
        }
        out.created(GroupId.of(id), group);
        return hold(call, entry);
    }

    private String noRoom() {
        return TYPE + ": there are " + ledger.size() + " objects, as many as it may have (" + Limits.named("OBJECTS")
                + "): delete some, or close the proxies that hold them";
    }

    private void refuseConflict(DirectoryEntry known, String typeId, @Nullable String shape) {
        if (!known.typeId.equals(typeId)) {
            throw new OperationRefusal(
                    Status.NAME_CONFLICT,
                    "the name " + known.name + " belongs to " + withArticle(known.typeId) + ", not to "
                            + withArticle(typeId) + ": take another name, or ask for it as what it is");
        }
        if (!Shapes.agrees(known.shape, shape)) {
            throw new OperationRefusal(
                    Status.NAME_CONFLICT,
                    "the name " + known.name + " belongs to " + withArticle(typeId) + " with " + known.shape
                            + ", not with " + shape);
        }
    }

    private @Nullable String typeIdOf(ObjectId id) {
        DirectoryEntry entry = ledger.get(id);
        return entry == null ? null : entry.typeId;
    }

    private Value hold(Invoke call, DirectoryEntry entry) {
        ledger.retain(call.call().holder(), entry.id);
        return values.reference(entry.typeId, entry.id);
    }

    private Value find(Invoke call, String name, @Nullable String typeId) {
        DirectoryEntry known = names.get(name);
        if (known == null) {
            throw new OperationRefusal(Status.NO_SUCH_NAME, "there is no object with the name " + name);
        }
        if (typeId != null) {
            refuseConflict(known, typeId, null);
        }
        return hold(call, known);
    }

    private @Nullable Value names(Invoke call, String glob, Outputs out) {
        NamesWalk.Found found = (matching, now, then) ->
                send(call.call(), Answer.ok(values.listOfTexts(matching), sequence), now, then);
        namesLine.begin(call.call(), names.walk(glob, found), call.now(), out);
        return null;
    }

    private void cancel(ObjectInput.Cancel cancel, Outputs out) {
        if (namesLine.cancel(cancel.call())) {
            Answer answer = Answer.failed(Status.CANCELLED, values.of("the call was cancelled"), sequence);
            send(cancel.call(), answer, cancel.now(), out);
        }
    }

    private Value delete(String name, long now, Outputs out) {
        DirectoryEntry known = names.take(name);
        if (known == null) {
            return values.of(false);
        }
        sequence++;
        ledger.drop(known, 1, now, out);
        return values.of(true);
    }

    private Value attach(Invoke call, ObjectId id) {
        DirectoryEntry entry = ledger.get(id);
        if (entry == null) {
            throw new OperationRefusal(Status.NO_SUCH_OBJECT, "there is no object " + id);
        }
        return hold(call, entry);
    }

    private Value release(Invoke call, List<Value> arguments, Outputs out) {
        ObjectId id = new ObjectId(values.asLong(arguments.get(0)));
        ledger.release(call.call().holder(), id, values.asLong(arguments.get(1)), call.now(), out);
        return values.nil();
    }

    private @Nullable String textOrNull(Value value) {
        return values.isNull(value) ? null : values.asText(value);
    }

    /** Sends an answer whose references are retained already. */
    private static void send(CallId call, Answer answer, long now, Outputs out) {
        if (call.isDriven()) {
            out.reply(call, answer);
        } else {
            out.forward(call.session(), new SessionInput.Answered(now, call, answer));
        }
    }

    // Objects from outside, and objects of a family.

    /** Returns what has been registered under a key, or what shares its group, if it is of that type; else null. */
    private @Nullable DirectoryEntry kept(@Nullable String key, String typeId) {
        ObjectId object = registered.get(key);
        DirectoryEntry entry = object == null ? null : ledger.get(object);
        if (entry == null || entry.typeId.equals(typeId)) {
            return entry;
        }
        for (ObjectId target : entry.targets) {
            DirectoryEntry family = ledger.get(target);
            if (family != null && family.typeId.equals(typeId)) {
                return family;
            }
        }
        return null;
    }

    private void register(DirectoryInput.Register register, Outputs out) {
        if (ledger.keep(register.object())) {
            ObjectId former = registered.put(register.key(), register.object());
            if (former != null) {
                ledger.drop(ledger.get(former), 1, register.now(), out);
            }
        }
    }

    private void adopt(DirectoryInput.Adopt adopt, Outputs out) {
        DirectoryEntry kept = adopt.group() == null ? null : kept(adopt.key(), adopt.typeId());
        if (kept != null) {
            ledger.retain(SessionId.LOCAL, kept.id);
            out.adopted(adopt.ticket(), kept.id);
            return;
        }
        ObjectId id = new ObjectId(++lastId);
        sequence++;
        boolean isUsers = adopt.group() == null;
        ledger.add(isUsers ? DirectoryEntry.ofUser(id, adopt.typeId()) : unnamed(id, Catalogue.type(adopt.typeId())));
        ledger.retain(SessionId.LOCAL, id);
        out.adopted(adopt.ticket(), id);
        if (!isUsers) {
            out.forward(GroupId.of(id), new ObjectInput.Adopted(adopt.now(), id, epoch, fencingFloor));
        }
    }

    private void addMember(DirectoryInput.AddMember add, Outputs out) {
        if (ledger.get(add.family()) == null) {
            String sentence = "there is no object " + add.family() + " any more";
            send(add.call(), Answer.failed(Status.NO_SUCH_OBJECT, values.of(sentence), sequence), add.now(), out);
            return;
        }
        if (ledger.size() >= limits.maxObjects()) {
            out.forward(GroupId.of(add.family()), new ObjectInput.MemberRefused(add.now(), add.call()));
            send(add.call(), Answer.failed(Status.OVERLOADED, values.of(noRoom()), sequence), add.now(), out);
            return;
        }
        ObjectId id = member(add.family(), add.type(), add.call().holder(), out);
        out.forward(GroupId.of(id), new ObjectInput.MemberAdded(add.now(), add.call(), id));
        send(add.call(), Answer.ok(values.reference(add.type().typeId(), id), sequence), add.now(), out);
    }

    private void adoptMember(DirectoryInput.AdoptMember adopt, Outputs out) {
        DirectoryEntry kept = kept(adopt.key(), adopt.type().typeId());
        if (kept != null) {
            ledger.retain(SessionId.LOCAL, kept.id);
            out.adopted(adopt.ticket(), kept.id);
            return;
        }
        ObjectId id = member(adopt.family(), adopt.type(), SessionId.LOCAL, out);
        out.forward(GroupId.of(id), new ObjectInput.MemberAdopted(adopt.now(), adopt.before(), id));
        out.adopted(adopt.ticket(), id);
    }

    /** Makes the id of an object that lives in the group of another one. */
    private ObjectId member(ObjectId family, BuiltInType type, SessionId holder, Outputs out) {
        ObjectId id = new ObjectId(++lastId);
        sequence++;
        ledger.add(unnamed(id, type));
        // What shares a lock keeps the object that it came from, whose token stays good.
        ledger.addEdge(id, family);
        ledger.retain(holder, id);
        out.joined(GroupId.of(id), GroupId.of(family));
        return id;
    }

    private void addObject(DirectoryInput.AddObject add, Outputs out) {
        if (ledger.size() >= limits.maxObjects()) {
            send(add.call(), Answer.failed(Status.OVERLOADED, values.of(noRoom()), sequence), add.now(), out);
            return;
        }
        ObjectId id = new ObjectId(++lastId);
        sequence++;
        ledger.add(unnamed(id, add.type()));
        add.references().forEach(target -> ledger.addEdge(id, target));
        ledger.retain(add.call().holder(), id);
        out.created(GroupId.of(id), add.group());
        out.forward(GroupId.of(id), new ObjectInput.Adopted(add.now(), id, epoch, fencingFloor));
        send(add.call(), Answer.ok(values.reference(add.type().typeId(), id), sequence), add.now(), out);
    }

    /** What is known of an object that another way than {@link Operation#CREATE} made, so that it never has a name. */
    private DirectoryEntry unnamed(ObjectId id, BuiltInType type) {
        return new DirectoryEntry(id, type.typeId(), false, type.keepsTraces(), Catalogue.shapeByDefault(values, type));
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        writer.writeLong(epoch);
        writer.writeInt(limits.maxObjects());
        writer.writeInt(limits.maxElements());
        writer.writeLong(lastId);
        writer.writeLong(fencingFloor);
        writer.writeLong(sequence);
        registered.save(writer);
        ledger.save(writer);
    }

    /** Reads a directory that {@link #save} wrote. */
    public static DirectoryGroup restore(StateReader reader, Values values) {
        long epoch = reader.readLong();
        ObjectLimits limits = new ObjectLimits(reader.readInt(), reader.readInt());
        DirectoryGroup directory = new DirectoryGroup(values, epoch, limits);
        directory.lastId = reader.readLong();
        directory.fencingFloor = reader.readLong();
        directory.sequence = reader.readLong();
        directory.registered.load(reader);
        directory.ledger.load(reader);
        directory.names.load(directory.ledger.all());
        return directory;
    }
}
