package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.StatePiece;
import dev.steward.objects.StateWriter;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.objects.machine.MachineSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The machine of a simulation, and for a while after each restore its twin, made from its own snapshot: both must say the
 * same, and then the simulation goes on with the twin. Remembers the last of what went in and came out.
 */
final class TwinMachine {

    /** For how many events both are fed. */
    private static final int COMPARED = 40;

    private final PlainValues values;
    private final MachineListener effects;
    private final List<Object> log = new ArrayList<>();
    private Machine machine;
    private Recorder recorder = new Recorder();
    private @Nullable Machine twin;
    private Recorder twinRecorder = new Recorder();
    private int twinUntil;
    /** That of the moment at which the twin was made, taken while the machine goes on. */
    private @Nullable MachineSnapshot taken;

    private byte[] whole = {};

    /** Something that went in. */
    private record Sent(GroupId to, Input input) {}

    /** Something that came out. */
    private sealed interface Output {
        record Replied(CallId call, Answer answer) implements Output {}

        record Happened(Event event) implements Output {}

        record Inventory(long ticket, List<Listed> objects) implements Output {}
    }

    private static final class Recorder implements MachineListener {
        final List<Output> outputs = new ArrayList<>();

        @Override
        public void reply(CallId call, Answer answer) {
            outputs.add(new Output.Replied(call, answer));
        }

        @Override
        public void event(Event event) {
            outputs.add(new Output.Happened(event));
        }

        @Override
        public void listed(long ticket, List<Listed> objects) {
            outputs.add(new Output.Inventory(ticket, objects));
        }

        @Override
        public void cut(SessionId session, String reason) {
            throw new AssertionError("session " + session + " was cut: " + reason);
        }
    }

    /**
     * A machine without sessions.
     *
     * @param effects hears of what comes out, after each input
     */
    TwinMachine(PlainValues values, MachineListener effects) {
        this.values = values;
        this.effects = effects;
        this.machine = new Machine(values, 7, ObjectLimits.DEFAULT, recorder);
    }

    long now() {
        return machine.now();
    }

    /** Returns how many groups there are. */
    int size() {
        return machine.size();
    }

    void submit(GroupId to, Input input) {
        note(new Sent(to, input));
        machine.submit(to, input);
        if (twin != null) {
            twin.submit(to, input);
        }
        drain();
    }

    void advanceTo(long instant) {
        note(instant);
        machine.advanceTo(instant);
        if (twin != null) {
            twin.advanceTo(instant);
        }
        drain();
    }

    private void drain() {
        if (twin != null) {
            check(
                    recorder.outputs.equals(twinRecorder.outputs),
                    () -> "after the restore came " + twinRecorder.outputs + ", not " + recorder.outputs);
            twinRecorder.outputs.clear();
        }
        List<Output> outputs = List.copyOf(recorder.outputs);
        recorder.outputs.clear();
        for (Output output : outputs) {
            note(output);
            if (output instanceof Output.Replied replied) {
                effects.reply(replied.call(), replied.answer());
            } else if (output instanceof Output.Happened happened) {
                effects.event(happened.event());
            } else if (output instanceof Output.Inventory inventory) {
                effects.listed(inventory.ticket(), inventory.objects());
            }
        }
    }

    /** Makes the twin, unless there is one. */
    void restore(int event) {
        if (twin == null) {
            byte[] snapshot = machine.snapshot();
            twinRecorder = new Recorder();
            twin = Machine.restore(snapshot, values, twinRecorder);
            check(
                    Arrays.equals(snapshot, twin.snapshot()),
                    () -> "the snapshot of the restored machine is another one");
            twinUntil = event + COMPARED;
            whole = snapshot;
            taken = machine.beginSnapshot();
        }
    }

    /** An event is over: the twin takes the place of the machine if they have been compared for long enough. */
    void atRest(int event) {
        if (taken != null && !taken.goOn()) {
            checkTaken(taken);
        }
        if (twin != null && event >= twinUntil) {
            if (taken != null) {
                finish(taken);
            }
            machine = twin;
            recorder = twinRecorder;
            twin = null;
        }
    }

    private void finish(MachineSnapshot begun) {
        boolean more = true;
        while (more) {
            more = begun.goOn();
        }
        checkTaken(begun);
    }

    /** What was taken while much happened is the state of the moment at which it was begun. */
    private void checkTaken(MachineSnapshot ended) {
        byte[] written = StateWriter.toBytes(values, writer -> {
            for (StatePiece piece = ended.poll(); piece != null; piece = ended.poll()) {
                piece.writeTo(writer);
            }
        });
        check(Arrays.equals(whole, written), () -> "the snapshot that was taken in pieces is another one");
        taken = null;
    }

    /** Returns so many of the last inputs, times and outputs. */
    String tail(int lines) {
        return log.subList(Math.max(0, log.size() - lines), log.size()).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n  "));
    }

    private void note(Object line) {
        if (log.size() > 2000) {
            log.subList(0, 1000).clear();
        }
        log.add(line);
    }
}
