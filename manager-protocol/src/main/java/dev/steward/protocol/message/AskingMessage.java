package dev.steward.protocol.message;

import dev.steward.api.ObjectId;

/** Asks an object for something, whether the arguments come along, are to be pulled or looked through, or were passed over. */
public sealed interface AskingMessage extends CallMessage permits Call, LargeCall, UncheckedCall, UnreadCall {

    /**
     * Returns the number of an {@link dev.steward.vocabulary.Operation}, or
     * {@link dev.steward.vocabulary.Operation#FIRST_USER_METHOD} and the index of a method; 0 to 65535.
     */
    int operation();

    /** Returns the object. */
    ObjectId target();

    /** Returns which replies of this thread have arrived. */
    Received received();
}
