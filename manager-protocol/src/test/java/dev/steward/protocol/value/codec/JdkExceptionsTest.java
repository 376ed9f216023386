package dev.steward.protocol.value.codec;

import static dev.steward.protocol.value.codec.SampleExceptions.arrives;
import static dev.steward.protocol.value.codec.SampleExceptions.framesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.RemoteObjectException;
import dev.steward.protocol.value.codec.SampleExceptions.NoRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.text.ParseException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IllegalFormatConversionException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.UnknownFormatConversionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions of the JDK arrive with the fields that they had, though nobody can set those. */
@Timeout(60)
class JdkExceptionsTest {

    static List<Throwable> ofTheJdk() {
        URISyntaxException uri = new URISyntaxException("a b", "Illegal character", 1);
        SocketTimeoutException late = new SocketTimeoutException("late");
        late.bytesTransferred = 17;
        SQLException sql = new SQLTimeoutException("slow", "57014", 3);
        sql.setNextException(new SQLException("next", "X", 1));
        sql.initCause(new IOException("wire"));
        return List.of(
                new DateTimeParseException("Text 'x' could not be parsed", "x", 0),
                new PatternSyntaxException("Unclosed group", "(", 1),
                new ParseException("unparseable", 4),
                uri,
                new MissingResourceException("no bundle", "com.acme.Texts", "greeting"),
                late,
                new InterruptedIOException("cut"),
                sql,
                new BatchUpdateException("batch", "Y", 2, new long[] {1, 1L << 40}, new IOException("b")),
                new FileSystemException("a", "b", "why"),
                new NoSuchFileException("/nowhere"),
                new UncheckedIOException("disk", new FileNotFoundException("a.txt")),
                new ExecutionException("task", new IllegalStateException("x")),
                new CompletionException(new IllegalStateException("x")),
                new InvocationTargetException(new IllegalStateException("x"), "called"),
                new MalformedInputException(3),
                new UnknownFormatConversionException("q"),
                new TypeNotPresentException("com.acme.Gone", new ClassNotFoundException("com.acme.Gone")),
                new ArrayIndexOutOfBoundsException(5),
                new NoSuchMethodException("m"),
                new AssertionError("not so"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheJdk(Throwable sent) {
        Throwable read = arrives(sent, new AllowedClasses());
        assertThat(read).isExactlyInstanceOf(sent.getClass()).hasToString(sent.toString());
        assertThat(framesOf(read)).isEqualTo(framesOf(sent));
        if (sent.getCause() == null) {
            assertThat(read).hasNoCause();
        } else {
            assertThat(read.getCause())
                    .isExactlyInstanceOf(sent.getCause().getClass())
                    .hasMessage(sent.getCause().getMessage());
        }
    }

    @Test
    void fieldsOfTheJdkArrive() {
        List<Throwable> read = new ArrayList<>();
        ofTheJdk().forEach(each -> read.add(arrives(each, new AllowedClasses())));
        DateTimeParseException date = (DateTimeParseException) read.get(0);
        assertThat(date.getParsedString() + date.getErrorIndex()).isEqualTo("x0");
        assertThat(((PatternSyntaxException) read.get(1)).getPattern()).isEqualTo("(");
        assertThat(((ParseException) read.get(2)).getErrorOffset()).isEqualTo(4);
        assertThat(((URISyntaxException) read.get(3)).getInput()).isEqualTo("a b");
        MissingResourceException missing = (MissingResourceException) read.get(4);
        assertThat(missing.getClassName() + missing.getKey()).isEqualTo("com.acme.Textsgreeting");
        assertThat(((InterruptedIOException) read.get(5)).bytesTransferred).isEqualTo(17);
        SQLException sql = (SQLException) read.get(7);
        assertThat(sql.getSQLState() + sql.getErrorCode()).isEqualTo("570143");
        assertThat((Throwable) sql.getNextException()).hasMessage("next");
        assertThat(((BatchUpdateException) read.get(8)).getLargeUpdateCounts()).containsExactly(1, 1L << 40);
        assertThat(((FileSystemException) read.get(9)).getReason()).isEqualTo("why");
    }

    @Test
    void aUsersClassAboveOneOfTheJdkWithFieldsHasBoth() {
        NoRows read = arrives(new NoRows("orders"));
        assertThat(read.table + read.getSQLState() + read.getErrorCode()).isEqualTo("orders02000100");
        assertThat((Throwable) read).hasMessage("no rows");
    }

    @Test
    void aJdkClassThatCannotBeMadeArrivesAsItsSuperclass() {
        Throwable read = arrives((Throwable) new IllegalFormatConversionException('d', String.class));
        assertThat(read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(IllegalFormatConversionException.class.getName() + ": d != java.lang.String");
        assertThat(arrives((Throwable) new OutOfMemoryError("heap"), new AllowedClasses()))
                .isExactlyInstanceOf(RemoteObjectException.class);
    }
}
