package dev.steward.protocol.value.thrown;

import static dev.steward.protocol.value.thrown.Recipes.array;

import java.sql.BatchUpdateException;
import java.sql.DataTruncation;
import java.sql.SQLException;
import java.util.Map;

/** The rows of {@code java.sql}, which not every JDK has: loaded only where it is. */
final class SqlRecipes {

    private SqlRecipes() {}

    static void addTo(Map<Class<?>, Recipe> table) {
        table.put(
                SQLException.class,
                Recipe.of(
                                SQLException.class,
                                0,
                                e -> array(ThrowableState.message(e), e.getSQLState(), e.getErrorCode()),
                                String.class,
                                String.class,
                                int.class)
                        .linked(SQLException.class, SQLException::getNextException, SQLException::setNextException));
        table.put(
                BatchUpdateException.class,
                Recipe.of(
                        BatchUpdateException.class,
                        0,
                        e -> array(
                                ThrowableState.message(e),
                                e.getSQLState(),
                                e.getErrorCode(),
                                e.getLargeUpdateCounts(),
                                null),
                        String.class,
                        String.class,
                        int.class,
                        long[].class,
                        Throwable.class));
        table.put(
                DataTruncation.class,
                Recipe.of(
                        DataTruncation.class,
                        -1,
                        e -> array(e.getIndex(), e.getParameter(), e.getRead(), e.getDataSize(), e.getTransferSize()),
                        int.class,
                        boolean.class,
                        boolean.class,
                        int.class,
                        int.class));
    }
}
