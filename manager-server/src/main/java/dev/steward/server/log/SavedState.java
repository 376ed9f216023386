package dev.steward.server.log;

import dev.steward.objects.StatePiece;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Values;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The state of a machine on its way from the thread that applies entries to a stream. That thread only walks over groups, for
 * a millisecond at a time, whenever the stream has taken what was written before; whoever writes the stream encodes the
 * values. Used once, by one thread.
 */
final class SavedState {

    /** How long the thread that applies is kept at a time; one group may take longer. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReplicatedLog log;
    private final Machine machine;
    private final Values values;
    private final long longestNanos;
    private @Nullable MachineSnapshot snapshot;
    private boolean more = true;

    SavedState(ReplicatedLog log, Machine machine, Values values, long longestNanos) {
        this.log = log;
        this.machine = machine;
        this.values = values;
        this.longestNanos = longestNanos;
    }

    /** Writes all of it; returns the number of the last entry that is in it. Blocks. */
    long writeTo(OutputStream stream) throws IOException {
        long lastEntry = this.<Long>between(number -> {
            snapshot = machine.beginSnapshot();
            return number;
        });
        try {
            SnapshotWriter out = new SnapshotWriter(stream, lastEntry);
            List<StatePiece> encoded = new ArrayList<>();
            StateWriter encoder = StateWriter.ofBytes(values, encoded::add);
            while (more) {
                for (StatePiece piece : between(number -> walked())) {
                    piece.writeTo(encoder);
                    write(encoded, out);
                }
            }
            encoder.flush();
            write(encoded, out);
            out.end();
            return lastEntry;
        } finally {
            between(number -> {
                abandon();
                return number;
            });
        }
    }

    private static void write(List<StatePiece> encoded, SnapshotWriter out) throws IOException {
        for (StatePiece piece : encoded) {
            out.write(piece);
        }
        encoded.clear();
    }

    private List<StatePiece> walked() {
        List<StatePiece> pieces = new ArrayList<>();
        MachineSnapshot begun = snapshot;
        if (begun != null) {
            long until = System.nanoTime() + longestNanos;
            do {
                more = begun.goOn();
            } while (more && System.nanoTime() - until < 0);
            for (StatePiece piece = begun.poll(); piece != null; piece = begun.poll()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private void abandon() {
        if (snapshot != null) {
            snapshot.abandon();
        }
    }

    /** Does something between two entries; returns what came of it. */
    private <T> T between(LongFunction<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        log.between(number -> {
            try {
                done.complete(task.apply(number));
            } catch (RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IllegalStateException state ? state : failed;
        }
    }
}
