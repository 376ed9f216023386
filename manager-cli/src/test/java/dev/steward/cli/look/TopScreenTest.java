package dev.steward.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Inspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keys do to what {@code top} shows. */
@Timeout(30)
class TopScreenTest {

    private int asked;

    private final List<ObjectInspection> objects = List.of(
            object(1, "b-queue", "queue", 0, 9, Duration.ofSeconds(1), 0),
            object(2, "a-queue", "queue", 0, 3, Duration.ofSeconds(60), 2),
            object(3, null, "lock", 5, -1, null, 1));

    private final List<SessionInspection> sessions =
            List.of(session("ann", 10, 100, 0, 1), session("bob", 90, 900, 7, 0));

    private final TopScreen screen = new TopScreen(inspection(), "here:1", 10, TopOrder.BUSIEST, "");

    private Inspection inspection() {
        return (Inspection) Proxy.newProxyInstance(
                Inspection.class.getClassLoader(), new Class<?>[] {Inspection.class}, (proxy, method, arguments) -> {
                    asked++;
                    return method.getName().equals("sessions") ? sessions : objects;
                });
    }

    private static ObjectInspection object(
            long id,
            @Nullable String name,
            String type,
            int waiting,
            long elements,
            @Nullable Duration oldest,
            long holding) {
        ObjectDescription about = new ObjectDescription(new ObjectId(id), type, name, 1, waiting, "contents");
        return new ObjectInspection(about, elements, oldest, holding, List.of(), List.of());
    }

    private static SessionInspection session(String name, long seconds, long calls, int holding, int waiting) {
        return new SessionInspection(
                new ObjectInspection.Client("0".repeat(32), name, 1, "127.0.0.1:5"),
                false,
                Duration.ofSeconds(seconds),
                null,
                1,
                calls,
                0,
                holding,
                List.of(),
                waiting,
                List.of());
    }

    /** Returns the words at the beginnings of lines, in their order, without headings. */
    private List<String> first(int table) {
        List<String> lines = screen.look().lines();
        int start = 2 + (table == 0 ? 0 : lines.subList(2, lines.size()).indexOf("") + 1);
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.split(" +")[table == 0 ? 1 : 0])
                .toList();
    }

    private void press(String keys) {
        for (char key : keys.toCharArray()) {
            assertThat(screen.press(key)).as("it goes on").isTrue();
        }
    }

    @Test
    void keysChooseWhatComesFirst() {
        screen.ask();
        assertThat(first(1)).as("where calls wait, then the oldest").containsExactly("-", "a-queue", "b-queue");
        press("e");
        assertThat(first(1)).containsExactly("b-queue", "a-queue", "-");
        press("h");
        assertThat(first(1)).containsExactly("a-queue", "-", "b-queue");
        assertThat(first(0)).containsExactly("bob", "ann");
        press("n");
        assertThat(first(1)).containsExactly("a-queue", "b-queue", "-");
        press("r");
        assertThat(first(1)).containsExactly("-", "b-queue", "a-queue");
        assertThat(first(0)).containsExactly("bob", "ann");
        assertThat(screen.look().lines().get(0)).endsWith(", name last");
        press("rw");
        assertThat(first(0)).containsExactly("ann", "bob");
        press("o");
        assertThat(first(0)).containsExactly("bob", "ann");
        press("?");
        assertThat(screen.look().lines().get(0)).as("a key of nothing").endsWith(", oldest first");
    }

    @Test
    void aWordShowsSomeAlone() {
        screen.ask();
        press("/a-x\b");
        assertThat(screen.look().lines().get(0)).endsWith(", only /a-_");
        assertThat(first(1)).as("not before Enter").hasSize(3);
        press("\n");
        assertThat(first(1)).containsExactly("a-queue");
        assertThat(first(0)).isEmpty();
        assertThat(screen.look().lines().get(0))
                .startsWith("here:1: 2 sessions, 3 objects, ")
                .endsWith(", only 'a-'");
        press("/bob\033");
        assertThat(first(1)).as("Escape leaves it").containsExactly("a-queue");
        press("/bob\r");
        assertThat(first(0)).containsExactly("bob");
        press("/\n");
        assertThat(first(1)).hasSize(3);
    }

    @Test
    void aPauseAsksNothingAndAnotherKeyStillSorts() {
        screen.ask();
        press(" ");
        int before = asked;
        screen.ask();
        assertThat(asked).isEqualTo(before);
        press("n");
        assertThat(first(1)).containsExactly("a-queue", "b-queue", "-");
        assertThat(screen.look().lines().get(0)).endsWith(", paused");
        press(" ");
        screen.ask();
        assertThat(asked).isGreaterThan(before);
    }

    @Test
    void quitEndsItButNotWithinAWord() {
        press("/q\n");
        assertThat(screen.press('q')).isFalse();
    }

    @Test
    void theHelpNamesEachKey() {
        for (TopOrder order : TopOrder.values()) {
            assertThat(screen.help()).contains(order.key() + " " + order.word());
        }
        assertThat(screen.help()).contains("q quit", "space pause", "/ some alone", "r reverse");
    }
}
