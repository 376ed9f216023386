package dev.steward.objects.pool;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;

/** One call of a function, until it has ended. */
final class Task {

    /** Which item of its job it is, from 0. */
    final long index;

    final Value argument;
    /** How often a worker was lost with it. */
    int losses;

    Task(long index, Value argument) {
        this.index = index;
        this.argument = argument;
    }

    void save(StateWriter writer) {
        writer.writeLong(index);
        writer.writeValue(argument);
        writer.writeInt(losses);
    }

    static Task load(StateReader reader) {
        Task task = new Task(reader.readLong(), reader.readValue());
        task.losses = reader.readInt();
        return task;
    }
}
