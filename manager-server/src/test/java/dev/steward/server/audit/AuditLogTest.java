package dev.steward.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.server.admission.Journal;
import dev.steward.server.machine.PosixLocks;
import dev.steward.vocabulary.Operation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What is written down, how large it becomes, and what a full disk does. */
class AuditLogTest {

    private static final Journal.Party PARTY = new Journal.Party("10.0.0.7:5", true, "ab12", "a \"name\"\n", 7);

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Logger logger = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, all) -> {
                told.add(method.getName());
                return null;
            });

    private Path file() {
        return folder.resolve("audit.log");
    }

    @Test
    void eachReportIsALine() throws Exception {
        try (AuditLog log = AuditLog.open(file())) {
            log.opened(PARTY);
            log.unauthenticated("10.0.0.8:5", "wrong key\\");
            log.refused("10.0.0.8:5", "too many");
            log.forced(PARTY, Operation.KICK, 0, List.of("5d0e"));
            log.forced(PARTY, Operation.OBJECT_PURGE, 12, List.of("n".repeat(300)));
        }
        String who =
                "\"address\":\"10.0.0.7:5\",\"key\":\"admin\",\"session\":\"ab12\",\"client\":\"a \\\"name\\\"\\u000A\","
                        + "\"process\":7";
        assertThat(Files.readAllLines(file()))
                .allSatisfy(line -> assertThat(line).matches("\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\",.*}"))
                .map(line -> line.replaceFirst("\"time\":\"[^\"]*\",", ""))
                .containsExactly(
                        "{\"event\":\"opened\"," + who + "}",
                        "{\"event\":\"unauthenticated\",\"address\":\"10.0.0.8:5\",\"reason\":\"wrong key\\\\\"}",
                        "{\"event\":\"refused\",\"address\":\"10.0.0.8:5\",\"reason\":\"too many\"}",
                        "{\"event\":\"forced\"," + who + ",\"operation\":\"" + Operation.KICK
                                + "\",\"names\":[\"5d0e\"]}",
                        "{\"event\":\"forced\"," + who + ",\"operation\":\"" + Operation.OBJECT_PURGE
                                + "\",\"object\":12,\"names\":[\"" + "n".repeat(200) + "...\"]}");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itsUserAloneReadsIt() throws Exception {
        try (AuditLog log = AuditLog.open(file())) {
            log.refused("a", "b");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void itGrowsToASizeAndOneOldFileIsKept() throws Exception {
        int most = 2_000;
        try (AuditLog log = AuditLog.open(file(), most, logger)) {
            for (int i = 0; i < 100; i++) {
                log.refused("10.0.0.8:5", "refusal " + i);
            }
        }
        Path old = folder.resolve("audit.log.1");
        assertThat(Files.size(file())).isLessThanOrEqualTo(most);
        assertThat(Files.size(old)).isBetween(most - 200L, (long) most);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), old);
        }
        List<String> kept = Files.readAllLines(old);
        kept.addAll(Files.readAllLines(file()));
        assertThat(kept).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i)).contains("refusal " + (100 - kept.size() + i) + "\"");
        }
    }

    @Test
    void whatWasThereStays() throws Exception {
        for (String reason : List.of("first", "second")) {
            try (AuditLog log = AuditLog.open(file())) {
                log.refused("a", reason);
            }
        }
        assertThat(Files.readAllLines(file())).hasSize(2).last().asString().contains("second");
    }

    @Test
    void anotherServersFileIsRefused() {
        try (AuditLog log = AuditLog.open(file())) {
            log.refused("a", "b");
            assertThatThrownBy(() -> AuditLog.open(file()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot write the audit log " + file())
                    .hasMessageContaining("another server writes it");
        }
        assertThatThrownBy(() -> AuditLog.open(folder.resolve("none/audit.log")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NoSuchFileException")
                .hasMessageContaining("name a file in a folder that is there");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoIsRefusedInTheSameProcessDoesNotLetOtherProcessesIn() throws Exception {
        try (AuditLog log = AuditLog.open(file())) {
            log.refused("a", "b");
            assertThatThrownBy(() -> AuditLog.open(file())).hasMessageContaining("another server writes it");
            assertThat(PosixLocks.on(file())).hasSize(1);
        }
    }

    @Test
    void whatCouldNotBeWrittenIsCounted() throws Exception {
        // Where the old file should be stands a folder with something in it, which nothing replaces.
        Path inTheWay = Files.createDirectories(folder.resolve("audit.log.1/full"));
        try (AuditLog log = AuditLog.open(file(), 200, logger)) {
            log.refused("a", "first");
            log.awaitWritten();
            log.refused("a", "r".repeat(200));
            log.refused("a", "s".repeat(200));
            log.awaitWritten();
            assertThat(Files.readAllLines(file())).hasSize(1);
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            log.refused("a", "last");
        }
        assertThat(Files.readAllLines(file()))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"event\":\"missing\",\"count\":2");
        assertThat(told).containsExactly("error", "info");
    }

    @Test
    void whatIsCountedLastIsWrittenAtTheEnd() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("audit.log.1/full"));
        try (AuditLog log = AuditLog.open(file(), 200, logger)) {
            log.refused("a", "first");
            log.refused("a", "r".repeat(200));
            log.awaitWritten();
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
        }
        assertThat(Files.readString(file())).contains("\"event\":\"missing\",\"count\":1");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoMovesTheFileAwayGetsAnotherOne() throws Exception {
        try (AuditLog log = AuditLog.open(file(), 200, logger)) {
            log.refused("a", "first");
            log.awaitWritten();
            Files.move(file(), folder.resolve("elsewhere"));
            log.refused("a", "r".repeat(200));
            log.refused("a", "last");
        }
        assertThat(Files.readString(file())).contains("last");
        assertThat(told).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldOnceAndStopsNobody() {
        try (AuditLog log = AuditLog.open(Path.of("/dev/full"), AuditLog.MOST_BYTES, logger)) {
            for (int i = 0; i < 10; i++) {
                log.refused("a", "b");
            }
        }
        assertThat(told).containsExactly("error");
    }
}
