package dev.steward.server.admission;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Decides before the machine whether a call may enter. Costs a few compares; any thread. */
public final class Admission {

    private final Permission permission;
    /** What has fewer bytes is let in to be looked at, and to take or free something. */
    private static final long FEW_BYTES = 64 << 10;

    /** All of them are kept alive together, in one step of the directory that everybody needs. */
    private static final int MOST_REFERENCES = 50_000;

    private final LongPredicate room;
    private final int mostValueBytes;
    private final long mostCallBytes;
    private volatile boolean draining;

    /**
     * Decides by rights, by whether there is room in the heap, and by size and depth of each argument.
     *
     * @param room tells whether the server may hold so many bytes more
     * @param mostValueBytes how large an argument may be
     * @param mostCallBytes how large all arguments of a call may be together that are larger than a frame
     */
    public Admission(Permission permission, LongPredicate room, int mostValueBytes, long mostCallBytes) {
        this.permission = permission;
        this.room = room;
        this.mostValueBytes = mostValueBytes;
        this.mostCallBytes = mostCallBytes;
    }

    /** From now on only what gives something back may enter. */
    public void drain() {
        draining = true;
    }

    /** Returns whether only what gives something back may enter. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Returns why a call may not enter, or null if it may.
     *
     * @param admin whether the connection proved the admin key
     * @param code the number of the operation, or of a method of a user's object
     * @param arguments what it takes
     * @param footprint how many bytes of memory they take
     */
    public @Nullable Denial check(boolean admin, int code, List<EncodedValue> arguments, long footprint) {
        long references = 0;
        for (int index = 0; index < arguments.size(); index++) {
            EncodedValue argument = arguments.get(index);
            Denial denial = checkArgument(index + 1, argument);
            if (denial != null) {
                return denial;
            }
            references += argument.tokens().size();
        }
        if (references > MOST_REFERENCES) {
            return new Denial(
                    Status.TOO_LARGE,
                    "the arguments refer to " + references + " shared objects, more than the " + MOST_REFERENCES
                            + " of a call: send them in parts");
        }
        Denial tooLong =
                checkTexts(code, arguments.size(), index -> arguments.get(index).size());
        return tooLong == null ? check(admin, code, footprint) : tooLong;
    }

    private static @Nullable Denial checkTexts(int code, int count, IntUnaryOperator sizes) {
        Operation operation = Operation.of(code);
        Argument tooLong = operation == null ? null : operation.tooLong(count, sizes);
        return operation == null || tooLong == null
                ? null
                : new Denial(Status.BAD_ARGUMENT, operation.tooLong(tooLong));
    }

    /** Returns whether arguments of so many bytes of memory may be made of what came. */
    public boolean mayRead(long footprint) {
        return footprint <= FEW_BYTES || room.test(footprint);
    }

    /**
     * Returns why a call may not enter whose arguments have not arrived yet, or null if they may come.
     *
     * @param sizes how many bytes each argument has
     */
    public @Nullable Denial checkSizes(boolean admin, int code, List<Integer> sizes) {
        long sum = 0;
        for (int index = 0; index < sizes.size(); index++) {
            if (sizes.get(index) > mostValueBytes) {
                return tooLarge(index + 1, sizes.get(index));
            }
            sum += sizes.get(index);
        }
        if (sum > mostCallBytes) {
            return new Denial(
                    Status.TOO_LARGE,
                    "the arguments have " + sum + " bytes together, more than the " + mostCallBytes + " of a call ("
                            + Limits.named("VALUE_BYTES", "FRAME_BYTES") + "): send them in parts");
        }
        Denial tooLong = checkTexts(code, sizes.size(), sizes::get);
        if (tooLong != null) {
            return tooLong;
        }
        // While the values are put together their bytes are there twice.
        return check(admin, code, 2 * sum);
    }

    private @Nullable Denial check(boolean admin, int code, long footprint) {
        Operation operation = Operation.of(code);
        if (operation == null && code < Operation.FIRST_USER_METHOD) {
            return new Denial(
                    Status.NO_SUCH_OPERATION,
                    "this server knows no operation of the number " + code + ": use releases that match");
        }
        if (draining && (operation == null || operation.manner() != Manner.GIVES_BACK)) {
            return new Denial(Status.DRAINING, "the server is about to end; the call was not executed");
        }
        boolean holds = footprint > FEW_BYTES || (operation != null && operation.stores());
        if (holds && !room.test(footprint)) {
            return noRoom(operation);
        }
        return operation == null ? null : permission.check(admin, operation);
    }

    /** Returns why a call whose arguments may not be read may not enter. */
    public Denial noRoom(int code) {
        return noRoom(Operation.of(code));
    }

    private static Denial noRoom(@Nullable Operation operation) {
        return new Denial(
                Status.OVERLOADED,
                (operation == null ? "the call" : operation.toString())
                        + " was refused because the server's heap is nearly full (" + Limits.named("HEAP_PERCENT")
                        + "):"
                        + " take or delete something, try again later, or give the server a larger -Xmx");
    }

    private @Nullable Denial checkArgument(int position, EncodedValue argument) {
        if (argument.size() > mostValueBytes) {
            return tooLarge(position, argument.size());
        }
        if (argument.depth() > ValueCodec.MAX_DEPTH) {
            // Stored, it would spoil every answer that puts it into a list.
            return new Denial(
                    Status.VALUE_REFUSED,
                    "argument " + position + " nests " + argument.depth() + " levels deep, more than "
                            + ValueCodec.MAX_DEPTH + ": flatten it, or keep the parts in shared objects of their own");
        }
        return null;
    }

    private Denial tooLarge(int position, int size) {
        return new Denial(
                Status.TOO_LARGE,
                "argument " + position + " has " + size + " bytes, more than the " + mostValueBytes + " of a value ("
                        + Limits.named("VALUE_BYTES") + "): send it in parts");
    }
}
