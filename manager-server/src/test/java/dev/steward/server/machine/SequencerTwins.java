package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.objects.Answer;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.traits.Draw;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Two sequencers of different kinds that get the same inputs at the same times, drawn from a seed: calls of objects of one
 * type by several sessions, and whatever else becomes of sessions. After each input as much must have come out of one as of
 * the other.
 */
final class SequencerTwins {

    private static final int CLIENTS = 3;
    private static final int THREADS = 2;
    private static final long LEASE = 10_000_000_000L;
    private static final long WINDOW = 3_000_000_000L;

    private final SequencerRig parallel = new SequencerRig(SequencerRig.Way.PARALLEL);
    private final SequencerRig serial = new SequencerRig(SequencerRig.Way.SERIAL_FROM_A_LOG);
    private final MachineValues values = SequencerRig.VALUES;
    private final SplittableRandom random;
    private final Draw draw;
    private final BuiltInType type;
    private final Map<ObjectId, BuiltInType> objects = new TreeMap<>((a, b) -> Long.compare(a.value(), b.value()));
    private final List<Client> clients = new ArrayList<>();
    private final Set<Operation> asked = EnumSet.noneOf(Operation.class);
    private long lastSession;
    private int answersSeen;
    private String lastStep = "";

    private final class Client {
        final SessionId id = new SessionId(++lastSession << 32, 7);
        final long[] last = new long[THREADS + 1];
        boolean suspended;
    }

    SequencerTwins(BuiltInType type, long seed) {
        this.type = type;
        this.random = new SplittableRandom(seed);
        this.draw = new Draw(values, random);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(opened());
        }
        make();
    }

    /** Returns what was asked of an object of some type. */
    Set<Operation> asked() {
        return asked;
    }

    private Client opened() {
        Client client = new Client();
        for (SequencerRig rig : List.of(parallel, serial)) {
            rig.sequencer.open(
                    client.id,
                    new SessionInput.OpenSession(rig.sequencer.now(), LEASE, WINDOW, SessionLimits.DEFAULT),
                    () -> {});
        }
        compare("a session is opened");
        return client;
    }

    private void give(GroupId to, LongFunction<Input> input) {
        for (SequencerRig rig : List.of(parallel, serial)) {
            rig.sequencer.submit(to, input.apply(rig.sequencer.now()));
        }
        compare(to + " gets " + input.apply(0));
    }

    private void compare(String step) {
        String steps = step + ", after " + lastStep;
        assertThat(serial.sequencer.now()).isEqualTo(parallel.sequencer.now());
        assertThat(serial.toldNow()).as(steps).isEqualTo(parallel.toldNow());
        assertThat(serial.account.total()).as(steps).isEqualTo(parallel.account.total());
        lastStep = step;
        for (Answer answer : serial.answers.subList(answersSeen, serial.answers.size())) {
            draw.remember(answer.value());
            for (ObjectToken token : values.encoded(answer.value()).tokens()) {
                BuiltInType of = BuiltInType.of(token.typeId());
                if (of != null) {
                    objects.put(token.objectId(), of);
                }
            }
        }
        answersSeen = serial.answers.size();
    }

    private void call(Client client, ObjectId target, Operation operation, List<Value> arguments) {
        int thread = 1 + random.nextInt(THREADS);
        long number = ++client.last[thread];
        long floor = random.nextBoolean() ? number : 1;
        give(
                client.id,
                now -> new SessionInput.Request(
                        now, thread, number, floor, Ranges.EMPTY, target, operation.code(), arguments));
    }

    /** Makes an object of the type, or of the one whose objects make such. */
    private void make() {
        BuiltInType maker = type.madeBy();
        BuiltInType made = maker == null ? type : maker;
        int before = objects.size();
        for (int attempt = 0; attempt < 1_000 && objects.size() == before; attempt++) {
            int least = made.leastCreationArguments();
            int count = least + random.nextInt(made.creationArguments().size() - least + 1);
            List<Value> creation = draw.arguments(made.creationArguments().subList(0, count));
            call(
                    draw.any(clients),
                    ObjectId.DIRECTORY,
                    Operation.CREATE,
                    List.of(values.of(made.typeId()), values.nil(), values.listOf(creation)));
        }
        assertThat(objects).hasSizeGreaterThan(before);
    }

    /** Asks for every operation of the type, in an order that is drawn, and has other things happen between. */
    void round() {
        List<Operation> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            if (type.offers(operation)) {
                rows.add(operation);
            }
        }
        while (!rows.isEmpty()) {
            Operation operation = rows.remove(random.nextInt(rows.size()));
            asked.add(operation);
            List<ObjectId> ofType = objects.keySet().stream()
                    .filter(object -> objects.get(object) == type)
                    .toList();
            ObjectId target = ofType.isEmpty() || random.nextInt(20) == 0
                    ? draw.any(List.copyOf(objects.keySet()))
                    : ofType.get(ofType.size() - 1 - random.nextInt(Math.min(3, ofType.size())));
            call(draw.any(clients), target, operation, draw.arguments(operation.arguments()));
            if (type.madeBy() != null && random.nextInt(3) == 0) {
                submitTask();
            }
            if (random.nextInt(3) == 0) {
                happen();
            }
        }
    }

    /** Objects of some types are made by a pool that gets tasks. */
    private void submitTask() {
        for (Operation operation : Operation.values()) {
            if (BuiltInType.POOL.offers(operation) && operation.capability() == BuiltInType.POOL) {
                List<ObjectId> pools = objects.keySet().stream()
                        .filter(object -> objects.get(object) == BuiltInType.POOL)
                        .toList();
                call(draw.any(clients), draw.any(pools), operation, draw.arguments(operation.arguments()));
            }
        }
    }

    private void happen() {
        Client client = draw.any(clients);
        int thread = 1 + random.nextInt(THREADS);
        long number = 1 + random.nextLong(client.last[thread] + 1);
        switch (random.nextInt(12)) {
            case 0 -> give(client.id, now -> new SessionInput.CancelRequest(now, thread, number));
            case 1 -> give(client.id, now -> new SessionInput.GiveBackRequest(now, thread, number));
            case 2 ->
                give(
                        client.id,
                        now -> new SessionInput.Acknowledge(now, thread, client.last[thread] + 1, Ranges.EMPTY));
            case 3, 4 -> pass(1 + random.nextLong(1_000));
            case 5 -> pass(1 + random.nextLong(WINDOW));
            case 6, 7 -> {
                client.suspended = !client.suspended;
                give(client.id, client.suspended ? SessionInput.SuspendSession::new : SessionInput.ResumeSession::new);
            }
            case 8 -> {
                give(client.id, now -> new SessionInput.EndSession(now, "test"));
                clients.set(clients.indexOf(client), opened());
            }
            case 9 -> {
                give(client.id, now -> new SessionInput.KickSession(now, "test"));
                clients.set(clients.indexOf(client), opened());
            }
            case 10 -> give(client.id, SessionInput.Heartbeat::new);
            default -> give(GroupId.DIRECTORY, DirectoryInput.Collect::new);
        }
    }

    private void pass(long nanos) {
        parallel.pass(nanos);
        serial.pass(nanos);
        compare("time passes");
    }

    /** Compares what can be asked of a sequencer itself. */
    void compareWhatIsThere() {
        List<Listed> listed = parallel.sequencer.list().join();
        assertThat(serial.sequencer.list().join()).isEqualTo(listed);
        List<GroupId> groups = new ArrayList<>();
        objects.keySet().forEach(object -> groups.add(GroupId.of(object)));
        clients.forEach(client -> groups.add(client.id));
        groups.add(GroupId.DIRECTORY);
        for (GroupId group : groups) {
            assertThat(serial.sequencer.has(group)).as("%s", group).isEqualTo(parallel.sequencer.has(group));
            assertThat(serial.sequencer.heldBytes(group))
                    .as("%s", group)
                    .isEqualTo(parallel.sequencer.heldBytes(group));
        }
        clients.forEach(client -> give(client.id, now -> new SessionInput.EndSession(now, "test")));
        assertThat(serial.account.total()).isEqualTo(parallel.account.total());
    }
}
