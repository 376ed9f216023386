package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.steward.api.SyncManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page is one document with nothing from elsewhere, and says so to the browser. */
@Timeout(60)
class PageTest {

    @Test
    void theBrowserRunsThatVeryScriptAndTalksToNobodyElse() throws Exception {
        try (RunningAdmin running = new RunningAdmin()) {
            Http.Answer page = new Http(running.port()).get("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers().get("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.headers().get("content-security-policy"))
                    .startsWith("default-src 'none'; ")
                    .contains("script-src '" + digest(page.body(), "script") + "';")
                    .contains("style-src '" + digest(page.body(), "style") + "';")
                    .contains("connect-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers()).containsEntry("x-frame-options", "DENY");
        }
    }

    private static String digest(String document, String tag) throws Exception {
        String inside = document.split("<" + tag + ">")[1].split("</" + tag + ">")[0];
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(inside.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void nothingComesFromElsewhereAndNothingIsReadAsHtml() {
        try (RunningAdmin running = new RunningAdmin()) {
            String page = new Http(running.port()).get("/").body();
            assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("http:", "https:", "//cdn", "@import");
            assertThat(page).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
            assertThat(page).doesNotContainPattern("<[^>]* on[a-z]+=").doesNotContainPattern("<[^>]* style=");
        }
    }

    /** By the function of a view what it draws rows of. */
    private static final Map<String, List<String>> DRAWN = Map.of(
            "objects", List.of("Object"),
            "pools", List.of("Pool", "Worker", "Task"),
            "sessions", List.of("Session"),
            "eventsView", List.of("Event"),
            "server", List.of("Limit", "Member"),
            "among", List.of("Member"));

    /** What the page adds to a row itself. */
    private static final Set<String> OWN = Set.of("pool", "worker", "place");

    @Test
    void whatIsDrawnTheAnswersHave() {
        try (RunningAdmin running = new RunningAdmin()) {
            Http http = new Http(running.port());
            String page = http.get("/").body();
            JsonObject schemas = http.get("/api/v1")
                    .json()
                    .getAsJsonObject()
                    .getAsJsonObject("components")
                    .getAsJsonObject("schemas");
            DRAWN.forEach((view, shapes) -> {
                int begin = page.indexOf("function " + view + "(");
                String function = page.substring(begin, page.indexOf("\n}", begin));
                Set<String> members = new TreeSet<>(OWN);
                shapes.forEach(shape -> members.addAll(schemas.getAsJsonObject(shape)
                        .getAsJsonObject("properties")
                        .keySet()));
                List<String> drawn = Pattern.compile("\\brow\\.([a-zA-Z]+)")
                        .matcher(function)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertThat(drawn).as(view).isNotEmpty();
                assertThat(members).as(view).containsAll(drawn);
            });
        }
    }

    @Test
    void whoAnEventIsAboutLeadsToTheSession() {
        try (RunningAdmin running = new RunningAdmin()) {
            SyncManager ignored = running.client("somebody");
            Matcher session = Pattern.compile("/(\\S+)/\\.test\\(row\\.who\\)")
                    .matcher(new Http(running.port()).get("/").body());
            assertThat(session.find()).isTrue();
            assertThat(running.looking()
                            .get("/api/v1/events?event=session")
                            .json()
                            .getAsJsonArray())
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(
                                    event.getAsJsonObject().get("who").getAsString())
                            .matches(session.group(1)));
        }
    }

    @Test
    void aLinkOfAnotherSiteLeadsToThePageAndToNothingElse() {
        try (RunningAdmin running = new RunningAdmin()) {
            Http http = running.looking().with("Sec-Fetch-Site", "cross-site");
            assertThat(http.get("/").status()).isEqualTo(200);
            assertThat(http.get("/api/v1/objects").status()).isEqualTo(403);
            assertThat(http.with("Host", "evil.example").get("/").status()).isEqualTo(421);
        }
    }
}
