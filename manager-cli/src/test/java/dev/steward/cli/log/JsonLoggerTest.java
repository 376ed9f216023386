package dev.steward.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Lines of the log are JSON, whatever is in them, and no more of them are written than wanted. */
class JsonLoggerTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Logger logger(Level least) {
        return new JsonLogger("dev.steward.Some", least.toInt(), new PrintStream(written, true, UTF_8));
    }

    private List<JsonObject> lines() {
        return written.toString(UTF_8)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    void aLineIsAnObjectWithItsMembers() {
        Logger log = logger(Level.INFO);
        log.info("of {} and \"{}\"", 1, "a\nb");
        log.atWarn()
                .addKeyValue("event", "refused")
                .addKeyValue("deliveries", 3)
                .setCause(new IllegalStateException("why"))
                .log("second");
        assertThat(lines()).hasSize(2);
        JsonObject first = lines().get(0);
        assertThat(first.keySet()).containsExactly("time", "level", "logger", "thread", "message");
        assertThat(first.get("time").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(first.get("level").getAsString()).isEqualTo("INFO");
        assertThat(first.get("logger").getAsString()).isEqualTo("dev.steward.Some");
        assertThat(first.get("thread").getAsString())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(first.get("message").getAsString()).isEqualTo("of 1 and \"a\nb\"");
        JsonObject second = lines().get(1);
        assertThat(second.get("event").getAsString()).isEqualTo("refused");
        assertThat(second.get("deliveries").getAsInt()).isEqualTo(3);
        assertThat(second.get("stack").getAsString())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("JsonLoggerTest");
    }

    @Test
    void whatIsNotWantedIsNotWritten() {
        Logger log = logger(Level.WARN);
        log.info("no");
        log.atDebug().addKeyValue("event", "session").log("no");
        assertThat(log.isInfoEnabled()).isFalse();
        log.warn("yes");
        log.error("yes", new IllegalArgumentException());
        assertThat(lines())
                .extracting(line -> line.get("message").getAsString())
                .containsExactly("yes", "yes");
    }

    @Test
    void howMuchIsSaidBySettings() {
        String of = "org.slf4j.simpleLogger.log.dev.steward";
        String before = System.getProperty(of);
        try {
            System.setProperty(of, "info");
            JsonLogProvider provider = new JsonLogProvider();
            assertThat(provider.getLogger("dev.steward.Some").isInfoEnabled()).isTrue();
            assertThat(provider.getLogger("dev.steward.Some").isDebugEnabled()).isFalse();
            assertThat(provider.getLogger("dev.stewardess").isInfoEnabled()).isFalse();
            assertThat(provider.getLogger("io.netty.Some").isWarnEnabled()).isTrue();
            assertThat(provider.getLogger("dev.steward.Some")).isSameAs(provider.getLogger("dev.steward.Some"));
            System.setProperty(of, "verbose");
            Logger unknown = new JsonLogProvider().getLogger("dev.steward.Some");
            assertThat(unknown.isInfoEnabled()).isTrue();
            assertThat(unknown.isDebugEnabled()).isFalse();
            System.setProperty(of, "off");
            assertThat(new JsonLogProvider().getLogger("dev.steward.Some").isErrorEnabled())
                    .isFalse();
        } finally {
            if (before == null) {
                System.clearProperty(of);
            } else {
                System.setProperty(of, before);
            }
        }
    }
}
