package dev.steward.protocol.value.jdk;

import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How the dates travel that are in a module of the JDK which may be absent. Stateless. */
@SuppressWarnings("JavaUtilDate") // What users have in their objects is not ours to choose.
public final class SqlDates {

    /** How many rows there are, also where their classes are not. */
    public static final int COUNT = 3;

    private SqlDates() {}

    /** A class with how it is written and read. */
    public record Row<T>(Class<T> type, BiConsumer<ValueOutput, T> writer, Function<ValueInput, T> reader) {}

    /** Returns the rows; fails with a {@link LinkageError} where there is no such module. */
    public static List<Row<?>> rows() {
        return List.of(
                new Row<>(
                        Timestamp.class,
                        (out, v) -> {
                            out.writeLong(v.getTime());
                            out.writeInt(v.getNanos());
                        },
                        in -> {
                            Timestamp read = new Timestamp(in.readLong());
                            read.setNanos(in.readInt());
                            return read;
                        }),
                new Row<>(Date.class, (out, v) -> out.writeLong(v.getTime()), in -> new Date(in.readLong())),
                new Row<>(Time.class, (out, v) -> out.writeLong(v.getTime()), in -> new Time(in.readLong())));
    }
}
