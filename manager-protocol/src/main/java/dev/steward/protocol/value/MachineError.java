package dev.steward.protocol.value;

import org.jspecify.annotations.Nullable;

/**
 * Tells what is wrong with the machine from what is wrong with a value. Users' classes may fail in every way while a value of
 * theirs is written or made, with errors too: that is told as what cannot travel, and harms nothing else. That there is no memory
 * left says nothing of the value.
 */
public final class MachineError {

    private MachineError() {}

    /** Throws it again if it is an error of the virtual machine; a stack that is too small is the value's, which nests too deep. */
    public static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
