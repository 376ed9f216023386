package dev.steward.protocol.value.codec;

import dev.steward.protocol.value.EncodedValue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exceptions of all kinds, and what becomes of them on their way. */
@SuppressWarnings({"serial", "UnusedVariable"
}) // No Java serialization here; fields are looked at by what is told of them.
final class SampleExceptions {

    enum Level {
        LOW,
        HIGH
    }

    record Place(String name, int line) {}

    static class NotFound extends RuntimeException {
        NotFound(String id) {
            super("no such item: " + id);
        }
    }

    static class Http extends Exception {
        final int status;
        final Level level;
        final Place place;

        Http(int status, String message, Throwable cause) {
            super(message, cause);
            this.status = status;
            this.level = Level.HIGH;
            this.place = new Place("here", status);
        }

        @Override
        public String getMessage() {
            return status + " " + super.getMessage();
        }
    }

    static final class Teapot extends Http {
        final List<String> tea = List.of("green");

        Teapot() {
            super(418, "short and stout", new IOException("kettle"));
        }
    }

    /** Neither its message nor its cause nor its frames can be read. */
    static final class Broken extends RuntimeException {
        final int kept = 7;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no frames");
        }

        @Override
        public synchronized Throwable initCause(@Nullable Throwable cause) {
            throw new IllegalStateException("no cause, please");
        }
    }

    /** Its frames need a field that is not there while it is half made. */
    static final class Filling extends RuntimeException {
        final List<String> log = new ArrayList<>(List.of("made"));

        Filling(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return log == null ? this : super.fillInStackTrace();
        }
    }

    static final class FailingFill extends RuntimeException {
        static boolean made;
        final String name;

        FailingFill(String name) {
            super("filling");
            this.name = name;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            if (made) {
                throw new IllegalStateException("half made");
            }
            made = true;
            return this;
        }
    }

    /** Keeps its cause itself. */
    static final class Wrapping extends RuntimeException {
        final Throwable inner;

        Wrapping(Throwable inner) {
            super("wrapping");
            this.inner = inner;
        }

        @Override
        public synchronized Throwable getCause() {
            return inner;
        }
    }

    /** Makes up a new cause each time. */
    static final class Endless extends RuntimeException {
        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }

    static final class Quota extends IllegalStateException {
        final long used;
        final transient Object notSent = new Object();

        Quota(long used) {
            super("over quota");
            this.used = used;
        }
    }

    static final class NoRows extends SQLException {
        final String table;

        NoRows(String table) {
            super("no rows", "02000", 100);
            this.table = table;
        }
    }

    static final class Holding extends IOException {
        final Object held;

        Holding(Object held) {
            super("holding");
            this.held = held;
        }
    }

    static class NeverMade extends RuntimeException {
        static int constructed;

        NeverMade() {
            constructed++;
        }
    }

    static final class Decoy1 extends RuntimeException {}

    /** Tells when it is initialized. */
    static final class Decoy2 extends RuntimeException {
        static {
            System.setProperty("steward.test.decoyed", "yes");
        }
    }

    static final class Decoy3 extends RuntimeException {
        final int name = 1;

        Decoy3(String message) {
            super(message);
        }
    }

    static final class Decoy4 extends RuntimeException {
        final String name = "other";
    }

    static final AllowedClasses ALLOWED = new AllowedClasses().allowPackage(SampleExceptions.class.getPackageName());

    static <T> T arrives(T sent, AllowedClasses allowed) {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        ValueCodec reader = new ValueCodec(References.NONE, allowed);
        @SuppressWarnings("unchecked")
        T read = (T) reader.decode(EncodedValue.fromBytes(sender.encode(sent).bytes()));
        return Objects.requireNonNull(read);
    }

    static <T> T arrives(T sent) {
        return arrives(sent, ALLOWED);
    }

    static List<String> framesOf(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .map(frame -> frame.getModuleName() + " " + frame.getClassName() + " " + frame.getMethodName() + " "
                        + frame.getFileName() + " " + frame.getLineNumber())
                .toList();
    }

    private SampleExceptions() {}
}
