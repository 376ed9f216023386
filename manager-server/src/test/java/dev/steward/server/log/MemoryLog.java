package dev.steward.server.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A log of one member in memory: applies what it gets, at once or when it is told to. Not thread-safe. */
public final class MemoryLog implements ReplicatedLog {

    private final List<byte[]> kept = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private @Nullable Applier machine;
    private Runnable meanwhile = () -> {};
    private @Nullable String refusal;
    private long applied;
    private boolean held;
    private int reading;
    private int settled;
    private boolean follows;
    private boolean applying;

    /** Returns all entries; the first has the number 1. */
    public List<byte[]> kept() {
        return kept;
    }

    /** Returns a log of one member that has kept the same. */
    public MemoryLog copy() {
        MemoryLog copy = new MemoryLog();
        copy.kept.addAll(kept);
        return copy;
    }

    @Override
    public void start(long lastEntry, Applier applier) {
        machine = applier;
        applied = lastEntry;
        while (applied < kept.size()) {
            applyNext(applier);
        }
        if (!follows) {
            applier.leads();
        }
    }

    /** Returns this log, which leads nobody: it applies what it has. */
    public MemoryLog following() {
        follows = true;
        return this;
    }

    private void applyNext(Applier applier) {
        byte[] entry = kept.get((int) applied);
        applier.apply(++applied, entry);
    }

    @Override
    public void submitReading(byte[] entry, Runnable whenApplied) {
        reading++;
        submit(entry, whenApplied);
    }

    @Override
    public void settle() {
        settled++;
    }

    /** Returns how many entries came as ones that read. */
    public int reading() {
        return reading;
    }

    /** Returns how often something was to be kept before it was told. */
    public int settled() {
        return settled;
    }

    @Override
    public void submit(byte[] entry, Runnable whenApplied) {
        Applier applier = machine;
        if (applier == null) {
            throw new IllegalStateException("the log was not started");
        }
        kept.add(entry);
        waiting.add(() -> {
            applyNext(applier);
            whenApplied.run();
        });
        applyAll();
    }

    /** Refuses what can be refused from now on, or nothing any more. */
    public void refuse(@Nullable String sentence) {
        refusal = sentence;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public void between(LongConsumer task) {
        waiting.add(() -> task.accept(applied));
        applyAll();
        meanwhile.run();
    }

    /** Runs something after each task that was run between two entries. */
    public void meanwhile(Runnable after) {
        meanwhile = after;
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
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
        applying = false;
    }
}
