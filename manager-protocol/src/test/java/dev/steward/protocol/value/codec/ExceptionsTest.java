package dev.steward.protocol.value.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.steward.api.ObjectToken;
import dev.steward.api.ProtocolException;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
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
import java.util.Arrays;
import java.util.IllegalFormatConversionException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.UnknownFormatConversionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception arrives as it left: class, message, cause, suppressed, fields, frames; else as the nearest superclass. */
@Timeout(60)
@SuppressWarnings({"serial", "UnusedVariable"
}) // No Java serialization here; fields are looked at by what is told of them.
class ExceptionsTest {

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
        private final int status;
        private final Level level;
        private final Place place;

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
        private final List<String> tea = List.of("green");

        Teapot() {
            super(418, "short and stout", new IOException("kettle"));
        }
    }

    /** Neither its message nor its cause nor its frames can be read. */
    static final class Broken extends RuntimeException {
        private final int kept = 7;

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
        private final List<String> log = new ArrayList<>(List.of("made"));

        Filling(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return log == null ? this : super.fillInStackTrace();
        }
    }

    static final class FailingFill extends RuntimeException {
        private static boolean made;
        private final String name;

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
        private final Throwable inner;

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
        private final long used;
        private final transient Object notSent = new Object();

        Quota(long used) {
            super("over quota");
            this.used = used;
        }
    }

    static final class NoRows extends SQLException {
        private final String table;

        NoRows(String table) {
            super("no rows", "02000", 100);
            this.table = table;
        }
    }

    static final class Holding extends IOException {
        private final Object held;

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

    private static final AllowedClasses ALLOWED =
            new AllowedClasses().allowPackage(ExceptionsTest.class.getPackageName());

    private static <T> T arrives(T sent, AllowedClasses allowed) {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        ValueCodec reader = new ValueCodec(References.NONE, allowed);
        @SuppressWarnings("unchecked")
        T read = (T) reader.decode(EncodedValue.fromBytes(sender.encode(sent).bytes()));
        return Objects.requireNonNull(read);
    }

    private static <T> T arrives(T sent) {
        return arrives(sent, ALLOWED);
    }

    @Test
    void aMessageThatAConstructorMakesIsNotMadeTwice() {
        assertThat(arrives(new NotFound("a17")))
                .isExactlyInstanceOf(NotFound.class)
                .hasMessage("no such item: a17");
    }

    @Test
    void aClassNeedsNoConstructorOfAKnownKindAndNoneRuns() {
        Teapot teapot = arrives(new Teapot());
        assertThat(teapot).hasMessage("418 short and stout").cause().isExactlyInstanceOf(IOException.class);
        assertThat(((Http) teapot).status).isEqualTo(418);
        assertThat(((Http) teapot).level).isSameAs(Level.HIGH);
        assertThat(((Http) teapot).place).isEqualTo(new Place("here", 418));
        assertThat(teapot.tea).containsExactly("green");
        NeverMade sent = new NeverMade();
        int before = NeverMade.constructed;
        assertThat(arrives(sent)).isExactlyInstanceOf(NeverMade.class);
        assertThat(NeverMade.constructed).isEqualTo(before);
    }

    @Test
    void fieldsArriveAndTransientOnesDoNot() {
        Quota quota = arrives(new Quota(1L << 40));
        assertThat(quota.used).isEqualTo(1L << 40);
        assertThat(quota.notSent).isNull();
    }

    @Test
    void causesSuppressedAndFramesArrive() {
        Http sent = new Http(500, "down", new NotFound("x"));
        sent.addSuppressed(new Quota(3));
        Http read = arrives(sent);
        assertThat(read).cause().isExactlyInstanceOf(NotFound.class).hasMessage("no such item: x");
        assertThat(read.getSuppressed()).singleElement().isInstanceOf(Quota.class);
        assertThat(((Quota) read.getSuppressed()[0]).used).isEqualTo(3);
        assertThat(framesOf(read)).isEqualTo(framesOf(sent));
        assertThat(framesOf(Objects.requireNonNull(read.getCause())))
                .isEqualTo(framesOf(Objects.requireNonNull(sent.getCause())));
    }

    private static List<String> framesOf(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .map(frame -> frame.getModuleName() + " " + frame.getClassName() + " " + frame.getMethodName() + " "
                        + frame.getFileName() + " " + frame.getLineNumber())
                .toList();
    }

    @Test
    void circlesClose() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        two.addSuppressed(one);
        one.addSuppressed(two);
        RuntimeException read = arrives(one);
        Throwable other = Objects.requireNonNull(read.getCause());
        assertThat(other).hasMessage("two");
        assertThat(other.getCause()).isSameAs(read);
        assertThat(other.getSuppressed()).containsExactly(read);
        assertThat(read.getSuppressed()).containsExactly(other);
    }

    @Test
    void aCauseThatAFieldHoldsIsTheSameOne() {
        IOException inner = new IOException("inner");
        Wrapping read = arrives(new Wrapping(new Wrapping(inner)));
        Wrapping second = (Wrapping) read.inner;
        assertThat(read.getCause()).isSameAs(second);
        assertThat(second.inner).isExactlyInstanceOf(IOException.class).hasMessage("inner");

        ArrayList<Object> list = new ArrayList<>();
        Holding holding = new Holding(list);
        list.add(holding);
        Holding circle = arrives(holding);
        assertThat((List<?>) circle.held).singleElement().isSameAs(circle);
    }

    @Test
    void deepChainsArrive() {
        Throwable chain = new IOException("bottom");
        for (int i = 0; i < 5_000; i++) {
            chain = new RuntimeException("level " + i, chain);
        }
        int depth = 0;
        Throwable last = chain;
        for (Throwable next = arrives(chain); next != null; next = next.getCause()) {
            depth++;
            last = next;
        }
        assertThat(depth).isEqualTo(5_001);
        assertThat(last).hasMessage("bottom");
    }

    @Test
    void causesWithoutEndAreCutOff() {
        Throwable read = arrives(new Endless());
        assertThat(read).isExactlyInstanceOf(Endless.class);
    }

    @Test
    void messagesMayBeHugeNullOrNoText() {
        String huge = "x".repeat(5_000_000);
        assertThat(arrives(new RuntimeException(huge)).getMessage()).isEqualTo(huge);
        assertThat(arrives(new RuntimeException((String) null)).getMessage()).isNull();
        assertThat(arrives(new NullPointerException()).getMessage()).isNull();
        assertThat(arrives(new RuntimeException("half \uD83D")).getMessage()).isEqualTo("half \uD83D");
    }

    @Test
    void whatAClassOverridesIsInNobodysWay() {
        Broken broken = arrives(new Broken());
        assertThat(broken.kept).isEqualTo(7);
        Filling filling = arrives(new Filling("full"));
        assertThat(filling).hasMessage("full");
        assertThat(filling.log).containsExactly("made");
        FailingFill failing = arrives(new FailingFill("f"));
        assertThat(failing.name).isEqualTo("f");
        assertThat(failing).hasMessage("filling");
    }

    @Test
    void localAndAnonymousClassesArriveWithoutWhatIsAroundThem() {
        int captured = 5;
        class Local extends RuntimeException {
            int value() {
                return captured + hashCode() - hashCode();
            }

            Object around() {
                return ExceptionsTest.this;
            }
        }
        Local local = arrives(new Local());
        assertThat(local.value()).isEqualTo(5);
        assertThat(local.around()).isNull();
        Exception anonymous = new IOException("anonymous") {};
        assertThat(arrives(anonymous)).isExactlyInstanceOf(anonymous.getClass()).hasMessage("anonymous");
    }

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
    void whoDoesNotAllowTheClassGetsTheNearestSuperclass() {
        AllowedClasses onlyHttp = new AllowedClasses().allow(Http.class);
        Http http = arrives((Http) new Teapot(), onlyHttp);
        assertThat(http)
                .isExactlyInstanceOf(Http.class)
                .hasMessage("418 " + Teapot.class.getName() + ": 418 short and stout")
                .cause()
                .hasMessage("kettle");
        SQLException sql = arrives((SQLException) new NoRows("orders"), new AllowedClasses());
        assertThat((Throwable) sql)
                .isExactlyInstanceOf(SQLException.class)
                .hasMessage(NoRows.class.getName() + ": no rows");
        assertThat(sql.getSQLState()).isEqualTo("02000");
        Exception secret = arrives((Exception) new Http(1, "m", new NotFound("x")), new AllowedClasses());
        assertThat(secret).isExactlyInstanceOf(RemoteObjectException.class).hasMessage(Http.class.getName() + ": 1 m");
        assertThat(((RemoteObjectException) secret).remoteClassName()).isEqualTo(Http.class.getName());
        assertThat(((RemoteObjectException) secret).remoteStack()).contains("Caused by: " + NotFound.class.getName());
        assertThat(secret)
                .cause()
                .isExactlyInstanceOf(RemoteObjectException.class)
                .hasMessageContaining("no such item: x");
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

    @Test
    void aFieldThatCannotBeOpenedCostsTheClassAndNothingElse() {
        record Hidden(int number) {}
        AllowedClasses some = new AllowedClasses().allow(Holding.class);
        ArrayList<Object> shared = new ArrayList<>(List.of("shared"));
        Object[] sent = {shared, new Holding(new Object[] {new Hidden(1), new ArrayList<>(List.of(2))}), shared, "end"};
        Object[] read = arrives(sent, some);
        assertThat(read[1])
                .asInstanceOf(throwable(IOException.class))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining(Holding.class.getName() + ": holding")
                .hasMessageContaining("Hidden");
        assertThat(read[0]).isSameAs(read[2]).isEqualTo(List.of("shared"));
        assertThat(read[3]).isEqualTo("end");
    }

    @Test
    void asAValueAFieldThatCannotTravelIsRefusedWithItsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        assertThatThrownBy(() -> sender.encode(new Holding(new Thread())))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(".held");
    }

    @Test
    void asAFailureItArrivesAsTheNearestSuperclassWithTheFieldsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        RuntimeException around = new RuntimeException("around", new Holding(new Thread()));
        around.addSuppressed(new Quota(3));
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        List<?> read = (List<?>) Objects.requireNonNull(reader.decode(EncodedValue.fromBytes(
                sender.encodeFailure(List.of("text", around)).bytes())));
        Throwable arrived = (Throwable) read.get(1);
        assertThat(arrived).hasMessage("around").cause().isExactlyInstanceOf(IOException.class);
        assertThat(arrived.getCause())
                .hasMessageContaining(Holding.class.getName() + ": holding")
                .hasMessageContaining("held: java.lang.Thread");
        assertThat(((Quota) arrived.getSuppressed()[0]).used).isEqualTo(3);
    }

    @Test
    void manyThatCannotTravelArriveAllTheSame() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        RuntimeException around = new RuntimeException("around");
        for (int i = 0; i < 100; i++) {
            around.addSuppressed(new Holding(new Thread()));
        }
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        Throwable read = (Throwable) Objects.requireNonNull(reader.decode(
                EncodedValue.fromBytes(sender.encodeFailure(around).bytes())));
        assertThat(read.getSuppressed()).hasSize(100).allMatch(each -> each instanceof IOException);
    }

    @Test
    void equalExceptionsAreEqualValues() {
        StackTraceElement[] frames = new StackTraceElement[0];
        List<EncodedValue> encoded = new ArrayList<>();
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        for (int number : new int[] {1, 1, 2}) {
            Holding sent = new Holding(new ArrayList<>(List.of(new Object[] {number})));
            sent.initCause(new IOException("c"));
            sent.setStackTrace(frames);
            Objects.requireNonNull(sent.getCause()).setStackTrace(frames);
            encoded.add(sender.encode(sent));
        }
        assertThat(encoded.get(0)).isEqualTo(encoded.get(1)).isNotEqualTo(encoded.get(2));
    }

    @Test
    void referencesInWhatIsLeftOutAreNotLost() {
        List<Object> unread = new ArrayList<>();
        References counting = new References() {
            @Override
            public @Nullable ObjectToken tokenOf(Object value) {
                return null;
            }

            @Override
            public Object proxyOf(ObjectToken token) {
                return token;
            }

            @Override
            public void unread(ObjectToken token) {
                unread.add(token);
            }
        };
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        byte[] bytes = sender.encode(new Holding(Samples.TOKEN)).bytes();
        assertThat(new ValueCodec(counting, new AllowedClasses()).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(IOException.class);
        assertThat(unread).containsExactly(Samples.TOKEN);
    }

    static final class Decoy1 extends RuntimeException {}

    /** Tells when it is initialized. */
    static final class Decoy2 extends RuntimeException {
        static {
            System.setProperty("steward.test.decoyed", "yes");
        }
    }

    @Test
    void aClassThatIsNotAllowedIsNotInitializedByItsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        String text = new String(sender.encode(new Decoy1()).bytes(), ISO_8859_1);
        byte[] bytes = text.replace("Decoy1", "Decoy2").getBytes(ISO_8859_1);
        assertThat(new ValueCodec(References.NONE, new AllowedClasses()).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .extracting(Object::toString)
                .asString()
                .endsWith("Decoy2");
        assertThat(System.getProperty("steward.test.decoyed")).isNull();
    }

    @Test
    void aClassWithOtherFieldsHereArrivesAsItsSuperclass() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        String text = new String(sender.encode(new Decoy3("d")).bytes(), ISO_8859_1);
        byte[] bytes = text.replace("Decoy3", "Decoy4").getBytes(ISO_8859_1);
        assertThat(new ValueCodec(References.NONE, ALLOWED).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .extracting(Object::toString)
                .asString()
                .contains("Decoy4: d", "it has other fields there than here");
    }

    static final class Decoy3 extends RuntimeException {
        private final int name = 1;

        Decoy3(String message) {
            super(message);
        }
    }

    static final class Decoy4 extends RuntimeException {
        private final String name = "other";
    }

    @Test
    void whateverBytesComeInTheEndIsAnExceptionOrARefusal() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        Http sent = new Http(1, "m", new NoRows("t"));
        sent.addSuppressed(new InvocationTargetException(new Quota(1), "i"));
        byte[] whole = sender.encode(sent).bytes();
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {0x01, 0x02, 0x10, 0x7F, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) flip;
                try {
                    reader.decode(EncodedValue.fromBytes(changed));
                } catch (ProtocolException | UnsupportedValueException expected) {
                    assertThat(expected).hasMessageNotContaining("OutOfMemory");
                }
            }
        }
    }

    @Test
    void manyFramesInCommonTakeNoMemory() {
        StackTraceElement[] frames = new StackTraceElement[5_000];
        Arrays.fill(frames, new StackTraceElement("com.acme.Deep", "down", "Deep.java", 1));
        RuntimeException chain = new NotFound("0");
        chain.setStackTrace(frames);
        for (int i = 1; i < 1_000; i++) {
            chain = new RuntimeException("level " + i, chain);
            chain.setStackTrace(frames);
        }
        Throwable read = arrives((Throwable) chain, new AllowedClasses());
        int total = 0;
        for (Throwable next = read; next != null; next = next.getCause()) {
            total += next.getStackTrace().length;
        }
        assertThat(total).isEqualTo(FrameNames.MOST_FRAMES);
    }
}
