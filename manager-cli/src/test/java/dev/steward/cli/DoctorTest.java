package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees, and what he says to do. */
class DoctorTest {

    private static final String KEY = "a key that is long enough";

    @TempDir
    private Path folder;

    private Path keyFile;

    @BeforeEach
    void writeKey() throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), KEY + "\n");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    }

    private static String seen(int exitCode, String... arguments) {
        Printed printed = Printed.by(arguments);
        assertThat(printed.exitCode()).as("%s", printed.lines()).isEqualTo(exitCode);
        return String.join("\n", printed.lines());
    }

    private String asked(int exitCode, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "doctor";
        arguments[1] = "--authkey-file";
        arguments[2] = keyFile.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return seen(exitCode, arguments);
    }

    @Test
    void aSoundSetUpIsCalledSound() {
        assertThat(asked(0))
                .contains("ok    key", "25 bytes", "127.0.0.1, on a port that is picked", "ok    JDK")
                .contains("shared memory", "descriptors", "clock", "log")
                .doesNotContain("FAIL");
    }

    @Test
    void programsReadTheSame() {
        JsonObject sound = JsonParser.parseString(asked(0, "--json")).getAsJsonObject();
        assertThat(sound.get("failed").getAsInt()).isZero();
        JsonObject failing = JsonParser.parseString(seen(1, "doctor", "--json")).getAsJsonObject();
        assertThat(failing.get("failed").getAsInt()).isEqualTo(1);
        assertThat(failing.getAsJsonArray("findings"))
                .anySatisfy(finding -> assertThat(finding.getAsJsonObject().asMap())
                        .containsEntry("state", new JsonPrimitive("fail"))
                        .containsEntry("subject", new JsonPrimitive("key"))
                        .hasEntrySatisfying(
                                "cure", cure -> assertThat(cure.getAsString()).startsWith("make a key: ")))
                .anySatisfy(finding -> assertThat(finding.getAsJsonObject().asMap())
                        .containsEntry("state", new JsonPrimitive("ok"))
                        .containsEntry("cure", JsonNull.INSTANCE));
    }

    @Test
    void keys() throws Exception {
        assertThat(seen(1, "doctor")).contains("FAIL  key", "no key", "-> make a key: (umask 077");
        assertThat(seen(1, "doctor", "--authkey-file", folder.resolve("none").toString()))
                .contains("FAIL  key", "cannot read the key file");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(asked(0)).contains("warn  key", "other users can read it", "-> chmod 600 " + keyFile);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(asked(0, "--admin-key-file", keyFile.toString())).contains("the key of the clients");
        Files.writeString(keyFile, "short");
        assertThat(asked(1, "--host", "0.0.0.0", "--insecure"))
                .contains("5 bytes, fewer than the 16", "FAIL  other machines", "the key is short");
    }

    @Test
    void addresses() throws Exception {
        try (ManagerServer other = ManagerServer.builder()
                .authKey(AuthKey.of("another key, long enough"))
                .build()) {
            other.start();
            String port = Integer.toString(other.port());
            assertThat(asked(1, "--port", port)).contains("FAIL  address", port + " is taken", "another --port");
        }
        String address;
        try (ManagerServer own =
                ManagerServer.builder().authKey(AuthKey.of(KEY)).build()) {
            own.start();
            address = own.address();
            assertThat(asked(0, "--port", Integer.toString(own.port()))).contains("warn  address", "it runs already");
            assertThat(asked(0, "--connect", address)).contains("ok    server", address + " lets this key in");
        }
        assertThat(asked(1, "--connect", address)).contains("FAIL  server", "nobody listens at " + address);
        assertThat(asked(1, "--host", "192.0.2.1")).contains("FAIL  address", "no address of this machine");
        assertThat(asked(1, "--host", "0.0.0.0")).contains("FAIL  other machines", "--tls-cert");
        assertThat(asked(1, "--unix", folder.resolve("none/socket").toString())).contains("there is no folder");
        assertThat(asked(0, "--unix", folder.resolve("socket").toString())).contains("can be made");
        assertThat(asked(1, "--unix", keyFile.toString())).contains("is a file and no socket");
        assertThat(asked(1, "--unix", folder.resolve("s".repeat(200)).toString()))
                .contains("at most 107");
    }

    @Test
    void whatTheMachineHas() {
        assertThat(MachineChecks.temporaryFolder(folder.resolve("none")).cure()).contains("-Djava.io.tmpdir");
        assertThat(MachineChecks.clock(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z")))
                .satisfies(finding -> assertThat(finding.state()).isEqualTo(Finding.State.FAIL))
                .satisfies(finding -> assertThat(finding.cure()).startsWith("set the clock"));
        assertThat(asked(1, "--state-dir", keyFile.toString())).contains("FAIL  state", "cannot write " + keyFile);
    }
}
