package dev.steward.server.service;

import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One inspection on its way: what it was told so far, as the bytes that go out, which are far fewer than the values that they
 * are made of. It ends as soon as its answer would be too large, or nobody waits for it any more. Used by one thread at a time.
 */
final class Inquiry {

    private final Sequencer sequencer;
    private final MachineValues values;
    private final long mostBytes;
    private final BooleanSupplier isWanted;
    private final List<Value> rows = new ArrayList<>();
    private long bytes;
    private long counted;

    /**
     * An inquiry that was told nothing yet.
     *
     * @param sequencer counts in its account what is held until {@link #end}
     * @param mostBytes how large the answer may be
     * @param isWanted tells whether somebody still waits for it
     */
    Inquiry(Sequencer sequencer, long mostBytes, BooleanSupplier isWanted) {
        this.sequencer = sequencer;
        this.values = sequencer.values();
        this.mostBytes = mostBytes;
        this.isWanted = isWanted;
    }

    /** Begins, unless nobody waits any more; what it throws is in what is returned. */
    CompletableFuture<Void> begin(Function<Inquiry, CompletableFuture<Void>> inspection) {
        try {
            requireWanted();
            return inspection.apply(this);
        } catch (RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private void requireWanted() {
        if (!isWanted.getAsBoolean()) {
            throw new OperationRefusal(
                    Status.SESSION_ENDED,
                    "the session of the call has ended, or its client is away; the server is looked into no further");
        }
    }

    /** Returns whether a part fits into the answer, beside what is there. */
    boolean hasRoomFor(Value part) {
        return bytes + part.size() <= mostBytes;
    }

    /** Adds a row to the answer; {@link OperationRefusal} if it must not go on. */
    void add(Value row) {
        rows.add(kept(row));
    }

    /** Returns what will be a part of the answer, in few bytes; {@link OperationRefusal} if it must not go on. */
    Value kept(Value part) {
        requireWanted();
        if (!hasRoomFor(part)) {
            throw new OperationRefusal(
                    Status.TOO_LARGE,
                    "the answer has more than the " + mostBytes + " bytes of a value (" + Limits.named("VALUE_BYTES")
                            + "): ask for the objects of one name or typeid, or for fewer holders and waiters of each");
        }
        bytes += part.size();
        Value kept = values.stored(values.encoded(part));
        long footprint = kept.footprint();
        counted += footprint;
        sequencer.account().add(footprint);
        return kept;
    }

    /** Returns the rows in their order. */
    Value answer() {
        return values.listOf(rows, List.of());
    }

    /** Is answered, or refused: whoever has the answer counts it. */
    void end() {
        sequencer.account().add(-counted);
        counted = 0;
    }
}
