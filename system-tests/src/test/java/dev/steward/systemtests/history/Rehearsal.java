package dev.steward.systemtests.history;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a few clients whose calls and replies take their time, drawn from a seed, and the history that they see.
 * The machine can be made to do something wrong, so that the checks have something to find. One thread.
 */
final class Rehearsal implements MachineListener {

    private static final int CLIENTS = 6;
    private static final int SCENES = 400;

    private final MachineFault fault;
    private final SplittableRandom random;
    private final MachineValues values = new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 1), List::of);
    private final Machine machine = new Machine(values, 1, ObjectLimits.DEFAULT, this);
    private final List<dev.steward.systemtests.history.Operation> history = new ArrayList<>();
    private final Map<CallId, Answer> answers = new HashMap<>();
    private final List<RehearsedClient> clients = new ArrayList<>();
    private final RehearsedClient ghost;
    private final Scenes scenes;
    private long clock;
    private int scenesBegun;
    private long lastToken;
    private @Nullable Value formerContent;

    private Rehearsal(long seed, MachineFault fault) {
        this.random = new SplittableRandom(seed);
        this.fault = fault;
        this.ghost = new RehearsedClient(this, 100);
        this.scenes = new Scenes(random, values, ghost);
        for (int i = 1; i <= CLIENTS; i++) {
            clients.add(new RehearsedClient(this, i));
        }
    }

    /** Returns what the clients of one run saw, the elements of the queue taken to the last. */
    static List<dev.steward.systemtests.history.Operation> run(long seed, MachineFault fault) {
        Rehearsal rehearsal = new Rehearsal(seed, fault);
        rehearsal.play();
        return rehearsal.history;
    }

    private void play() {
        int idle = 0;
        while (idle < CLIENTS * 50) {
            long before = clock;
            clients.get(random.nextInt(CLIENTS)).step();
            idle = clock == before ? idle + 1 : 0;
        }
        clients.forEach(RehearsedClient::noteUnreturned);
        drain();
    }

    private void drain() {
        RehearsedClient last = new RehearsedClient(this, CLIENTS + 1);
        boolean more = true;
        while (more) {
            scenes.receive(last, () -> "done");
            int calls = history.size();
            while (last.isFlying()) {
                last.step();
            }
            more = history.size() > calls + 1;
        }
    }

    /** Begins a scene, if there are any left. */
    void begin(RehearsedClient client) {
        if (scenesBegun < SCENES) {
            scenesBegun++;
            scenes.begin(client);
        }
    }

    // ---- the machine ------------------------------------------------------------------------------------------------

    long now() {
        return machine.now();
    }

    /** Returns the next instant of the clock that all clients share. */
    long tick() {
        return ++clock;
    }

    void submit(SessionId session, SessionInput input) {
        machine.submit(session, input);
    }

    @Override
    public void reply(CallId call, Answer answer) {
        answers.put(call, answer);
    }

    @Nullable
    Answer answerTo(CallId call) {
        return answers.get(call);
    }

    @Nullable
    Answer answerTo(Flight flight) {
        return flight.forged != null ? flight.forged : answers.get(flight.sent);
    }

    void note(dev.steward.systemtests.history.Operation call) {
        history.add(call);
    }

    // ---- what goes wrong --------------------------------------------------------------------------------------------

    private boolean isDue() {
        return random.nextInt(3) == 0;
    }

    /** A call arrives at the machine, or at what is wrong with it. */
    void arrive(RehearsedClient client, Flight flight) {
        clock++;
        Answer done = Answer.ok(values.nil(), 0);
        if (fault == MachineFault.LOST_NOTIFY && flight.name.equals("signal") && isDue()) {
            flight.forged = done;
        } else if (fault == MachineFault.PERMIT_LEAK && flight.isOf("semaphore", "release") && isDue()) {
            flight.forged = done;
        } else if (fault == MachineFault.ELEMENT_DROPPED_AT_REDELIVERY && flight.name.equals("nack") && isDue()) {
            flight.forged = forgotten(client, flight);
        } else if (fault == MachineFault.REDELIVERY_OUT_OF_PLACE && flight.name.equals("nack") && isDue()) {
            flight.forged = forgotten(client, flight);
            scenes.moveToTheEnd(ghost, flight.argument);
        } else if (flight.name.equals("death")) {
            die(client, flight);
            flight.forged = done;
        } else {
            flight.sent = client.send(flight.target, flight.operation, flight.arguments);
            spoil(flight);
        }
    }

    /** The machine is told that an element is done that its client gives back. */
    private Answer forgotten(RehearsedClient client, Flight flight) {
        return client.ask(scenes.queue(), Operation.QUEUE_SETTLE, flight.arguments.get(0), values.of(true));
    }

    private void die(RehearsedClient client, Flight flight) {
        boolean drops = fault == MachineFault.ELEMENT_DROPPED_AT_DEATH;
        boolean moves = fault == MachineFault.DEATH_OUT_OF_PLACE;
        boolean isWrong = (drops || moves) && isDue();
        if (isWrong) {
            forgotten(client, flight);
        }
        client.die();
        if (isWrong && moves) {
            scenes.moveToTheEnd(ghost, flight.argument);
        }
    }

    private void spoil(Flight flight) {
        Answer answer = answerTo(flight);
        if (flight.isOf("lock", "hold")) {
            if (answer != null) {
                lastToken = scenes.token(answer);
            } else if (fault == MachineFault.LOCK_HANDED_TO_TWO && isDue()) {
                flight.forged = Answer.ok(values.listOf(List.of(values.of(lastToken + 1), values.of(false))), 0);
            }
        } else if (flight.name.equals("get") && answer != null) {
            Value former = formerContent;
            formerContent = answer.value();
            if (fault == MachineFault.STALE_REPLY && former != null && isDue()) {
                flight.forged = Answer.ok(former, answer.sequence());
            }
        }
    }
}
