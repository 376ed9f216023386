package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.RunReport;
import dev.steward.benchmarks.workloads.Unit;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The processes of one contender: a server and its clients, ready to run. */
final class Stage implements AutoCloseable {

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Contender contender;
    private final List<MeasuredProcess> clients = new ArrayList<>();
    private final MeasuredProcess server;
    private String address = "";
    private @Nullable Placement placed;

    private Stage(Contender contender, JavaHome java) {
        this.contender = contender;
        this.server =
                MeasuredProcess.start("the server of " + contender, java, ServerProcess.class, contender.toArguments());
    }

    /** Starts the processes and waits until they are ready. */
    static Stage open(Contender contender, JavaHome java) throws InterruptedException {
        Stage stage = new Stage(contender, java);
        try {
            stage.start(java);
            return stage;
        } catch (InterruptedException | RuntimeException failed) {
            stage.close();
            throw failed;
        }
    }

    private void start(JavaHome java) throws InterruptedException {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        server.send(secret);
        address = server.await(Line.READY, TO_ANSWER);
        for (int role = 0; role < contender.workload().roles().size(); role++) {
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(role)));
            arguments.addAll(contender.toArguments());
            MeasuredProcess client =
                    MeasuredProcess.start("client " + role + " of " + contender, java, ClientProcess.class, arguments);
            clients.add(client);
            client.send(secret);
            client.send(address);
        }
        for (MeasuredProcess client : clients) {
            client.await(Line.READY, TO_ANSWER);
        }
    }

    Contender contender() {
        return contender;
    }

    /** Puts the processes where they are to run. */
    void place(Placement placement, Cores cores) throws InterruptedException {
        if (placement == placed) {
            return;
        }
        cores.place(placement, server.pid(), true);
        for (MeasuredProcess client : clients) {
            cores.place(placement, client.pid(), false);
        }
        placed = placement;
    }

    /** Runs for a time and returns the figure of the workload. */
    double run(Duration time) throws InterruptedException {
        Unit unit = contender.workload().unit();
        boolean ofServer = unit == Unit.SERVER_MICROS_PER_OPERATION;
        long before = ofServer ? serverNanos() : 0;
        RunReport report = runClients(time);
        return unit.figure(ofServer ? new RunReport(report.operations(), serverNanos() - before) : report);
    }

    private RunReport runClients(Duration time) throws InterruptedException {
        clients.forEach(client -> client.send(Line.RUN + " " + time.toNanos()));
        RunReport measured = RunReport.COMPANION;
        for (MeasuredProcess client : clients) {
            RunReport report = Line.report(client.await(Line.DONE, time.plus(TO_ANSWER)));
            if (report.nanos() > 0) {
                measured = report;
            }
        }
        if (measured.operations() == 0) {
            throw new MeasurementException(contender + " did nothing in " + time.toMillis() + " ms: measure longer");
        }
        return measured;
    }

    private long serverNanos() throws InterruptedException {
        server.send(Line.CPU);
        return Long.parseLong(server.await(Line.DONE, TO_ANSWER));
    }

    @Override
    public void close() {
        clients.forEach(MeasuredProcess::close);
        server.close();
        if (contender.transport() == Transport.UNIX && !address.isEmpty()) {
            // The server deletes them itself, unless it was killed.
            Path socket = Path.of(address);
            ServerProcess.delete(socket, Objects.requireNonNull(socket.getParent()));
        }
    }
}
