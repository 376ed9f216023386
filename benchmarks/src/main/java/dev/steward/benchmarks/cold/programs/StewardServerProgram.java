package dev.steward.benchmarks.cold.programs;

import dev.steward.api.AuthKey;
import dev.steward.benchmarks.harness.Line;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;

/** A server of Steward; the argument is the path of its Unix socket, without one it listens on TCP. */
public final class StewardServerProgram {

    private StewardServerProgram() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) {
        Line line = Line.open();
        try {
            ManagerServer.Builder builder = ManagerServer.builder().authKey(AuthKey.of(line.next()));
            boolean unix = arguments.length > 0;
            if (unix) {
                builder.address(Path.of(arguments[0]));
            }
            try (ManagerServer server = builder.build()) {
                server.start();
                line.say(Line.READY, unix ? arguments[0] : Integer.toString(server.port()));
                server.awaitShutdown();
            }
        } catch (Exception failed) {
            line.fail(failed);
        }
    }
}
