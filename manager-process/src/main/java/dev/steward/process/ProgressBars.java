package dev.steward.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Bars on standard error. Stateless. */
final class ProgressBars {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int UPDATE_MILLIS = 100;

    private ProgressBars() {}

    static Progress onTerminal(String label) {
        return isTerminal() ? on(label) : (done, total) -> {};
    }

    /** Where there is no /proc, a terminal that the environment names is the best guess. */
    private static boolean isTerminal() {
        try {
            if (Files.exists(STANDARD_ERROR)) {
                String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
        String terminal = System.getenv("TERM");
        return terminal != null && !terminal.equals("dumb");
    }

    /** A bar that begins with the first task and ends with the last. */
    static Progress on(String label) {
        AtomicReference<@Nullable ProgressBar> drawn = new AtomicReference<>();
        return (done, total) -> {
            ProgressBar bar = drawn.get();
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName(label)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .build();
                drawn.set(bar);
            }
            bar.stepTo(done);
            if (done == total) {
                bar.close();
                drawn.set(null);
            }
        };
    }
}
