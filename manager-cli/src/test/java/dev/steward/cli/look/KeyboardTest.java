package dev.steward.cli.look;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keys from the terminal to the screen that obeys them. */
@Timeout(30)
class KeyboardTest {

    private final AtomicInteger restored = new AtomicInteger();

    private Keyboard typed(String keys) {
        return new Keyboard(new ByteArrayInputStream(keys.getBytes(US_ASCII)), restored::incrementAndGet);
    }

    @Test
    void keysComeOneByOneAndThenNone() throws Exception {
        try (Keyboard keyboard = typed("wq")) {
            assertThat(keyboard.next(0)).isEqualTo('w');
            assertThat(keyboard.next(0)).isEqualTo('q');
            assertThat(keyboard.next(TimeUnit.MILLISECONDS.toNanos(1))).isEqualTo(Keyboard.NONE);
            assertThat(restored).hasValue(0);
        }
        assertThat(restored).as("the terminal is as it was").hasValue(1);
    }

    @Command(name = "screen")
    private static final class Shown implements LiveScreen {
        @Mixin
        private final Printing printing = new Printing();

        private final List<String> done = new ArrayList<>();

        @Override
        public void ask() {
            done.add("ask");
        }

        @Override
        public Look look() {
            done.add("look");
            return new Look(List.of("seen"), null);
        }

        @Override
        public String help() {
            return "q quit";
        }

        @Override
        public boolean press(char key) {
            done.add("press " + key);
            return key != 'q';
        }
    }

    private static Shown shown(String... arguments) {
        Shown shown = new Shown();
        CommandLine line = new CommandLine(shown);
        line.setOut(new PrintWriter(new StringWriter()));
        line.parseArgs(arguments);
        return shown;
    }

    @Test
    void eachKeyIsAnsweredAtOnceAndTheServerAskedWhenItIsTime() throws Exception {
        Shown shown = shown("--watch", "0.001", "--times", "2");
        shown.printing.obey(typed("a"), shown);
        assertThat(shown.done).containsExactly("ask", "look", "press a", "look", "ask", "look");
    }

    @Test
    void theKeyThatEndsItEndsItAtOnce() throws Exception {
        Shown shown = shown("--watch", "86400");
        shown.printing.obey(typed("aqb"), shown);
        assertThat(shown.done).containsExactly("ask", "look", "press a", "look", "press q", "look");
    }
}
