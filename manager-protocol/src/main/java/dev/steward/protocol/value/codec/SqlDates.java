package dev.steward.protocol.value.codec;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;

/** The rows of {@link JdkClasses} for what is in a module of the JDK that may be absent. Stateless. */
@SuppressWarnings("JavaUtilDate") // What users have in their objects is not ours to choose.
final class SqlDates {
    private SqlDates() {}

    /** A class with how it travels. */
    record Row<T>(Class<T> type, ClosedSet.Plain<T> serializer) {}

    /** Returns the rows; fails with a {@link LinkageError} where there is no such module. */
    static List<Row<?>> rows() {
        return List.of(
                new Row<>(
                        Timestamp.class,
                        new ClosedSet.Plain<>(
                                (out, v) -> {
                                    out.writeLong(v.getTime());
                                    out.writeInt(v.getNanos());
                                },
                                in -> {
                                    Timestamp read = new Timestamp(in.readLong());
                                    read.setNanos(in.readInt());
                                    return read;
                                })),
                new Row<>(
                        Date.class,
                        new ClosedSet.Plain<>((out, v) -> out.writeLong(v.getTime()), in -> new Date(in.readLong()))),
                new Row<>(
                        Time.class,
                        new ClosedSet.Plain<>((out, v) -> out.writeLong(v.getTime()), in -> new Time(in.readLong()))));
    }

    /** How many rows there are, also where their classes are not. */
    static final int COUNT = 3;
}
