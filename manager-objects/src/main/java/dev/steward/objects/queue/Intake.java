package dev.steward.objects.queue;

import dev.steward.objects.OperationRefusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;

/** Whether a queue takes new elements, and how many: its bound, the limit of the server, and whether it is shut down. */
final class Intake {

    /** Whether new elements are taken. */
    private enum Stage {
        /** Yes. */
        OPEN,
        /** No; what is there is handed out, what comes back too. */
        DRAINING,
        /** No; what comes back is dropped. */
        CLOSED
    }

    private final BuiltInType type;
    private int maxElements;
    private int capacity;
    private Stage stage = Stage.OPEN;

    /**
     * Takes new elements.
     *
     * @param capacity how many a queue of the type holds; {@link Integer#MAX_VALUE} for any number
     * @param maxElements how many the server lets it hold
     */
    Intake(BuiltInType type, int capacity, int maxElements) {
        this.type = type;
        this.capacity = capacity;
        this.maxElements = maxElements;
    }

    /** The server lets it hold another number of elements from now on. */
    void limited(int elements) {
        maxElements = elements;
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /** Returns whether what comes back is dropped. */
    boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** Takes no new elements from now on. */
    void drain() {
        stage = Stage.DRAINING;
    }

    /** Takes nothing from now on. */
    void close() {
        stage = Stage.CLOSED;
    }

    /** Returns whether the bound allows one more. */
    boolean hasRoom(int size) {
        return size < capacity;
    }

    /** Returns whether bound and limit allow one more. */
    boolean takesMore(int size) {
        return size < Math.min(capacity, maxElements);
    }

    /** Returns how many more the bound allows; {@link Integer#MAX_VALUE} if there is none. */
    int remaining(int size) {
        return capacity == Integer.MAX_VALUE ? capacity : Math.max(0, capacity - size);
    }

    /** Refuses new elements if it is shut down. */
    void refuseIfShutDown() {
        if (!isOpen()) {
            throw new OperationRefusal(Status.SHUT_DOWN, type + ": it is shut down and takes no more elements");
        }
    }

    /** Refuses one more where only the limit of the server stands against it: nobody may wait for that. */
    void refuseIfOverLimit(int size) {
        if (capacity > maxElements && size >= maxElements) {
            throw new OperationRefusal(
                    Status.OVERLOADED,
                    type + ": it holds " + size + " elements, as many as it may (" + Limits.named("QUEUE_ELEMENTS")
                            + "): take some," + " or make the queue with a capacity so that putting waits");
        }
    }

    void save(StateWriter writer) {
        writer.writeInt(capacity);
        writer.writeInt(maxElements);
        writer.writeText(stage.name());
    }

    void load(StateReader reader) {
        capacity = reader.readInt();
        maxElements = reader.readInt();
        stage = Stage.valueOf(reader.readText());
    }
}
