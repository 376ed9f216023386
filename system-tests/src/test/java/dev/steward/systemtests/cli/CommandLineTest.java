package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.house.ProjectTree;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user types it: a server in one process, commands in others. */
@Timeout(180)
@Tag("one-jdk")
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
        return programs.started(Jvm.run(environment, Steward.class, arguments));
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
            manager.list("gpj.\u202Eexe\u001B[31m", String.class).add("\u202Egpj");

            Jvm list = steward("ls", "--connect", address, "--authkey-file", keyFile);
            assertThat(list.awaitEnd()).as("%s", list.lines()).isZero();
            assertThat(list.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("jobs").contains("queue"));
            assertThat(list.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("scores").contains("dict"));

            assertThat(list.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("gpj.\\u202Eexe\\u001B[31m")
                            .contains("list", "\\u202Egpj"));

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
    void serverWhoseEventLoopDiesEndsWithOneAndSaysWhy() throws Exception {
        Jvm server = programs.started(
                Jvm.run(Map.of(), ForgetfulLog.class, "serve", "--authkey-file", keyFile, "--port", "0"));
        String address = server.awaitLine("  address    ");
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (Socket garbage = new Socket("127.0.0.1", port)) {
            // A loop logs that it refuses it.
            garbage.getOutputStream().write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
            assertThat(server.awaitEnd()).as("%s", server.lines()).isEqualTo(1);
        }
        assertThat(server.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("steward: this server has ended because one of its event loops had died"));
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
    void theLineThatLooksAtItDoesAsItSays() throws Exception {
        Path tls = ProjectTree.root().resolve("manager-cli/src/test/resources/tls");
        String admin = Files.writeString(folder.resolve("admin key.txt"), "another key, long enough")
                .toString();
        serve(
                "--host",
                "0.0.0.0",
                "--port",
                "0",
                "--admin-key-file",
                admin,
                "--tls-cert",
                tls.resolve("server.pem").toString(),
                "--tls-key",
                tls.resolve("server-key.pem").toString());
        String line = programs.all().get(0).awaitLine("  look at it ");
        assertThat(line).startsWith("steward ls --connect 127.0.0.1:").contains("'" + admin + "'", "--tls-trust");
        String[] words = Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line.substring("steward ".length()))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        assertEnds(0, "no named objects", words);
    }

    @Test
    void adminKeyIsNeededWhereThereIsOne() throws Exception {
        String admin = Files.writeString(folder.resolve("admin.txt"), "another key, long enough")
                .toString();
        String address = serve("--port", "0", "--admin-key-file", admin);
        assertEnds(3, "needs the admin key", "shutdown", "--connect", address, "--authkey-file", keyFile);
        assertEnds(0, "ends", "shutdown", "--connect", address, "--admin-key-file", admin);
    }
}
