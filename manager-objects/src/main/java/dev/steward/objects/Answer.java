package dev.steward.objects;

import dev.steward.vocabulary.Status;

/**
 * How a call ended.
 *
 * @param status OK, or why not
 * @param value the result, or the sentence that goes with the status
 * @param sequence how often the object had changed; 0 if no object was reached
 * @param redelivered whether an element in it was delivered before and came back
 * @param underAcknowledgement whether elements in it stay the object's until the client has acknowledged this answer
 */
public record Answer(Status status, Value value, long sequence, boolean redelivered, boolean underAcknowledgement) {

    /** Returns the answer of a call that did what it was asked. */
    public static Answer ok(Value value, long sequence) {
        return new Answer(Status.OK, value, sequence, false, false);
    }

    /** Returns the answer of a call that did not. */
    public static Answer failed(Status status, Value sentence, long sequence) {
        return new Answer(status, sentence, sequence, false, false);
    }

    /** Returns whether the call did what it was asked. */
    public boolean isOk() {
        return status == Status.OK;
    }
}
