package dev.steward.server.admission;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Decides before the machine whether a call may enter. Costs a few compares; any thread. */
public final class Admission {

    private final Permission permission;
    private final BooleanSupplier heapFull;
    private final int mostValueBytes;
    private final long mostCallBytes;
    private volatile boolean draining;

    /**
     * Decides by rights, by whether the heap is full, and by size and depth of each argument.
     *
     * @param mostValueBytes how large an argument may be
     * @param mostCallBytes how large all arguments of a call may be together that are larger than a frame
     */
    public Admission(Permission permission, BooleanSupplier heapFull, int mostValueBytes, long mostCallBytes) {
        this.permission = permission;
        this.heapFull = heapFull;
        this.mostValueBytes = mostValueBytes;
        this.mostCallBytes = mostCallBytes;
    }

    /** From now on only what gives something back may enter. */
    public void drain() {
        draining = true;
    }

    /**
     * Returns why a call may not enter, or null if it may.
     *
     * @param admin whether the connection proved the admin key
     * @param code the number of the operation, or of a method of a user's object
     * @param arguments what it takes
     */
    public @Nullable Denial check(boolean admin, int code, List<EncodedValue> arguments) {
        for (int index = 0; index < arguments.size(); index++) {
            Denial denial = checkArgument(index + 1, arguments.get(index));
            if (denial != null) {
                return denial;
            }
        }
        return check(admin, code);
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
                    "the arguments have " + sum + " bytes together, more than the " + mostCallBytes
                            + " of a call (limits VALUE_BYTES and FRAME_BYTES together): send them in parts");
        }
        return check(admin, code);
    }

    private @Nullable Denial check(boolean admin, int code) {
        Operation operation = Operation.of(code);
        if (operation == null && code < Operation.FIRST_USER_METHOD) {
            return new Denial(
                    Status.NO_SUCH_OPERATION,
                    "this server knows no operation of the number " + code + ": use releases that match");
        }
        if (draining && (operation == null || operation.manner() != Manner.GIVES_BACK)) {
            return new Denial(Status.DRAINING, "the server is about to end; the call was not executed");
        }
        if (operation == null) {
            return null;
        }
        if (operation.stores() && heapFull.getAsBoolean()) {
            return new Denial(
                    Status.OVERLOADED,
                    operation + " was refused because the server's heap is nearly full (limit HEAP_PERCENT):"
                            + " take or delete something, try again later, or give the server a larger -Xmx");
        }
        return permission.check(admin, operation);
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
                "argument " + position + " has " + size + " bytes, more than the " + mostValueBytes
                        + " of a value (limit VALUE_BYTES): send it in parts");
    }
}
