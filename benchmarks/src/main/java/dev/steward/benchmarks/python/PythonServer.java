package dev.steward.benchmarks.python;

import dev.steward.api.AuthKey;
import dev.steward.benchmarks.harness.Line;
import dev.steward.python.PythonGateway;
import dev.steward.server.ManagerServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A server of Steward for clients in Python, over TCP and on the Unix socket that the argument names. */
public final class PythonServer {

    /** Asks how many bytes of the heap are in use. */
    static final String HEAP = "heap";

    private PythonServer() {}

    /** Serves until standard input ends, whose first line is the key. */
    public static void main(String[] arguments) {
        Line line = Line.open();
        try {
            // As the command serve does.
            ManagerServer.warmUp(PythonGateway.builder().build());
            serve(line, Path.of(arguments[0]));
        } catch (Exception failed) {
            line.fail(failed);
        }
    }

    private static void serve(Line line, Path socket) throws InterruptedException {
        PythonGateway tcp = PythonGateway.builder().allowMd5(true).build();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(AuthKey.of(line.next()))
                .gateway(tcp)
                .gateway(PythonGateway.builder().address(socket).allowMd5(true).build())
                .build()) {
            server.start();
            line.say(Line.READY, Integer.toString(tcp.port()));
            while (line.next().equals(HEAP)) {
                System.gc();
                line.say(
                        HEAP,
                        Long.toString(ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed()));
            }
        }
    }
}
