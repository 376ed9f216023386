package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.workloads.Part;
import java.nio.file.Path;
import java.util.List;

/**
 * The program of a client that is measured. Arguments: the number of its role, then those of a {@link Contender}. The
 * first two lines of standard input are the secret and the server's address.
 */
public final class ClientProcess {

    private ClientProcess() {}

    /** Runs what it is told to until standard input ends. */
    public static void main(String[] arguments) {
        Line line = Line.open();
        try {
            List<String> all = List.of(arguments);
            Contender contender =
                    Contender.ofArguments(all.subList(1, all.size()).toArray(String[]::new));
            work(contender, Integer.parseInt(arguments[0]), line);
        } catch (Exception failed) {
            line.fail(failed);
        }
    }

    private static void work(Contender contender, int role, Line line) throws Exception {
        String secret = line.next();
        String address = line.next();
        Setup setup = new Setup(contender.transport(), Path.of(address), secret, contender.polling());
        try (PeerClient client = contender.peer().connect(setup, address);
                Part part = contender.workload().roles().get(role).open(client)) {
            line.say(Line.READY);
            while (true) {
                String[] asked = line.next().split(" ", -1);
                if (asked.length != 2 || !asked[0].equals(Line.RUN)) {
                    throw new IllegalArgumentException("a client is not asked for '" + String.join(" ", asked) + "'");
                }
                line.done(part.run(Long.parseLong(asked[1])));
            }
        }
    }
}
