package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user types it: a server in one process, commands in others. */
@Timeout(180)
class CommandLineTest {

    private static final String KEY = "a key that is long enough";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Programs programs = new Programs();

    private String keyFile = "";

    @BeforeEach
    void writeKey() throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), KEY + "\n").toString();
    }

    private Jvm steward(String... arguments) {
        return steward(Map.of(), arguments);
    }

    private Jvm steward(Map<String, String> environment, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> command = Stream.of(java, "-cp", System.getProperty("java.class.path"), Steward.class.getName());
        return programs.started(Jvm.start(
                environment, Stream.concat(command, Stream.of(arguments)).toList()));
    }

    private void assertEnds(int exitCode, String line, String... arguments) throws Exception {
        Jvm jvm = steward(arguments);
        assertThat(jvm.awaitEnd()).as("%s", jvm.lines()).isEqualTo(exitCode);
        assertThat(jvm.lines()).anySatisfy(printed -> assertThat(printed).contains(line));
    }

    private String serve(String... arguments) {
        String[] all = Stream.concat(Stream.of("serve", "--authkey-file", keyFile), Stream.of(arguments))
                .toArray(String[]::new);
        return steward(all).awaitLine("  address    ");
    }

    @Test
    void listShowsTheNamedObjectsThatAClientMade() throws Exception {
        String address = serve("--port", "0");
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, AuthKey.of(KEY))) {
            manager.dict("scores", String.class, Integer.class).put("alice", 3);
            manager.queue("jobs", 5, String.class).put("first");

            Jvm list = steward("ls", "--connect", address, "--authkey-file", keyFile);
            assertThat(list.awaitEnd()).as("%s", list.lines()).isZero();
            assertThat(list.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("jobs").contains("queue"));
            assertThat(list.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("scores").contains("dict"));

            assertEnds(0, "alice = 3", "show", "scores", "--connect", address, "--authkey-file", keyFile);
            assertEnds(0, "first", "show", "jobs", "--connect", address, "--authkey-file", keyFile);
            assertEnds(1, "'nothing'", "show", "nothing", "--connect", address, "--authkey-file", keyFile);
            assertThat(manager.queue("jobs", String.class)).hasSize(1);
        }
    }

    @Test
    void pingAnswersAndShutdownEndsTheServer() throws Exception {
        String address = serve("--port", "0");
        Jvm server = programs.all().get(0);
        assertEnds(0, "answer from " + address, "ping", "--connect", address, "--authkey-file", keyFile);
        assertEnds(0, "ends", "shutdown", "--connect", address, "--authkey-file", keyFile);
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        assertEnds(3, "steward: ", "ping", "--connect", address, "--authkey-file", keyFile);
    }

    @Test
    void serverOnAUnixSocketIsReached() throws Exception {
        Path socket = Path.of("target/tmp/cli-" + ProcessHandle.current().pid() + ".sock");
        String address = serve("--unix", socket.toString());
        assertThat(address).startsWith("unix:");
        assertEnds(0, "answer from", "ping", "--connect", address, "--authkey-file", keyFile);
        Jvm server = programs.all().get(0);
        server.terminate();
        assertThat(server.awaitEnd()).isZero();
        assertThat(socket).doesNotExist();
    }

    @Test
    void terminationDrainsAndEndsWithZero() throws Exception {
        serve("--port", "0");
        Jvm server = programs.all().get(0);
        server.terminate();
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        assertThat(server.lines()).contains("steward: drained, good bye");
    }

    @Test
    void environmentAndSettingsFileStandForOptions() throws Exception {
        Path settings = Files.writeString(folder.resolve("settings"), "port=0\nlimit=CALLS=7\n");
        Jvm server = steward(Map.of("STEWARD_AUTHKEY", KEY), "serve", "--config", settings.toString());
        String address = server.awaitLine("  address    ");
        server.awaitLine("limits     {CALLS=7}");
        server.awaitLine("environment variable STEWARD_AUTHKEY (" + KEY.length() + " bytes)");

        Jvm ping = steward(Map.of("STEWARD_CONNECT", address, "STEWARD_AUTHKEY_FILE", keyFile), "ping");
        assertThat(ping.awaitEnd()).as("%s", ping.lines()).isZero();
        assertThat(Stream.concat(server.lines().stream(), ping.lines().stream()))
                .noneMatch(line -> line.contains(KEY));
    }

    @Test
    void serverSaysWhetherOthersCanReadItsKey() throws Exception {
        Files.setPosixFilePermissions(Path.of(keyFile), PosixFilePermissions.fromString("rw-r--r--"));
        steward("serve", "--port", "0", "--authkey-file", keyFile)
                .awaitLine("others can read it: chmod 600 " + keyFile);
        Files.setPosixFilePermissions(Path.of(keyFile), PosixFilePermissions.fromString("rw-------"));
        Jvm server = steward("serve", "--port", "0", "--authkey-file", keyFile);
        server.awaitLine("end it");
        assertThat(server.lines()).noneMatch(line -> line.contains("others"));
    }

    @Test
    void adminKeyIsNeededWhereThereIsOne() throws Exception {
        String admin = Files.writeString(folder.resolve("admin.txt"), "another key, long enough")
                .toString();
        String address = serve("--port", "0", "--admin-key-file", admin);
        assertEnds(3, "needs the admin key", "shutdown", "--connect", address, "--authkey-file", keyFile);
        assertEnds(0, "ends", "shutdown", "--connect", address, "--admin-key-file", admin);
    }

    @Test
    void wrongUsageIsExplained() throws Exception {
        assertEnds(2, "say what to do");
        assertEnds(2, "serv", "serv");
        assertEnds(2, "no key: name a file with --authkey-file", "serve");
        assertEnds(2, "--connect", "ping", "--authkey-file", keyFile);
        assertEnds(2, "Unknown option: '--conect'", "ping", "--conect", "localhost:1", "--authkey-file", keyFile);
        assertEnds(2, "the port is missing", "ping", "--connect", "localhost", "--authkey-file", keyFile);
        assertEnds(2, "--unix stands alone", "serve", "--unix", "a", "--port", "1", "--authkey-file", keyFile);
        assertEnds(2, "--tls-cert and --tls-key go together", "serve", "--tls-cert", "a", "--authkey-file", keyFile);
        assertEnds(
                2,
                "cannot read the key file",
                "serve",
                "--authkey-file",
                folder.resolve("none").toString());
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertEnds(2, "is empty", "serve", "--authkey-file", empty.toString());
        Path settings = Files.writeString(folder.resolve("settings"), "prot=0\n");
        assertEnds(2, "has 'prot', which is no option", "serve", "--config", settings.toString());
        assertEnds(2, "CALLS", "serve", "--limit", "CALS=1", "--authkey-file", keyFile);
    }

    @Test
    void whatCannotWorkIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertEnds(1, port, "serve", "--port", port, "--authkey-file", keyFile);
        }
        assertEnds(1, "--tls-cert", "serve", "--host", "0.0.0.0", "--authkey-file", keyFile);
        assertEnds(1, "steward: cannot use the state dir", "serve", "--state-dir", keyFile, "--authkey-file", keyFile);
        String nowhere = folder.resolve("none").resolve("socket").toString();
        assertEnds(1, "its folder must be there", "serve", "--unix", nowhere, "--authkey-file", keyFile);
        String address = serve("--port", "0");
        Path wrong = Files.writeString(folder.resolve("wrong"), "not the key of the server");
        assertEnds(3, "steward: ", "ls", "--connect", address, "--authkey-file", wrong.toString());
    }

    @Test
    void helpTeaches() throws Exception {
        assertEnds(0, "First steps:", "--help");
        assertEnds(0, "Example: steward serve", "serve", "--help");
        assertEnds(0, "steward ", "--version");
    }
}
