package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed wrong or cannot work ends with an exit code and a line that says so. */
class ExplainedTest {

    @TempDir
    private Path folder;

    private String keyFile = "";

    @BeforeEach
    void writeKey() throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), "a key that is long enough\n")
                .toString();
    }

    private static void assertEnds(int exitCode, String line, String... arguments) {
        Printed printed = Printed.by(arguments);
        assertThat(printed.exitCode()).as("%s", printed.lines()).isEqualTo(exitCode);
        assertThat(printed.lines()).anySatisfy(one -> assertThat(one).contains(line));
    }

    @Test
    void wrongUsageIsExplained() throws Exception {
        assertEnds(2, "say what to do");
        assertEnds(2, "serv", "serv");
        assertEnds(2, "no key: name a file with --authkey-file", "serve");
        assertEnds(2, "--connect", "ping", "--authkey-file", keyFile);
        assertEnds(2, "Unknown option: '--conect'", "ping", "--conect", "localhost:1", "--authkey-file", keyFile);
        assertEnds(2, "the port is missing", "ping", "--connect", "localhost", "--authkey-file", keyFile);
        assertEnds(2, "a whole number from 0 on, not '-1'", "top", "--limit=-1", "--connect", "localhost:1");
        assertEnds(2, "--unix stands alone", "serve", "--unix", "a", "--port", "1", "--authkey-file", keyFile);
        assertEnds(2, "--tls-cert and --tls-key go together", "serve", "--tls-cert", "a", "--authkey-file", keyFile);
        assertEnds(
                2,
                "--durable needs a folder to keep all in: add --state-dir DIR",
                "serve",
                "--durable",
                "--authkey-file",
                keyFile);
        assertEnds(2, "--fsync is of no use without", "serve", "--fsync", "always", "--authkey-file", keyFile);
        String state = folder.toString();
        assertEnds(
                2,
                "--fsync is always or interval, not never",
                "serve",
                "--durable",
                "--state-dir",
                state,
                "--fsync",
                "never",
                "--authkey-file",
                keyFile);
        assertEnds(2, "say what to do with the log: verify DIR", "log");
        assertEnds(2, "there is no log of a durable server in " + state, "log", "verify", state);
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
    void aClusterThatIsNoneIsExplained() {
        String members = "a=127.0.0.1:7001,b=127.0.0.1:7002,c=127.0.0.1:7003";
        String state = folder.resolve("state").toString();
        assertCluster("--cluster and --member go together", "--member", "a", "--state-dir", state);
        assertCluster("--cluster and --member go together", "--cluster", members, "--state-dir", state);
        assertCluster("add --state-dir DIR", "--cluster", members, "--member", "a");
        assertCluster("'d' is none of the members", "--cluster", members, "--member", "d", "--state-dir", state);
        assertCluster("at least 3 members, not 1", "--cluster", "a=127.0.0.1:1", "--member", "a", "--state-dir", state);
        assertCluster(
                "the name 'a' comes twice",
                "--cluster",
                members + ",a=127.0.0.1:7004",
                "--member",
                "a",
                "--state-dir",
                state);
        assertCluster(
                "have one address, 127.0.0.1:7001",
                "--cluster",
                members + ",d=127.0.0.1:7001",
                "--member",
                "a",
                "--state-dir",
                state);
        assertCluster(
                "kept by all its servers", "--cluster", members, "--member", "a", "--state-dir", state, "--durable");
        assertCluster("leave --unix out", "--cluster", members, "--member", "a", "--state-dir", state, "--unix", "s");
        assertCluster(
                "are for a server that is alone",
                "--cluster",
                members,
                "--member",
                "a",
                "--state-dir",
                state,
                "--python-port",
                "0");
        assertEnds(
                1,
                "is not encrypted",
                "serve",
                "--cluster",
                "a=127.0.0.1:1,b=127.0.0.1:2,c=192.0.2.1:3",
                "--member",
                "a",
                "--state-dir",
                state,
                "--authkey-file",
                keyFile);
    }

    private void assertCluster(String line, String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve", "--authkey-file", keyFile));
        all.addAll(List.of(arguments));
        assertEnds(2, line, all.toArray(String[]::new));
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
        try (ManagerServer server = ManagerServer.builder()
                .authKey(AuthKey.of("another key, long enough"))
                .build()) {
            server.start();
            assertEnds(3, "steward: ", "ls", "--connect", "127.0.0.1:" + server.port(), "--authkey-file", keyFile);
        }
    }

    @Test
    void aLogIsLookedThrough() {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(AuthKey.of("another key, long enough"))
                .durable(folder)
                .build()) {
            server.start();
        }
        assertEnds(0, "a server starts here with all of it", "log", "verify", folder.toString());
        assertEnds(
                1,
                "has the log of a durable server",
                "serve",
                "--state-dir",
                folder.toString(),
                "--authkey-file",
                keyFile);
    }

    @Test
    void theLogOfAMemberIsNotTakenForADamagedOne() throws Exception {
        Files.writeString(folder.resolve("member"), "a\na,b,c\n");
        Files.writeString(Files.createDirectory(folder.resolve("log")).resolve("snapshot"), "of another kind");
        assertEnds(2, "is of a member of a cluster", "log", "verify", folder.toString());
        String target = folder.resolve("target").toString();
        assertEnds(2, "is of a member of a cluster", "backup", folder.toString(), target);
    }

    @Test
    void helpTeaches() throws Exception {
        assertEnds(0, "First steps:", "--help");
        assertEnds(0, "Example: steward serve", "serve", "--help");
        assertEnds(0, "steward ", "--version");
    }
}
