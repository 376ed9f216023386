package dev.steward.objects.pool;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.TaskEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param told what its worker said, as {@link TaskEnd#value} has it; null if the pool says it
 * @param text what the pool says, if no worker did
 */
record EndedTask(TaskEnd end, @Nullable Value told, String text) {

    /** What a worker says. */
    static EndedTask of(TaskEnd end, Value told) {
        return new EndedTask(end, told, "");
    }

    /** What the pool says itself: that a task was cancelled, or its worker lost. */
    static EndedTask said(TaskEnd end, String text) {
        return new EndedTask(end, null, text);
    }

    /** Returns what belongs to the end. */
    Value value(Values values) {
        Value said = told;
        if (said != null) {
            return said;
        }
        return end == TaskEnd.LOST ? values.listOf(List.of(values.of(text), values.of(-1L))) : values.of(text);
    }

    void save(StateWriter writer) {
        writer.writeInt(end.code());
        Value said = told;
        writer.writeBoolean(said != null);
        if (said != null) {
            writer.writeValue(said);
        } else {
            writer.writeText(text);
        }
    }

    static EndedTask load(StateReader reader) {
        TaskEnd end = TaskEnd.of(reader.readInt());
        if (end == null) {
            throw new IllegalArgumentException("a task that ended in no way");
        }
        return reader.readBoolean() ? of(end, reader.readValue()) : said(end, reader.readText());
    }
}
