package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server in a process of its own whose heap is small. Closing it kills it. */
final class SmallServer implements AutoCloseable {

    static final AuthKey KEY = AuthKey.of("0123456789abcdef");

    private final Jvm jvm;
    private final int port;

    private SmallServer(Jvm jvm) {
        this.jvm = jvm;
        this.port = Integer.parseInt(jvm.awaitPort());
    }

    /** Starts one with these options of the JVM. */
    static SmallServer start(String... options) {
        return start(ServerProgram.class, options);
    }

    /** Starts a program of one argument, the port, that prints where it listens. */
    static SmallServer start(Class<?> program, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), "0"));
        return new SmallServer(Jvm.start(Map.of(), command));
    }

    int port() {
        return port;
    }

    /** Connects as an honest program. */
    SyncManager connect() {
        return ManagerClient.connect(
                "127.0.0.1", port, KEY, ClientOptions.builder().build());
    }

    /** Asserts that it runs, and that its log has no stack. */
    void assertUnhurt() {
        assertThat(jvm.isAlive()).isTrue();
        assertThat(jvm.lines().stream().filter(line -> line.contains("OutOfMemory") || line.startsWith("\tat ")))
                .isEmpty();
    }

    List<String> lines() {
        return jvm.lines();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
