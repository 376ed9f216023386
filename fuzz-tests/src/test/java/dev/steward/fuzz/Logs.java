package dev.steward.fuzz;

import dev.steward.objects.EffectHandler;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.store.DamagedLogException;
import dev.steward.server.store.DurableMachine;
import dev.steward.server.store.LogCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A file of the log of a durable server. */
final class Logs {

    private static final String NAME = "0000000000000000001.entries";

    private Logs() {}

    /** Looks through a log that is that file, as a server does that starts. */
    static void take(byte[] input) {
        try {
            Path directory = Files.createTempDirectory("log");
            Path file = directory.resolve(NAME);
            try {
                Files.write(file, input);
                LogCheck.Found found = LogCheck.of(directory);
                Boundary.require(found != null && found.lastEntry() >= 0, "says how far it goes");
            } catch (DamagedLogException refused) {
                Boundary.requireShort(refused);
                Boundary.require(String.valueOf(refused.getMessage()).contains(directory.toString()), "says where");
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the log of a server that was started and had a client. */
    static List<byte[]> all() {
        try {
            Path directory = Files.createTempDirectory("log");
            Incarnation incarnation = Incarnation.ofEpoch(new UUID(1, 2), 3);
            DurableMachine.Settings settings = new DurableMachine.Settings(directory, Duration.ZERO, 1 << 20, 0);
            DurableMachine.Surroundings surroundings = new DurableMachine.Surroundings(
                    ServerClock.ofThisProcess(),
                    (task, nanos) -> {},
                    new MachineValues(incarnation, List::of),
                    Relief.NOT_NEEDED,
                    new MemoryAccount(),
                    ObjectLimits.DEFAULT);
            try (DurableMachine machine = DurableMachine.open(settings, incarnation, surroundings, fault -> {})) {
                machine.connect(EffectHandler.NONE);
                SessionId session = new SessionId(1, 2);
                machine.sequencer()
                        .open(session, new SessionInput.OpenSession(1, 2, 3, SessionLimits.DEFAULT), () -> {});
                machine.sequencer().submit(session, new SessionInput.Heartbeat(1));
            }
            byte[] written = Files.readAllBytes(directory.resolve(NAME));
            Files.delete(directory.resolve(NAME));
            Files.delete(directory.resolve("reserve"));
            Files.delete(directory.resolve("newest"));
            Files.delete(directory);
            return List.of(written);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
