package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look into a server, and those that put something right, as a user types them. */
@Timeout(60)
@Tag("one-jdk")
class LookTest {

    private static final AuthKey KEY = AuthKey.of("a key that is long enough");

    /** What the server, which is in this process, has to say meanwhile. */
    private static final Pattern LOGGED = Pattern.compile("[0-9-]+ [0-9:]+ \\[manager-server-[^]]*] \\[[A-Z]+] .*");

    /** A value of a class that a command line need not know. */
    record Order(String item, int count) {}

    private final SharedQueue<Integer> registered = SharedObjects.queue();
    private ManagerServer server;
    private SyncManager manager;
    private String keyFile = "";

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), "a key that is long enough\n")
                .toString();
        server = ManagerServer.builder()
                .authKey(KEY)
                .register("get_tasks", () -> registered)
                .register("orders", ArrayList::new)
                .build();
        server.start();
        manager = ManagerClient.connect(
                "127.0.0.1",
                server.port(),
                KEY,
                ClientOptions.builder().name("worker-7").allow(Order.class).build());
    }

    @AfterEach
    void end() {
        manager.close();
        server.close();
    }

    private Printed run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--connect", "127.0.0.1:" + server.port(), "--authkey-file", keyFile));
        Printed printed = Printed.by(arguments.toArray(String[]::new));
        return new Printed(
                printed.exitCode(),
                printed.lines().stream()
                        .filter(line -> !LOGGED.matcher(line).matches())
                        .toList());
    }

    private List<String> steward(String... words) {
        Printed printed = run(words);
        assertThat(printed.exitCode()).as("%s", printed.lines()).isZero();
        return printed.lines();
    }

    private void assertFails(int exitCode, String words, String... command) {
        Printed printed = run(command);
        assertThat(printed.exitCode()).as("%s", printed.lines()).isEqualTo(exitCode);
        assertThat(String.join("\n", printed.lines())).contains(words);
    }

    private JsonElement json(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--json");
        List<String> lines = steward(arguments.toArray(String[]::new));
        assertThat(lines).as("JSON is one line").hasSize(1);
        return JsonParser.parseString(lines.get(0));
    }

    private static JsonObject only(JsonElement array) {
        assertThat(array.getAsJsonArray()).hasSize(1);
        return array.getAsJsonArray().get(0).getAsJsonObject();
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    @Test
    void whoSaysWhoHoldsALockSinceWhenAndFromWhere() {
        SharedLock lock = manager.lock("lock");
        assertThat(steward("who", "lock")).contains("nobody holds it", "nobody waits");
        lock.lock();
        assertThat(steward("who", "lock"))
                .contains("held by")
                .anyMatch(line ->
                        line.matches("  [0-9a-f]{8}  worker-7  " + pid() + "  127\\.0\\.0\\.1:\\d+ +1 +\\S+ s +1 +-"));
        JsonObject found = only(json("who", "lock"));
        JsonObject holder = found.getAsJsonArray("holders").get(0).getAsJsonObject();
        assertThat(found.get("name").getAsString()).isEqualTo("lock");
        assertThat(holder.get("client").getAsString()).isEqualTo("worker-7");
        assertThat(holder.get("pid").getAsString()).isEqualTo(pid());
        assertThat(holder.get("since").getAsDouble()).isNotNegative();
        assertThat(found.getAsJsonArray("waiters")).isEmpty();
    }

    @Test
    void whoIsAskedOfWhatIsNotThere() {
        assertFails(1, "no object has the name, the number or the typeid 'nothing'", "who", "nothing");
    }

    @Test
    void sessionsSayWhoIsConnectedAndWhatTheyHold() {
        manager.lock("lock").lock();
        assertThat(steward("sessions"))
                .anyMatch(
                        line -> line.matches("[0-9a-f]{8}  worker-7  +" + pid() + "  .*  open  .*lock 'lock' .* s  -"))
                .anyMatch(line -> line.contains("steward-sessions"));
        assertThat(steward("sessions", "worker-7")).hasSize(2);
        assertThat(steward("sessions", "nobody"))
                .containsExactly("no session has 'nobody' in its number, name or address (2 in all)");
        JsonObject session = only(json("sessions", "worker-7"));
        assertThat(session.getAsJsonArray("holds")).hasSize(1);
        assertThat(session.get("calls").getAsLong()).isPositive();
        assertThat(session.get("away").isJsonNull()).isTrue();
    }

    @Test
    void showFindsByNameNumberAndTypeId() {
        manager.list("list", Integer.class).add(7);
        String number =
                manager.list("list", Integer.class).objectToken().objectId().toString();
        assertThat(steward("show", "list")).contains("name        list", "  7");
        assertThat(steward("show", number)).contains("name        list", "  7");
        manager.get("get_tasks", Type.queue(Integer.class)).add(8);
        assertThat(steward("show", "queue")).contains("type        queue", "  8");
        assertThat(steward("show", "get_tasks")).contains("type        queue", "  8");
        assertFails(1, "it is registered, and nobody has asked for one yet", "show", "orders");
        manager.get("orders", List.class);
        assertThat(steward("show", "orders"))
                .contains("type        orders", "contents    an object of the server's own process");
        assertThat(only(json("show", "list")).getAsJsonArray("values")).hasToString("[7]");
    }

    @Test
    void recordsAreShownWithTheirFieldsIfTheirClassMayBeOpenedElseWithClassAndSize() {
        manager.queue("orders queue", Order.class).add(new Order("pen", 3));
        assertThat(steward("show", "orders queue"))
                .anyMatch(line -> line.matches("  .*LookTest\\$Order \\(\\d+ bytes\\)"));
        assertThat(steward("show", "orders queue", "--allow", "dev.steward.cli"))
                .contains("  Order[item=pen, count=3]");
        assertThat(only(json("show", "orders queue", "--allow", "dev.steward.cli"))
                        .getAsJsonArray("values"))
                .hasToString("[{\"item\":\"pen\",\"count\":3}]");
        assertFails(2, "--class-path: there is no", "show", "orders queue", "--class-path", "/not/there.jar");
    }

    @Test
    void peekShowsWhatComesNextAndWhatIsInDelivery() throws InterruptedException {
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        queue.addAll(List.of(1, 2, 3));
        Delivery<Integer> delivery = queue.receive();
        List<String> lines = steward("peek", "jobs", "--elements", "1");
        assertThat(lines.get(0)).matches("queue 'jobs': 2 elements, the next one there for .* s");
        assertThat(lines).contains("  2", "  ... and 1 more (--elements N shows more)", "1 in delivery");
        assertThat(lines).anyMatch(line -> line.contains("worker-7") && line.endsWith(" 1"));
        JsonObject found = json("peek", "jobs").getAsJsonObject();
        assertThat(found.getAsJsonArray("values")).hasToString("[2,3]");
        assertThat(found.getAsJsonArray("holders")).hasSize(1);
        delivery.done();
        assertThat(queue).hasSize(2);
        manager.lock("lock");
        assertFails(2, "lock 'lock' is no queue", "peek", "lock");
    }

    @Test
    void kickReleasePurgeAndDeletePutThingsRight() {
        SharedLock lock = manager.lock("lock");
        lock.lock();
        assertThat(steward("release", "lock")).contains("lock 'lock': took back 1 from");
        assertThat(lock.isLocked()).isFalse();
        assertThat(json("release", "lock").getAsJsonObject().get("released").getAsLong())
                .isZero();
        manager.list("list", Integer.class).addAll(List.of(1, 2));
        assertThat(steward("purge", "list")).containsExactly("list 'list': dropped 2 elements");
        assertThat(json("purge", "list").getAsJsonObject().get("dropped").getAsLong())
                .isZero();
        assertThat(steward("delete", "list")).containsExactly("the name 'list' is gone");
        assertFails(1, "there is no object named 'list'", "delete", "list");
        String session = only(json("sessions", "worker-7")).get("session").getAsString();
        assertThat(steward("kick", session.substring(0, 8))).containsExactly("session " + session + " has ended");
        assertFails(1, "no session begins with '" + session + "'", "kick", session);
    }

    @Test
    void requeuePutsDeadLettersBackAndSaysWhichStayed() throws InterruptedException {
        SharedQueue<String> failed = manager.queue("failed", String.class);
        SharedJoinableQueue<String> jobs = manager.joinableQueue(
                "jobs", String.class, QueueOptions.bounded(1).deadLetters(failed, 1));
        for (String job : List.of("first", "second", "third")) {
            jobs.put(job);
            jobs.receive().nack();
        }
        assertThat(json("requeue", "failed", "--limit", "0")
                        .getAsJsonObject()
                        .get("withoutRoom")
                        .getAsLong())
                .isZero();
        assertThat(steward("requeue", "failed", "--limit", "2"))
                .containsExactly(
                        "queue 'failed': requeued 1 dead letter",
                        "1 dead letter stayed: the queue that gave them up has no room");
        assertThat(jobs.peek()).isEqualTo("first");
        jobs.shutdown();
        assertThat(steward("requeue", "failed"))
                .containsExactly(
                        "queue 'failed': requeued 0 dead letters",
                        "2 dead letters stayed: the queue that gave them up is shut down or gone");
        JsonObject told = json("requeue", "failed").getAsJsonObject();
        assertThat(told.get("name").getAsString()).isEqualTo("failed");
        assertThat(told.get("requeued").getAsLong()).isZero();
        assertThat(told.get("withoutRoom").getAsLong()).isZero();
        assertThat(told.get("ended").getAsLong()).isEqualTo(2);
        manager.lock("lock");
        assertFails(2, "a lock has no dead letters: queues have", "requeue", "lock");
        assertFails(2, "lock", "purge", "lock");
        manager.value("number", Integer.class, 1);
        assertFails(2, "value", "release", "number");
        assertFails(1, "no object has the name, the number or the typeid 'nothing'", "requeue", "nothing");
        assertFails(2, "--limit", "requeue", "failed", "--limit", "-1");
    }

    @Test
    void warningsAndLimitsHaveJson() {
        manager.queue("jobs", String.class).add("1");
        JsonObject warning =
                json("warnings", "--patience", "0").getAsJsonArray().get(0).getAsJsonObject();
        assertThat(warning.keySet()).containsExactly("kind", "text", "object", "session");
        assertThat(warning.get("kind").getAsString()).isEqualTo("backlog");
        assertFails(2, "--patience must be a number of seconds from 0 on, not -1", "warnings", "--patience=-1");
        JsonObject limit = only(json("limits", "--limit", "1"));
        assertThat(limit.keySet()).containsExactly("limit", "what", "used", "most", "share", "object");
        assertThat(limit.get("share").getAsDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void twoObjectsOfATypeIdAreNotPurgedAtOnce() {
        manager.list("one", Integer.class);
        manager.list("two", Integer.class);
        assertFails(2, "'list' is the typeid of 2 objects: give a name or a number", "purge", "list");
    }

    @Test
    void putTakesJson() {
        SharedQueue<Object> queue = manager.queue("jobs", 2, Object.class);
        steward("put", "jobs", "{\"name\": \"pen\", \"counts\": [1, 2.5, null, true]}");
        steward("put", "jobs", "\"text\"");
        assertThat(queue.poll().toString()).isEqualTo("{name=pen, counts=[1, 2.5, null, true]}");
        assertThat(queue.poll()).isEqualTo("text");
        steward("put", "get_tasks", "7");
        assertThat(registered).containsExactly(7);
    }

    @Test
    void setIsForWhatIsThere() {
        manager.dict("scores", String.class, Integer.class);
        manager.list("list", Integer.class).add(1);
        manager.namespace("names");
        manager.value("done", Boolean.class, false);
        assertThat(steward("set", "scores", "alice", "21")).containsExactly("'scores' alice is 21");
        assertThat(json("set", "list", "0", "5").getAsJsonObject().get("value").getAsInt())
                .isEqualTo(5);
        steward("set", "names", "color", "\"red\"");
        steward("set", "done", "true");
        assertThat(manager.dict("scores", String.class, Integer.class)).containsEntry("alice", 21);
        assertThat(manager.list("list", Integer.class)).containsExactly(5);
        assertThat(manager.namespace("names").get("color", String.class)).isEqualTo("red");
        assertThat(manager.value("done", Boolean.class, false).get()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "put|list|first|'first' is no JSON",
                "put|list|[1, 2|is no JSON",
                "put|list|7 8|is no JSON",
                "put|lock|7|'lock' is no queue, list or set",
                "set|list|7|'list' is no value: dicts",
                "put|queue|null|holds no null",
            })
    void whatCannotBePutIsRefusedWithTheWayToDoIt(String command, String name, String value, String message) {
        manager.list("list", Integer.class);
        manager.lock("lock");
        manager.queue("queue", Integer.class);
        assertFails(2, message, command, name, value);
    }

    @Test
    void whatIsPutWhereNothingIsGoesNowhere() {
        assertFails(1, "no object has the name 'nowhere'", "put", "nowhere", "1");
        assertFails(1, "steward ls lists those that are there", "set", "nowhere", "a", "1");
    }

    @Test
    void aFullQueueTakesNoMore() {
        manager.queue("full", 1, Integer.class).add(1);
        assertFails(1, "the queue 'full' is full", "put", "full", "2");
    }

    @Test
    void lsSortsLimitsAndPrintsJson() {
        manager.queue("a", Integer.class).add(1);
        manager.queue("b", Integer.class).addAll(List.of(1, 2));
        manager.lock("c");
        assertThat(steward("ls", "--sort", "elements", "--limit", "1"))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("b "))
                .contains("... and 2 more");
        JsonArray objects = json("ls", "--sort", "elements", "--type", "queue").getAsJsonArray();
        assertThat(objects).hasSize(2);
        assertThat(objects.get(0).getAsJsonObject().get("elements").getAsLong()).isEqualTo(2);
        assertThat(json("ls", "none*").getAsJsonArray()).isEmpty();
        assertFails(2, "--sort", "ls", "--sort", "size");
    }

    @ParameterizedTest
    @CsvSource({
        "ls,    --limit,    -1",
        "ls,    --limit, many",
        "who,  --limit,    -2147483648",
        "show, --elements, -1",
        "peek, --elements, -1",
        "peek, --elements, 1.5",
        "peek, --elements, ''"
    })
    void howMuchIsShownIsAWholeNumber(String command, String option, String number) {
        manager.queue("jobs", Integer.class).add(1);
        assertFails(2, option, command, "jobs", option, number);
        assertFails(2, "give a whole number from 0 on, not '" + number + "'", command, "jobs", option, number);
    }

    @ParameterizedTest
    @CsvSource({"ls, --limit", "who, --limit", "show, --elements", "peek, --elements"})
    void noneOrMoreThanThereCanBeMayBeAskedFor(String command, String option) throws InterruptedException {
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        queue.addAll(List.of(1, 2));
        Delivery<Integer> held = queue.receive();
        for (String number : List.of("2147483647", "99999999999999999999")) {
            assertThat(steward(command, "jobs", option, number)).isNotEmpty();
        }
        assertThat(steward(command, "jobs", option, "0"))
                .anyMatch(line -> line.contains("... and "))
                .noneMatch(line -> line.startsWith("no ") || line.contains("nothing"));
        held.done();
    }

    @Test
    void whoAsksForNoEventsIsNotToldThatThereAreNone() {
        assertThat(steward("events", "session", "--limit", "0"))
                .singleElement()
                .asString()
                .startsWith("AGO");
        assertThat(json("events", "session", "--limit", "0").getAsJsonArray()).isEmpty();
        assertThat(steward("events", "no such event")).containsExactly("nothing of that has happened lately");
    }

    @Test
    void whatOthersWroteTurnsNoDirectionAndMovesNoCursor() {
        String hostile = "a\u202Eb\u009B2Jc\u2028d";
        manager.queue(hostile, String.class).add(hostile);
        manager.lock("lock " + hostile).lock();
        for (String[] command : new String[][] {
            {"ls"}, {"show", hostile}, {"peek", hostile}, {"who", "lock " + hostile}, {"sessions"}, {"who", "lock"}
        }) {
            String printed = String.join("\n", steward(command));
            assertThat(printed).as("%s", List.of(command)).doesNotContain("\u202E", "\u009B", "\u2028");
            assertThat(printed).containsAnyOf("\\u202E", "\\u202e");
            List<String> asJson = new ArrayList<>(List.of(command));
            String line = json(asJson.toArray(String[]::new)).toString();
            assertThat(line).as("the same text for programs").contains("a\u202Eb");
            asJson.add("--json");
            assertThat(steward(asJson.toArray(String[]::new)).get(0))
                    .as("%s", asJson)
                    .doesNotContain("\u202E", "\u009B", "\u2028");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e99999999999", "-1e999", "01", "NaN", "{\"a\": 1", "[1,]", "\"a", "'", "-"})
    void whatIsNearlyJsonIsRefused(String value) {
        manager.list("list", Object.class);
        assertFails(2, "is no JSON", "put", "list", value);
        assertThat(manager.list("list", Object.class)).isEmpty();
    }

    @Test
    void numbersMayBeginWithAMinusAndOptionsAreStillMisspelled() {
        manager.list("list", Object.class);
        manager.value("value", Integer.class, 0);
        steward("put", "list", "-7");
        steward("set", "value", "-1");
        steward("set", "list", "0", "-2.5");
        assertThat(manager.list("list", Object.class)).containsExactly(-2.5);
        assertThat(manager.value("value", Integer.class, 0).get()).isEqualTo(-1);
        assertFails(2, "--jsn", "put", "list", "7", "--jsn");
        assertFails(2, "3 words", "set", "list", "0", "7", "--jsn");
    }

    @Test
    void deepAndLongJsonIsPutOrRefused() {
        manager.list("list", Object.class);
        steward("put", "list", "9".repeat(1_000));
        steward("put", "list", "\"" + "x".repeat(50_000) + "\"");
        steward("put", "list", "[".repeat(90) + "]".repeat(90));
        for (int levels : new int[] {300, 20_000}) {
            Printed printed = run("put", "list", "[".repeat(levels) + "]".repeat(levels));
            assertThat(printed.exitCode()).as("%d levels", levels).isIn(1, 2);
            assertThat(printed.lines())
                    .as("%d levels", levels)
                    .hasSizeLessThan(20)
                    .noneMatch(line -> line.startsWith("\tat ") || line.contains("StackOverflow"));
        }
        assertThat(manager.list("list", Object.class)).hasSize(3);
    }

    @Test
    void watchPrintsAgain() {
        manager.lock("lock");
        assertThat(steward("who", "lock", "--watch", "0.01", "--times", "3").stream()
                        .filter("nobody holds it"::equals))
                .hasSize(3);
        assertThat(steward("ls", "--json", "--watch", "0.01", "--times", "2")).hasSize(2);
        assertFails(2, "--watch must be more than 0 seconds", "ls", "--watch", "0");
        assertFails(2, "--times says how often --watch prints", "ls", "--times", "2");
    }

    @Test
    void topShowsWhoCallsMostAndWhereCallsWait() {
        manager.queue("jobs", Integer.class).add(1);
        assertThat(steward("top", "--times", "2", "--watch", "0.01"))
                .anyMatch(line ->
                        line.matches("127\\.0\\.0\\.1:\\d+: 2 sessions, \\d+ objects?, .* calls/s, 0 calls wait"))
                .anyMatch(line -> line.startsWith("jobs "))
                .anyMatch(line -> line.contains("worker-7"));
        assertThat(steward("top", "--times", "1", "--sort", "name", "jobs"))
                .anyMatch(line -> line.endsWith(", name first, only 'jobs'"))
                .anyMatch(line -> line.startsWith("jobs "))
                .noneMatch(line -> line.contains("worker-7"));
        assertFails(2, "--sort", "top", "--sort", "size");
        JsonObject top = json("top", "--times", "1").getAsJsonObject();
        assertThat(top.get("sessions").getAsInt()).isEqualTo(2);
        assertThat(top.getAsJsonArray("busiestObjects")).isNotEmpty();
    }
}
