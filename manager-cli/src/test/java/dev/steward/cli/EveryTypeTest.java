package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedPool;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ManagerClient;
import dev.steward.face.pool.PoolSeat;
import dev.steward.server.ManagerServer;
import dev.steward.vocabulary.BuiltInType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the command line prints of an object of each type. */
@Timeout(60)
@Tag("one-jdk")
class EveryTypeTest {

    private final AuthKey key = AuthKey.of("a key that is long enough");
    private final Map<BuiltInType, RemoteProxy> objects = new EnumMap<>(BuiltInType.class);

    private ManagerServer server;
    private SyncManager manager;
    private String keyFile = "";

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), "a key that is long enough\n")
                .toString();
        server = ManagerServer.builder().authKey(key).build();
        server.start();
        manager = ManagerClient.connect("127.0.0.1", server.port(), key);
        for (BuiltInType type : BuiltInType.values()) {
            objects.put(type, make(type));
        }
    }

    @AfterEach
    void end() {
        manager.close();
        server.close();
    }

    private static String nameOf(BuiltInType type) {
        return "some " + type;
    }

    private RemoteProxy make(BuiltInType type) {
        String name = nameOf(type);
        return switch (type) {
            case LIST -> manager.list(name, String.class);
            case DICT -> manager.dict(name, String.class, Integer.class);
            case SET -> manager.set(name, String.class);
            case NAMESPACE -> manager.namespace(name);
            case VALUE -> manager.value(name, TypeCode.INT, 7);
            case QUEUE -> manager.queue(name, String.class);
            case JOINABLE_QUEUE -> manager.joinableQueue(name, String.class);
            case ARRAY -> manager.array(name, TypeCode.INT, 2);
            case ITERATOR -> manager.iterator(List.of(1, 2));
            case LOCK -> manager.lock(name);
            case RLOCK -> manager.rlock(name);
            case CONDITION -> manager.condition(name);
            case SEMAPHORE -> manager.semaphore(name, 2);
            case BOUNDED_SEMAPHORE -> manager.boundedSemaphore(name, 2);
            case EVENT -> manager.event(name);
            case BARRIER -> manager.barrier(name, 2);
            case POOL -> manager.pool(name);
            case ASYNC_RESULT -> manager.pool("some pool").applyAsync(EveryTypeTest::nothing);
            case POOL_ITERATOR -> manager.pool("some pool").imap(EveryTypeTest::same, List.of(1, 2));
        };
    }

    private static String nothing() {
        return "nothing";
    }

    private static Integer same(Integer number) {
        return number;
    }

    private List<String> steward(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--connect", "127.0.0.1:" + server.port(), "--authkey-file", keyFile));
        Printed printed = Printed.by(arguments.toArray(String[]::new));
        assertThat(printed.exitCode()).as("%s", printed.lines()).isZero();
        return printed.lines();
    }

    @Test
    void lsPrintsAnObjectOfEachType() {
        List<String> rows = steward("ls", "--all");
        objects.forEach((type, object) -> assertThat(rows)
                .as("ls prints a %s", type)
                .anySatisfy(row -> assertThat(row.split(" +"))
                        .contains(type.typeId(), object.objectToken().objectId().toString())));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ITERATOR", "ASYNC_RESULT", "POOL_ITERATOR"}) // have no name to be shown by
    void showPrintsAnObjectOfEachType(BuiltInType type) {
        List<String> lines = steward("show", nameOf(type));
        assertThat(lines).contains("name        " + nameOf(type), "type        " + type);
        assertThat(lines).anyMatch(line -> line.matches("contents    ?.*"));
    }

    @Test
    void showSaysWhoDoesTheTasksOfAPool() throws InterruptedException {
        SharedPool pool = manager.pool("busy pool");
        pool.detached().mapAsync(EveryTypeTest::same, List.of(1, 2, 3));
        assertThat(steward("show", "busy pool"))
                .contains("  tasks 3 waiting, 0 running, 0 ended", "  no workers: its tasks wait until one joins");
        PoolSeat seat = PoolSeat.join(pool, "pid 7 on a", 2, List.of());
        PoolSeat.Given given = seat.take(Duration.ofSeconds(30));
        assertThat(given).isNotNull();
        assertThat(steward("show", "busy pool"))
                .contains("  tasks 2 waiting, 1 running, 0 ended", "  worker 1 (pid 7 on a): 2 slots, 0 ended")
                .anyMatch(line -> line.matches("    .*EveryTypeTest::same, since \\d+\\.\\d s"));
    }
}
