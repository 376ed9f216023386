package dev.steward.python;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server for clients of Python in a process of its own, with a small heap, which ends when there is no memory. Closing it ends it. */
final class ServerWithSmallHeap implements AutoCloseable {

    private static final String PORT = "port ";

    private final Process process;
    private final int port;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ServerWithSmallHeap(Process process) throws IOException {
        this.process = process;
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith(PORT)) {
            lines.add(line);
            line = out.readLine();
        }
        this.port = Integer.parseInt(Objects.requireNonNull(line, () -> "it ended without a port: " + lines)
                .substring(PORT.length()));
        Thread reader = new Thread(() -> read(out), "lines-of-a-server");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it with these options of the JVM. */
    static ServerWithSmallHeap start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new ServerWithSmallHeap(process);
        } catch (IOException | RuntimeException | Error noServer) {
            process.destroyForcibly().onExit().join();
            throw noServer;
        }
    }

    private void read(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns what it has printed. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The process. */
    static final class Main {
        private Main() {}

        /** Serves until it is ended. */
        public static void main(String[] args) throws InterruptedException {
            PythonGateway python = PythonGateway.builder().build();
            try (ManagerServer server = ManagerServer.builder()
                    .authKey(AuthKey.of(TestServer.KEY))
                    .gateway(python)
                    .build()) {
                server.start();
                System.out.println(PORT + python.port());
                server.awaitShutdown();
            }
        }
    }
}
