package dev.steward.test;

import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The children of this process that were started since this was made. Used by one thread. */
final class StartedChildren {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<JavaProcess> before = Set.copyOf(Multiprocessing.activeChildren());

    /**
     * Ends them at once, with all that they have started themselves. Blocks.
     *
     * @return the process ids of all of these
     * @throws IllegalStateException if one of them does not end
     */
    Set<Long> end() {
        List<JavaProcess> started = Multiprocessing.activeChildren().stream()
                .filter(child -> !before.contains(child))
                .toList();
        Set<Long> ended = new HashSet<>();
        for (JavaProcess child : started) {
            ended.add(child.pid());
            List<ProcessHandle> descendants = ProcessHandle.of(child.pid())
                    .map(process -> process.descendants().toList())
                    .orElse(List.of());
            child.kill();
            for (ProcessHandle descendant : descendants) {
                ended.add(descendant.pid());
                descendant.destroyForcibly();
            }
        }
        started.forEach(StartedChildren::await);
        return ended;
    }

    private static void await(JavaProcess child) {
        try {
            if (!child.join(PATIENCE)) {
                throw new IllegalStateException(
                        child + " was killed and has not ended within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + child + " ends", interrupted);
        }
    }
}
