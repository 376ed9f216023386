package dev.steward.server.log;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** A log of one member that keeps nothing: applies what it gets, at once or when it is told to. Not thread-safe. */
public final class MemoryLog implements ReplicatedLog {

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Consumer<LogEntry> machine = entry -> {
        throw new IllegalStateException("the log was not started");
    };
    private boolean held;
    private boolean applying;

    private record Waiting(LogEntry entry, Runnable applied) {}

    @Override
    public void start(Consumer<LogEntry> applier) {
        machine = applier;
    }

    @Override
    public void submit(LogEntry entry, Runnable applied) {
        waiting.add(new Waiting(entry, applied));
        applyAll();
    }

    /** Applies nothing until {@link #release}. */
    public void hold() {
        held = true;
    }

    /** Applies what has come, and what comes. */
    public void release() {
        held = false;
        applyAll();
    }

    private void applyAll() {
        if (held || applying) {
            return;
        }
        applying = true;
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            machine.accept(next.entry());
            next.applied().run();
        }
        applying = false;
    }
}
