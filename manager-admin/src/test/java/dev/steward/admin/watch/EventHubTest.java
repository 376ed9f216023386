package dev.steward.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.admin.http.EventStream;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.json.CallRates;
import dev.steward.api.ServerInspection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers hear what happens, but not more than a page can show; those that are gone make room. */
@Timeout(10)
class EventHubTest {

    private static final Sample NOTHING = new Sample(
            Instant.EPOCH,
            Duration.ZERO,
            new ServerInspection("", false, 0, 1, 0, List.of(), Map.of()),
            List.of(),
            List.of(),
            new CallRates().next(List.of()),
            0);

    private final EventHub hub = new EventHub();

    private static final class Reader implements EventStream {
        private final List<String> heard = new ArrayList<>();
        private boolean open = true;

        @Override
        public boolean send(String event, String data) {
            heard.add(event + " " + data);
            return true;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }

    @Test
    void whatHappensTooOftenIsCounted() {
        Reader reader = new Reader();
        hub.add(reader, List.of());
        hub.seen(NOTHING, List.of());
        for (int i = 0; i < 60; i++) {
            hub.happened(Map.of("text", i));
        }
        assertThat(reader.heard).filteredOn(line -> line.startsWith("event ")).hasSize(50);
        hub.seen(NOTHING, List.of(new Warning("kind", "text", 1L, null)));
        assertThat(reader.heard.get(reader.heard.size() - 1))
                .startsWith("sample ")
                .contains("\"missed\":10")
                .contains("\"warnings\":1")
                .contains("\"object\":1");
        hub.happened(Map.of("text", "again"));
        assertThat(reader.heard.get(reader.heard.size() - 1)).startsWith("event ");
    }

    @Test
    void asManyReadersAsMayBe() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < EventHub.MOST_READERS; i++) {
            hub.requireRoom();
            Reader reader = new Reader();
            readers.add(reader);
            hub.add(reader, List.of());
        }
        assertThatThrownBy(hub::requireRoom).isInstanceOf(HttpRefusal.class).hasMessageContaining("64 read events");
        readers.get(7).open = false;
        hub.requireRoom();
        hub.seen(NOTHING, List.of());
        int before = readers.get(7).heard.size();
        hub.seen(NOTHING, List.of());
        assertThat(readers.get(7).heard).hasSize(before);
    }
}
