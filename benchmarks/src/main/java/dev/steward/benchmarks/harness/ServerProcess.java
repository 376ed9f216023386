package dev.steward.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of a server that is measured. Arguments: those of a {@link Contender}. The secret is the first line of
 * standard input.
 */
public final class ServerProcess {

    private static final String SOCKET = "socket";

    private ServerProcess() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) {
        Line line = Line.open();
        try {
            serve(Contender.ofArguments(arguments), line);
        } catch (Exception failed) {
            line.fail(failed);
        }
    }

    private static void serve(Contender contender, Line line) throws Exception {
        String secret = line.next();
        Setup setup = new Setup(contender.transport(), socket(contender.transport()), secret, contender.polling());
        try (PeerServer server = contender.peer().serve(setup)) {
            line.say(Line.READY, server.address());
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            while (true) {
                String asked = line.next();
                if (!asked.equals(Line.CPU)) {
                    throw new IllegalArgumentException("a server is not asked for '" + asked + "'");
                }
                line.say(Line.DONE, Long.toString(system.getProcessCpuTime()));
            }
        }
    }

    /** Returns where a Unix socket may be: in a folder that only this user can enter, and that goes with the process. */
    private static Path socket(Transport transport) throws IOException {
        if (transport != Transport.UNIX) {
            return Path.of(SOCKET);
        }
        Path folder = Files.createTempDirectory("steward-bench-");
        Path socket = folder.resolve(SOCKET);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(socket, folder), "delete-socket"));
        return socket;
    }

    /** Deletes a socket and its folder, if they are still there. */
    static void delete(Path socket, Path folder) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
