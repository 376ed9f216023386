package dev.steward.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.admin.transport.HttpLimits;
import dev.steward.server.ManagerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever reads events hears what happens, if there is room. */
@Timeout(60)
@Tag("one-jdk")
class EventsTest {

    /** A reader of events. */
    private static final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Reader(RunningAdmin running) throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new InetSocketAddress("127.0.0.1", running.port()));
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + AdminEndpoint.lookToken(RunningAdmin.KEY) + "\r\n\r\n")
                            .getBytes(UTF_8));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        String line() throws IOException {
            return in.readLine();
        }

        /** Reads to the next event of that name, and returns what it says. */
        String next(String event) throws IOException {
            String line = line();
            while (line != null && !line.equals("event: " + event)) {
                line = line();
            }
            assertThat(line).as("an event " + event).isNotNull();
            String data = line();
            return data.substring("data: ".length());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void whatHappensAndWhatIsThereIsTold() throws IOException {
        try (RunningAdmin running = new RunningAdmin();
                Reader reader = new Reader(running)) {
            assertThat(reader.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(JsonParser.parseString(reader.next("history")).isJsonArray())
                    .isTrue();
            reader.next("sample");
            running.client("somebody<b>").queue("jobs", String.class).add("1");
            JsonObject event = JsonParser.parseString(reader.next("event")).getAsJsonObject();
            while (!event.get("event").getAsString().equals("session")) {
                event = JsonParser.parseString(reader.next("event")).getAsJsonObject();
            }
            assertThat(event.get("text").getAsString()).startsWith("somebody<b>: ");
            JsonObject sample = JsonParser.parseString(reader.next("sample")).getAsJsonObject();
            while (sample.get("elements").getAsInt() == 0) {
                sample = JsonParser.parseString(reader.next("sample")).getAsJsonObject();
            }
            assertThat(sample.get("sessions").getAsInt()).isEqualTo(1);
            assertThat(sample.get("worst").isJsonArray()).isTrue();
        }
    }

    @Test
    void asManyAsMayReadAreLetIn() throws Exception {
        AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0)
                .limits(new HttpLimits(100, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        List<Reader> readers = new ArrayList<>();
        try (RunningAdmin running = new RunningAdmin(admin, ManagerServer.builder())) {
            for (int i = 0; i < 64; i++) {
                Reader reader = new Reader(running);
                readers.add(reader);
                assertThat(reader.line()).isEqualTo("HTTP/1.1 200 OK");
            }
            Http.Answer tooMany = running.looking().get("/events");
            assertThat(tooMany.status()).isEqualTo(503);
            assertThat(tooMany.body()).contains("64 read events already");
            for (Reader reader : readers) {
                reader.close();
            }
            readers.clear();
            // That they are gone is seen when something is sent to them.
            await().until(() -> {
                try (Reader last = new Reader(running)) {
                    return "HTTP/1.1 200 OK".equals(last.line());
                }
            });
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }
}
