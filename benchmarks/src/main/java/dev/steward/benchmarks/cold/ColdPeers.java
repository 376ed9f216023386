package dev.steward.benchmarks.cold;

import static dev.steward.benchmarks.cold.ColdWorkload.CONNECT;
import static dev.steward.benchmarks.cold.ColdWorkload.GET;
import static dev.steward.benchmarks.cold.ColdWorkload.HELLO;
import static dev.steward.benchmarks.cold.ColdWorkload.POOL;
import static dev.steward.benchmarks.cold.ColdWorkload.PROCESS;
import static dev.steward.benchmarks.cold.ColdWorkload.PUT;
import static dev.steward.benchmarks.cold.ColdWorkload.QUEUE;
import static dev.steward.benchmarks.cold.ColdWorkload.TREE;

import dev.steward.benchmarks.cold.programs.EmptyProgram;
import dev.steward.benchmarks.cold.programs.RmiProgram;
import dev.steward.benchmarks.cold.programs.RmiServerProgram;
import dev.steward.benchmarks.cold.programs.SocketProgram;
import dev.steward.benchmarks.cold.programs.SocketServerProgram;
import dev.steward.benchmarks.cold.programs.StewardProcesses;
import dev.steward.benchmarks.cold.programs.StewardProgram;
import dev.steward.benchmarks.cold.programs.StewardServerProgram;
import dev.steward.benchmarks.harness.JavaHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who takes part, as far as it is installed here. */
final class ColdPeers {

    /** The name of the JVM that does nothing. */
    static final String EMPTY = "empty";

    /** The name of the program with a plain socket. */
    static final String RAW = "raw";

    /** The name of CPython, which ratios refer to. */
    static final String CPYTHON = "cpython";

    static final String CPYTHON_SPAWN = "cpython-spawn";
    static final String RMI = "rmi";
    static final String STEWARD = "steward";
    static final String STEWARD_ARCHIVE = "steward-archive";

    /** What they are, by name, in the order of the tables. */
    static final Map<String, String> DESCRIPTIONS = inOrder(
            Map.entry(EMPTY, "a JVM that does nothing"),
            Map.entry(RAW, "a JVM with a blocking java.net.Socket, 64 bytes there and back for each answer"),
            Map.entry(RMI, "Java RMI"),
            Map.entry(CPYTHON, "multiprocessing of the python3 on the path, with its default way to start processes"),
            Map.entry(CPYTHON_SPAWN, "the same with the start method spawn, which forks nothing"),
            Map.entry(STEWARD, "a ManagerClient, JavaProcess and ProcessPool with their defaults"),
            Map.entry(STEWARD_ARCHIVE, "the same with an archive of the program's classes, -XX:SharedArchiveFile"));

    private static final String TCP = "tcp";
    private static final String UNIX = "unix";
    private static final String NONE = "-";
    private static final Set<String> CALLS = Set.of(CONNECT, GET, PUT, QUEUE);
    private static final Set<String> PROCESSES = Set.of(PROCESS, TREE, HELLO, POOL);

    private final JavaHome java;
    private final Path folder;

    private ColdPeers(JavaHome java, Path folder) {
        this.java = java;
        this.folder = folder;
    }

    /**
     * Returns who takes part.
     *
     * @param folder for what they need: CPython's program, Steward's archive
     */
    static List<ColdPeer> all(JavaHome java, Path folder) throws InterruptedException {
        ColdPeers peers = new ColdPeers(java, folder);
        List<ColdPeer> all = new ArrayList<>(List.of(
                new ColdPeer(EMPTY, NONE, List.of(), peers.java(EmptyProgram.class), Set.of(CONNECT)),
                new ColdPeer(
                        RAW,
                        TCP,
                        peers.java(SocketServerProgram.class),
                        peers.java(SocketProgram.class),
                        Set.of(CONNECT, PUT)),
                new ColdPeer(RMI, TCP, peers.java(RmiServerProgram.class), peers.java(RmiProgram.class), CALLS)));
        python().ifPresent(python -> all.addAll(peers.python(python)));
        all.addAll(peers.steward());
        return all;
    }

    @SafeVarargs
    private static Map<String, String> inOrder(Map.Entry<String, String>... entries) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : entries) {
            ordered.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(ordered);
    }

    private List<String> java(Class<?> program, String... options) {
        return java.plainCommand(List.of(options), program);
    }

    private List<ColdPeer> steward() {
        List<String> server = java(StewardServerProgram.class);
        List<String> unixServer = new ArrayList<>(server);
        unixServer.add(folder.resolve("socket").toString());
        String archive = folder.resolve("steward.jsa").toString();
        return List.of(
                new ColdPeer(STEWARD, TCP, server, java(StewardProgram.class), CALLS),
                new ColdPeer(STEWARD, UNIX, unixServer, java(StewardProgram.class), CALLS),
                new ColdPeer(
                        STEWARD,
                        NONE,
                        List.of(),
                        java(StewardProcesses.class, "-Dsteward.process.archive=" + folder.resolve("children")),
                        PROCESSES),
                new ColdPeer(
                        STEWARD_ARCHIVE,
                        TCP,
                        server,
                        java(StewardProgram.class, "-XX:SharedArchiveFile=" + archive),
                        java(StewardProgram.class, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"),
                        CALLS));
    }

    private List<ColdPeer> python(String python) {
        Path program = folder.resolve("cold.py");
        try (InputStream text = Objects.requireNonNull(ColdPeers.class.getResourceAsStream("cold.py"))) {
            Files.copy(text, program);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        List<String> command = List.of(python, program.toString());
        return List.of(
                new ColdPeer(CPYTHON, TCP, with(command, "serve"), command, CALLS),
                new ColdPeer(CPYTHON, NONE, List.of(), with(command, "default"), PROCESSES),
                new ColdPeer(CPYTHON_SPAWN, NONE, List.of(), with(command, "spawn"), PROCESSES));
    }

    private static List<String> with(List<String> command, String argument) {
        List<String> longer = new ArrayList<>(command);
        longer.add(argument);
        return longer;
    }

    /** Returns the interpreter itself: what is on the path may be a script that looks for it, at each start. */
    private static Optional<String> python() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return asked.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
