package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked for says what is so, and does what it says; the description tells of each. */
@Timeout(60)
class ResourcesTest {

    private final RunningAdmin running = new RunningAdmin();

    @AfterEach
    void close() {
        running.close();
    }

    private static JsonObject only(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonArray all = answer.json().getAsJsonArray();
        assertThat(all).as(answer.body()).hasSize(1);
        return all.get(0).getAsJsonObject();
    }

    private static List<String> names(Http.Answer answer) {
        return StreamSupport.stream(answer.json().getAsJsonArray().spliterator(), false)
                .map(row -> row.getAsJsonObject().get("name").getAsString())
                .toList();
    }

    @Test
    void objectsAreSortedFilteredAndCounted() {
        SyncManager manager = running.client("maker");
        manager.queue("few", String.class).add("1");
        manager.queue("many", String.class).addAll(List.of("1", "2", "3"));
        manager.dict("table", String.class, String.class);
        Http http = running.looking();
        assertThat(names(http.get("/api/v1/objects"))).containsExactly("few", "many", "table");
        assertThat(names(http.get("/api/v1/objects?sort=elements&type=queue"))).containsExactly("many", "few");
        assertThat(names(http.get("/api/v1/objects?text=tab"))).containsExactly("table");
        assertThat(names(http.get("/api/v1/objects?limit=1"))).containsExactly("few");
        assertThat(http.get("/api/v1/objects?sort=age").body()).contains("id, name, type, waiting");
    }

    @Test
    void whoHoldsAndWhoWaitsIsToldAndReleased() throws InterruptedException {
        SharedLock held = running.client("holder").lock("guard");
        held.lock();
        SharedLock wanted = running.client("waiter").lock("guard");
        CountDownLatch has = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            wanted.lock();
            has.countDown();
            wanted.unlock();
        });
        waiting.start();
        Http http = running.acting();
        await().until(() ->
                only(http.get("/api/v1/objects/guard")).get("waiting").getAsInt() == 1);
        JsonObject shown = only(http.get("/api/v1/objects/guard"));
        assertThat(shown.getAsJsonArray("holders")
                        .get(0)
                        .getAsJsonObject()
                        .get("client")
                        .getAsString())
                .isEqualTo("holder");
        assertThat(shown.getAsJsonArray("waiters")
                        .get(0)
                        .getAsJsonObject()
                        .get("client")
                        .getAsString())
                .isEqualTo("waiter");
        Http.Answer looking = running.looking().send("POST", "/api/v1/objects/guard/release");
        assertThat(looking.status()).isEqualTo(403);
        assertThat(looking.body()).contains("--act");
        assertThat(has.getCount()).isEqualTo(1);
        Http.Answer released = http.send("POST", "/api/v1/objects/guard/release");
        assertThat(released.json().getAsJsonObject().get("released").getAsInt()).isEqualTo(1);
        has.await();
        waiting.join();
    }

    @Test
    void aNameThatIsTheNumberOfAnotherObjectDeceivesNobody() {
        SyncManager manager = running.client("deceiver");
        SharedQueue<String> jobs = manager.queue("jobs", String.class);
        jobs.add("precious");
        String id =
                only(running.looking().get("/api/v1/objects/jobs")).get("id").getAsString();
        SharedQueue<String> decoy = manager.queue(id, String.class);
        decoy.add("decoy");
        Http.Answer answer = running.acting().send("POST", "/api/v1/objects/" + id + "/purge?id=" + id);
        assertThat(answer.json().getAsJsonObject().get("name").getAsString()).isEqualTo("jobs");
        assertThat(jobs).isEmpty();
        assertThat(decoy).hasSize(1);
        assertThat(running.acting()
                        .send("POST", "/api/v1/objects/jobs/purge?id=999999")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSessionIsKickedAndANameRemoved() {
        SyncManager manager = running.client("victim");
        manager.lock("taken").lock();
        Http http = running.acting();
        String session =
                only(http.get("/api/v1/sessions?text=victim")).get("session").getAsString();
        assertThat(http.send("POST", "/api/v1/sessions/" + session + "/kick")
                        .json()
                        .getAsJsonObject()
                        .get("session")
                        .getAsString())
                .isEqualTo(session);
        await().until(() -> http.get("/api/v1/sessions").json().getAsJsonArray().isEmpty());
        assertThat(http.send("POST", "/api/v1/sessions/ffff/kick").status()).isEqualTo(404);
        SyncManager other = running.client("other");
        other.queue("a/b", String.class);
        assertThat(http.send("DELETE", "/api/v1/names/a%2Fb")
                        .json()
                        .getAsJsonObject()
                        .get("deleted")
                        .getAsBoolean())
                .isTrue();
        assertThat(http.send("DELETE", "/api/v1/names/a%2Fb").status()).isEqualTo(404);
        assertThatThrownBy(() -> other.find("a/b", Type.of(Object.class))).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void whatIsDoneIsInTheAuditLog(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.log");
        try (RunningAdmin audited = new RunningAdmin(
                AdminEndpoint.at("127.0.0.1", 0), ManagerServer.builder().audit(file))) {
            audited.client("maker").queue("jobs", String.class).add("precious");
            assertThat(audited.acting()
                            .send("POST", "/api/v1/objects/jobs/purge")
                            .status())
                    .isEqualTo(200);
            assertThat(audited.looking()
                            .send("POST", "/api/v1/objects/jobs/purge")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.contains("\"event\":\"forced\""))
                .singleElement()
                .asString()
                .contains("\"client\":\"http\"", "\"operation\":\"object.purge\",\"object\":1,\"names\":[\"jobs\"]}");
        assertThat(Files.readString(file)).doesNotContain("precious", AdminEndpoint.actToken(RunningAdmin.KEY));
    }

    @Test
    void deadLettersAreRequeuedByWhoMayAct() throws InterruptedException {
        SyncManager manager = running.client("maker");
        SharedQueue<String> failed = manager.queue("failed", String.class);
        SharedJoinableQueue<String> jobs = manager.joinableQueue(
                "jobs", String.class, QueueOptions.bounded(1).deadLetters(failed, 1));
        for (String job : List.of("first", "second")) {
            jobs.put(job);
            jobs.receive().nack();
        }
        assertThat(running.looking()
                        .send("POST", "/api/v1/objects/failed/requeue")
                        .status())
                .isEqualTo(403);
        assertThat(failed).hasSize(2);
        Http http = running.acting();
        assertThat(http.send("POST", "/api/v1/objects/failed/requeue?limit=x").status())
                .isEqualTo(400);
        JsonObject none = http.send("POST", "/api/v1/objects/failed/requeue?limit=0")
                .json()
                .getAsJsonObject();
        assertThat(none.get("requeued").getAsInt() + none.get("withoutRoom").getAsInt())
                .isZero();
        JsonObject told =
                http.send("POST", "/api/v1/objects/failed/requeue").json().getAsJsonObject();
        assertThat(told.get("requeued").getAsInt()).isEqualTo(1);
        assertThat(told.get("withoutRoom").getAsInt()).isEqualTo(1);
        assertThat(told.get("ended").getAsInt()).isZero();
        assertThat(jobs.peek()).isEqualTo("first");
        manager.lock("guard");
        assertThat(http.send("POST", "/api/v1/objects/guard/requeue").status()).isEqualTo(409);
        assertThat(http.send("POST", "/api/v1/objects/nothing/requeue").status())
                .isEqualTo(404);
    }

    @Test
    void aPoolWithoutWorkersIsToldOfWithWhatWaits() {
        SyncManager manager = running.client("maker");
        manager.pool("work");
        manager.queue("no pool", String.class);
        JsonObject pool = only(running.looking().get("/api/v1/pools"));
        assertThat(pool.get("name").getAsString()).isEqualTo("work");
        assertThat(pool.get("shutdown").getAsBoolean()).isFalse();
        assertThat(pool.get("waitingTasks").getAsInt()).isZero();
        assertThat(pool.getAsJsonArray("workers")).isEmpty();
        manager.pool("work").shutdown();
        assertThat(only(running.looking().get("/api/v1/pools")).get("shutdown").getAsBoolean())
                .isTrue();
        manager.pool("play");
        assertThat(names(running.looking().get("/api/v1/pools"))).containsExactlyInAnyOrder("work", "play");
        assertThat(names(running.looking().get("/api/v1/pools?limit=1"))).hasSize(1);
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        SyncManager manager = running.client("maker");
        manager.queue("one", String.class);
        manager.queue("two", String.class);
        manager.value("number", Integer.class, 1);
        Http http = running.acting();
        assertThat(http.send("POST", "/api/v1/objects/queue/purge").status()).isEqualTo(409);
        assertThat(http.send("POST", "/api/v1/objects/number/release").status()).isEqualTo(409);
        assertThat(http.get("/api/v1/objects/one/purge").status()).isEqualTo(405);
    }

    @Test
    void largeValuesAreCutAndManyAreToldInPart() {
        SyncManager manager = running.client("maker");
        SharedQueue<String> queue = manager.queue("large", String.class);
        for (int i = 0; i < 5; i++) {
            queue.add("<script>" + "x".repeat(1 << 20));
        }
        Http.Answer answer = running.looking().get("/api/v1/objects/large");
        JsonObject shown = only(answer);
        assertThat(answer.body().length()).isLessThan(100_000);
        assertThat(shown.getAsJsonArray("values")).hasSize(5);
        SharedQueue<String> many = manager.queue("many", String.class);
        for (int i = 0; i < 500; i++) {
            many.add("y".repeat(9_000));
        }
        JsonObject part = only(running.looking().get("/api/v1/objects/many?elements=1000"));
        assertThat(part.getAsJsonArray("values").size()).isBetween(100, 200);
        assertThat(part.get("more").getAsBoolean()).isTrue();
    }

    @Test
    void whatIsWrongIsToldFirst() {
        try (RunningAdmin small = new RunningAdmin(
                AdminEndpoint.at("127.0.0.1", 0),
                ManagerServer.builder().limit(ServerLimit.QUEUE_ELEMENTS, 10).limit(ServerLimit.OBJECTS, 5))) {
            SyncManager manager = small.client("maker");
            manager.queue("nearly full", String.class).addAll(List.of("1", "2", "3", "4", "5", "6", "7", "8"));
            for (int i = 0; i < 3; i++) {
                manager.dict("table " + i, String.class, String.class);
            }
            String warnings = small.looking().get("/api/v1/warnings").body();
            assertThat(warnings)
                    .contains("queue 'nearly full' has 8 elements of the 10 that QUEUE_ELEMENTS")
                    .contains("there are 4 objects of the 5 that OBJECTS allows");
            new Http(small.port()).get("/api/v1/objects");
            await().until(() ->
                    small.looking().get("/api/v1/warnings").body().contains("once in the last ten minutes"));
        }
    }

    @Test
    void whatTheServerIsAndWasIsTold() {
        JsonObject server = running.looking().get("/api/v1/server").json().getAsJsonObject();
        assertThat(server.get("address").getAsString())
                .isEqualTo("127.0.0.1:" + running.server().port());
        assertThat(server.getAsJsonObject("limits").get("SESSIONS").getAsInt()).isEqualTo(20_000);
        assertThat(running.looking().get("/api/v1/history").json().getAsJsonArray())
                .isNotEmpty();
    }

    @Test
    void theHeapHasOneNameWhereverItIsTold() {
        JsonObject schemas = running.looking()
                .get("/api/v1")
                .json()
                .getAsJsonObject()
                .getAsJsonObject("components")
                .getAsJsonObject("schemas");
        for (String shape : List.of("Server", "Member")) {
            assertThat(schemas.getAsJsonObject(shape)
                            .getAsJsonObject("properties")
                            .keySet())
                    .as(shape)
                    .filteredOn(name -> name.contains("eap"))
                    .containsExactly("heapBytes", "mostHeapBytes");
        }
    }

    @Test
    void aServerThatIsAloneIsNoneOfSeveral() {
        Http.Answer answer = running.looking().get("/api/v1/members");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getAsJsonArray()).isEmpty();
    }

    @Test
    void theDescriptionHasEachResourceAndEachMember() throws InterruptedException {
        SyncManager manager = running.client("all");
        SharedQueue<String> queue = manager.queue("jobs", String.class);
        queue.addAll(List.of("1", "2"));
        manager.lock("guard").lock();
        SharedLock wanted = running.client("waiter").lock("guard");
        Thread waiting = new Thread(wanted::lock);
        waiting.start();
        Http http = running.acting();
        await().until(() ->
                only(http.get("/api/v1/objects/guard")).get("waiting").getAsInt() == 1);
        JsonObject description = http.get("/api/v1").json().getAsJsonObject();
        JsonObject schemas = description.getAsJsonObject("components").getAsJsonObject("schemas");
        Map<String, String> shapes = Map.of(
                "/live", "Health",
                "/ready", "Health",
                "/api/v1/objects", "Object",
                "/api/v1/objects/guard", "Shown",
                "/api/v1/objects/jobs", "Shown",
                "/api/v1/sessions", "Session",
                "/api/v1/server", "Server",
                "/api/v1/limits", "Limit",
                "/api/v1/history", "Totals",
                "/api/v1/nothing", "Refusal");
        shapes.forEach((path, shape) -> assertMembers(http.get(path).json(), shape, schemas));
        assertMembers(http.send("POST", "/api/v1/objects/guard/release").json(), "Released", schemas);
        waiting.join();
        assertMembers(http.send("POST", "/api/v1/objects/jobs/purge").json(), "Purged", schemas);
        assertMembers(http.send("POST", "/api/v1/objects/jobs/requeue").json(), "Requeued", schemas);
        assertMembers(http.send("DELETE", "/api/v1/names/jobs").json(), "Deleted", schemas);
        String session =
                only(http.get("/api/v1/sessions?text=waiter")).get("session").getAsString();
        assertMembers(http.send("POST", "/api/v1/sessions/" + session + "/kick").json(), "Kicked", schemas);
        // Each address that is described is there, and what is there is described.
        JsonObject paths = description.getAsJsonObject("paths");
        assertThat(paths.keySet()).contains("/metrics", "/events", "/api/v1", "/api/v1/objects/{object}/purge");
        paths.keySet().stream()
                .filter(path -> paths.getAsJsonObject(path).has("get") && !path.equals("/events"))
                .forEach(path -> assertThat(
                                http.get(path.replaceAll("\\{[a-z]+}", "guard")).status())
                        .as(path)
                        .isEqualTo(200));
    }

    private static void assertMembers(JsonElement told, String shape, JsonObject schemas) {
        JsonObject object = (told.isJsonArray() ? told.getAsJsonArray().get(0) : told).getAsJsonObject();
        JsonObject properties = schemas.getAsJsonObject(shape).getAsJsonObject("properties");
        assertThat(properties.keySet()).as(shape).containsAll(object.keySet());
        properties.entrySet().forEach(property -> {
            JsonObject schema = property.getValue().getAsJsonObject();
            JsonElement value = object.get(property.getKey());
            if (!schema.has("oneOf")) {
                assertThat(value).as(shape + "." + property.getKey()).isNotNull();
            }
            if (value != null
                    && value.isJsonArray()
                    && schema.has("items")
                    && !value.getAsJsonArray().isEmpty()
                    && schema.getAsJsonObject("items").has("$ref")) {
                String inner = schema.getAsJsonObject("items").get("$ref").getAsString();
                assertMembers(value, inner.substring(inner.lastIndexOf('/') + 1), schemas);
            }
        });
    }
}
