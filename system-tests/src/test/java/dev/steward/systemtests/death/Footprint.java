package dev.steward.systemtests.death;

import dev.steward.api.SyncManager;
import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a {@link MeasuredServer} takes at one moment.
 *
 * @param heap its bytes in the heap that a collection leaves
 * @param threads the server's platform threads, but for that of its events
 * @param calls the calls of users' objects that run, each on a lane
 * @param descriptors the open descriptors of the process; 0 where the system does not tell
 * @param objects the shared objects
 */
public record Footprint(long heap, int threads, int calls, int descriptors, int objects) {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Measures. */
    public static Footprint of(Jvm server, SyncManager near) {
        int number = NUMBERS.incrementAndGet();
        server.say(Integer.toString(number));
        String[] told = server.awaitLine("measured " + number + ": ").split(" ");
        return new Footprint(
                Long.parseLong(told[0]),
                Integer.parseInt(told[1]),
                Integer.parseInt(told[2]),
                descriptors(server),
                near.objectCount());
    }

    private static int descriptors(Jvm process) {
        Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(directory)) {
            return (int) descriptors.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
