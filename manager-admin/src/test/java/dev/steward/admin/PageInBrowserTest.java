package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.QueueOptions;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as a person uses it, in a browser; skipped where there is none. */
@Timeout(180)
class PageInBrowserTest {

    private static final String EVIL = "<img src=x onerror=alert(1)>";
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    private Path folder;

    private RunningAdmin running;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        browser = Browser.start(folder);
        running = new RunningAdmin(
                AdminEndpoint.at("127.0.0.1", 0), ManagerServer.builder().limit(ServerLimit.QUEUE_ELEMENTS, 10));
        browser.show(1200, 900, false);
        browser.open("http://127.0.0.1:" + running.port() + "/");
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (running != null) {
            running.close();
        }
    }

    private void enter(String token) {
        browser.await("h2", "A token, please");
        browser.one("#token").sendKeys(token + Keys.ENTER);
    }

    private void look() {
        enter(AdminEndpoint.lookToken(RunningAdmin.KEY));
        browser.await("h2", "Overview");
    }

    private void act() {
        enter(AdminEndpoint.actToken(RunningAdmin.KEY));
        browser.await("h2", "Overview");
    }

    private void go(String hash) {
        browser.run("location.hash = '" + hash + "'");
    }

    @Test
    void aWrongTokenIsRefusedAndARightOneShowsWhatIsWrongFirst() throws Exception {
        SyncManager manager = running.client("maker");
        manager.queue("nearly full", String.class).addAll(List.of("1", "2", "3", "4", "5", "6", "7", "8"));
        enter("look-wrong");
        browser.await(".error", "wrong token");
        look();
        browser.await("#warnings", "queue 'nearly full' has 8 elements of the 10");
        browser.await("#state", "connected, ");
        assertThat((String) browser.run("return document.querySelector('.tile polyline').getAttribute('points')"))
                .isNotNull();
        browser.picture(PICTURES.resolve("overview.png"));
        browser.press("Forget the token");
        browser.await("h2", "A token, please");
        assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
    }

    @Test
    void namesThatAreHtmlAreTexts() {
        SyncManager manager = running.client(EVIL);
        manager.queue(EVIL, String.class).add(EVIL);
        manager.lock("guard\u202e\u0007").lock();
        look();
        go("#/objects");
        browser.await("table", EVIL);
        browser.await("table", "guard\\u202E\\u0007");
        String id = running.looking()
                .get("/api/v1/objects?type=queue")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
        go("#/object/" + id);
        browser.await("h2", "queue '" + EVIL + "'");
        browser.await(".values", EVIL);
        go("#/sessions");
        browser.await("table", EVIL);
        go("#/events");
        running.client(EVIL);
        browser.await(".values", EVIL);
        go("#/server");
        browser.await("main", "QUEUE_ELEMENTS");
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsHeldIsReleasedAfterASecondQuestion() throws Exception {
        SyncManager holder = running.client("holder");
        holder.lock("guard").lock();
        act();
        go("#/objects");
        browser.await("table", "guard");
        browser.all("td a").get(0).click();
        browser.await("h2", "lock 'guard'");
        browser.await("table", "holder");
        browser.picture(PICTURES.resolve("object.png"));
        browser.press("Release");
        browser.await("#ask-title", "Release lock 'guard'?");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("ask-no");
        browser.press("Cancel");
        assertThat(running.looking().get("/api/v1/objects/guard").body()).contains("\"holding\":1");
        browser.press("Release");
        browser.await("#ask-title", "Release lock 'guard'?");
        browser.one("#ask-yes").click();
        await().until(() ->
                running.looking().get("/api/v1/objects/guard").body().contains("\"holding\":0"));
        go("#/events");
        browser.await(".values", "changed");
        browser.await(".values", "released lock");
    }

    @Test
    void aQueueIsPurgedANameRemovedAndASessionKicked() {
        SyncManager manager = running.client("victim");
        SharedQueue<String> jobs = manager.queue("jobs", String.class);
        jobs.addAll(List.of("1", "2"));
        act();
        String id = running.looking()
                .get("/api/v1/objects")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
        go("#/object/" + id);
        browser.await("h2", "queue 'jobs'");
        browser.press("Purge");
        browser.one("#ask-yes").click();
        await().until(jobs::isEmpty);
        browser.press("Delete name");
        browser.await("#ask-title", "Delete name queue 'jobs'?");
        browser.one("#ask-yes").click();
        browser.await("h2", "Objects");
        assertThat(running.looking().get("/api/v1/objects").json().getAsJsonArray())
                .isEmpty();
        go("#/sessions");
        browser.await("table", "victim");
        browser.all("td a").get(0).click();
        browser.await("h2", "victim (session ");
        browser.press("Kick");
        browser.one("#ask-yes").click();
        await().until(() -> running.looking()
                .get("/api/v1/sessions")
                .json()
                .getAsJsonArray()
                .isEmpty());
    }

    private String idOf(String name) {
        return running.looking()
                .get("/api/v1/objects/" + name)
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
    }

    @Test
    void deadLettersAreRequeuedAfterASecondQuestion() throws Exception {
        SyncManager manager = running.client("maker");
        SharedQueue<String> failed = manager.queue("failed", String.class);
        SharedJoinableQueue<String> jobs = manager.joinableQueue(
                "jobs", String.class, QueueOptions.unbounded().deadLetters(failed, 1));
        jobs.put("work");
        jobs.receive().nack();
        manager.lock("guard");
        act();
        go("#/object/" + idOf("guard"));
        browser.await("h2", "lock 'guard'");
        assertThat(browser.all("button").stream()
                        .filter(button ->
                                button.isDisplayed() && button.getText().equals("Requeue")))
                .isEmpty();
        go("#/object/" + idOf("failed"));
        browser.await("h2", "queue 'failed'");
        browser.await(".values", "work");
        browser.press("Requeue");
        browser.await("#ask-title", "Requeue queue 'failed'?");
        browser.picture(PICTURES.resolve("requeue.png"));
        assertThat(jobs).isEmpty();
        browser.one("#ask-yes").click();
        await().until(() -> jobs.size() == 1);
        go("#/events");
        browser.await(".values", "requeued dead letters of queue");
        browser.await("table", "an element of joinableQueue");
    }

    @Test
    void whatIsFullAndWhatHappenedBeforeIsShown() throws Exception {
        SyncManager manager = running.client("maker");
        manager.queue("nearly full", String.class).addAll(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));
        running.client("gone before").close();
        look();
        go("#/server");
        browser.await("main", "90.0 %");
        browser.await("main", "queue 'nearly full'");
        browser.await("#alone", "This server is alone, and none of a cluster.");
        browser.picture(PICTURES.resolve("server.png"));
        go("#/events");
        browser.await("table", "gone before: ");
        browser.picture(PICTURES.resolve("events.png"));
    }

    @Test
    void poolsAreShown() throws Exception {
        SyncManager manager = running.client("maker");
        manager.pool("work");
        manager.pool("ended").shutdown();
        look();
        go("#/pools");
        browser.await("main", "2 pools");
        browser.await("main", "no workers");
        browser.await("main", "shut down");
        browser.picture(PICTURES.resolve("pools.png"));
    }

    @Test
    void whoMayOnlyLookIsToldSo() {
        running.client("holder").lock("guard").lock();
        look();
        String id = running.looking()
                .get("/api/v1/objects")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
        go("#/object/" + id);
        browser.await("h2", "lock 'guard'");
        browser.press("Release");
        browser.one("#ask-yes").click();
        browser.await("#ask-error", "--act");
        assertThat(running.looking().get("/api/v1/objects/guard").body()).contains("\"holding\":1");
    }

    @Test
    void itFitsA360PixelsWideScreenAndIsDarkWhereThatIsWanted() throws Exception {
        SyncManager manager = running.client("a client with a name that is longer than a telephone is wide, by far");
        manager.queue("a-queue-with-a-name-without-a-space-that-is-longer-than-a-telephone-is-wide", String.class)
                .addAll(List.of("1", "x".repeat(500)));
        manager.lock("guard").lock();
        browser.show(360, 740, true);
        look();
        for (String view :
                List.of("#/", "#/objects", "#/sessions", "#/events", "#/server", "#/object/1", "#/object/2")) {
            go(view);
            browser.await("#state", "connected");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                            .as(view)
                            .isLessThanOrEqualTo(360));
            if (view.equals("#/objects")) {
                browser.await("table", "guard");
                browser.picture(PICTURES.resolve("objects-360-dark.png"));
            }
        }
        String colour = "return getComputedStyle(document.body).backgroundColor";
        assertThat(browser.run(colour)).isEqualTo("rgb(15, 19, 24)");
        browser.show(360, 740, false);
        assertThat(browser.run(colour)).isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void keysAreEnough() {
        running.client("holder").lock("guard").lock();
        act();
        // From the beginning: the link to the contents, then the views. The token is kept.
        browser.driver().navigate().refresh();
        browser.await("h2", "Overview");
        browser.one("body").sendKeys(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Objects");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.await("table", "guard");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
        for (int i = 0; i < 4; i++) {
            browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("guard");
        // Rows are renewed every two seconds, and the focus stays.
        Object asked = browser.run(
                "return performance.getEntriesByType('resource').filter(e => e.name.includes('objects?')).length");
        await().until(() -> (Long)
                        browser.run(
                                "return performance.getEntriesByType('resource').filter(e => e.name.includes('objects?')).length")
                > (Long) asked);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("guard");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.await("h2", "lock 'guard'");
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB + "" + Keys.ENTER);
        browser.await("#ask-title", "Release");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
        assertThat((Boolean) browser.run("return document.getElementById('ask').open"))
                .isFalse();
    }

    @Test
    void thousandsOfObjectsAreFoundAmong() {
        SyncManager manager = running.client("maker");
        IntStream.range(0, 3_000).forEach(i -> manager.lock("lock " + i));
        look();
        go("#/objects");
        browser.await("caption", "The first 200 objects");
        assertThat(browser.all("tbody tr")).hasSize(200);
        browser.one("#text").sendKeys("lock 2789");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> browser.all("tbody tr").size() == 1);
        browser.await("tbody", "lock 2789");
    }
}
