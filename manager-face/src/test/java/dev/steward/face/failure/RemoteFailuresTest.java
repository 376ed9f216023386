package dev.steward.face.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.SessionLostException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Status;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteFailuresTest {

    private static final String CALL = "get_calc 17, add(int,int)";

    private static final Map<Status, Class<? extends RuntimeException>> EXPECTED = new EnumMap<>(Status.class);

    static {
        EXPECTED.put(Status.OK, ManagerException.class);
        EXPECTED.put(Status.CANCELLED, ManagerException.class);
        EXPECTED.put(Status.EMPTY, NoSuchElementException.class);
        EXPECTED.put(Status.FULL, IllegalStateException.class);
        EXPECTED.put(Status.TIMED_OUT, ManagerTimeoutException.class);
        EXPECTED.put(Status.SHUT_DOWN, QueueShutDownException.class);
        EXPECTED.put(Status.INDEX, IndexOutOfBoundsException.class);
        EXPECTED.put(Status.NO_SUCH_KEY, NoSuchElementException.class);
        EXPECTED.put(Status.NO_SUCH_ATTRIBUTE, NoSuchElementException.class);
        EXPECTED.put(Status.NOT_OWNER, IllegalMonitorStateException.class);
        EXPECTED.put(Status.NOT_LOCKED, IllegalMonitorStateException.class);
        EXPECTED.put(Status.SETTLED, IllegalStateException.class);
        EXPECTED.put(Status.NOT_COMPARABLE, ClassCastException.class);
        EXPECTED.put(Status.WRONG_TYPE, IllegalArgumentException.class);
        EXPECTED.put(Status.OUT_OF_RANGE, IllegalArgumentException.class);
        EXPECTED.put(Status.BAD_ARGUMENT, IllegalArgumentException.class);
        EXPECTED.put(Status.VALUE_REFUSED, UnsupportedValueException.class);
        EXPECTED.put(Status.RESULT_REFUSED, UnsupportedValueException.class);
        EXPECTED.put(Status.BROKEN, IllegalStateException.class);
        EXPECTED.put(Status.TOO_MANY, IllegalStateException.class);
        EXPECTED.put(Status.TOO_LARGE, UnsupportedValueException.class);
        EXPECTED.put(Status.NO_SUCH_OBJECT, NoSuchObjectException.class);
        EXPECTED.put(Status.NO_SUCH_NAME, NoSuchObjectException.class);
        EXPECTED.put(Status.NO_SUCH_TYPE, NoSuchObjectException.class);
        EXPECTED.put(Status.NAME_CONFLICT, NoSuchObjectException.class);
        EXPECTED.put(Status.NO_SUCH_OPERATION, MethodNotExposedException.class);
        EXPECTED.put(Status.FORBIDDEN, AuthenticationException.class);
        EXPECTED.put(Status.OVERLOADED, OverloadedException.class);
        EXPECTED.put(Status.DRAINING, ConnectionLostException.class);
        EXPECTED.put(Status.SESSION_ENDED, SessionLostException.class);
        EXPECTED.put(Status.USER_EXCEPTION, RemoteObjectException.class);
        EXPECTED.put(Status.INTERRUPTED, ManagerException.class);
        EXPECTED.put(Status.INTERNAL, ManagerException.class);
    }

    /** An exception of a user that can be made in the best way. */
    public static class WithCauseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public WithCauseException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class MessageOnlyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MessageOnlyException(String message) {
            super(message);
        }
    }

    static final class BareException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class AccountException extends Exception {
        private static final long serialVersionUID = 1L;

        AccountException(String message) {
            super(message);
        }
    }

    /** A class that tells when it is initialized. */
    static final class Tattling extends RuntimeException {
        private static final long serialVersionUID = 1L;

        static {
            System.setProperty("steward.test.tattled", "yes");
        }
    }

    private static final ValueCodec SENDER = new ValueCodec(References.NONE, new AllowedClasses());

    private static OperationFailedException thrown(RemoteThrowable thrown) {
        return OperationFailedException.of(Status.USER_EXCEPTION, thrown.toValue());
    }

    private static Throwable arrives(Throwable there, List<Class<?>> declared, AllowedClasses allowed) {
        declared.forEach(allowed::allow);
        Object value = new ValueCodec(References.NONE, allowed)
                .decode(RemoteFailures.encode(there, SENDER, Integer.MAX_VALUE), 1);
        return RemoteFailures.ofUserMethod(OperationFailedException.of(Status.USER_EXCEPTION, value), CALL, declared);
    }

    private static Throwable arrives(Throwable there, Class<?>... declared) {
        return arrives(there, Arrays.asList(declared), new AllowedClasses());
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusIsAnExceptionThatNamesCallAndReason(Status status) {
        RuntimeException exception = RemoteFailures.of(OperationFailedException.of(status, "why it failed"), CALL);
        assertThat(exception).isExactlyInstanceOf(EXPECTED.get(status));
        assertThat(exception.getMessage()).startsWith(CALL).contains("why it failed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"OVERLOADED", "DRAINING", "SESSION_ENDED", "NO_SUCH_OPERATION", "NO_SUCH_OBJECT", "SHUT_DOWN"})
    void whatNeverReachedTheObjectSaysSo(Status status) {
        ManagerException exception =
                (ManagerException) RemoteFailures.of(OperationFailedException.of(status, "text"), CALL);
        assertThat(exception.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void commonJdkExceptionsArriveAsThemselves() {
        assertThat(arrives(new IllegalArgumentException("negative")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative")
                .hasNoCause();
        assertThat(arrives(new ArithmeticException("/ by zero"))).isExactlyInstanceOf(ArithmeticException.class);
        assertThat(arrives(new NullPointerException())).isExactlyInstanceOf(NullPointerException.class);
        assertThat(arrives(new NullPointerException()).getMessage()).isNull();
    }

    @Test
    void exceptionThatInsistsOnItsCauseGetsIt() {
        Throwable arrived = arrives(new UncheckedIOException("disk", new FileNotFoundException("a.txt")));
        assertThat(arrived).isExactlyInstanceOf(UncheckedIOException.class).hasMessage("disk");
        assertThat(arrived)
                .cause()
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("a.txt");
    }

    @Test
    void declaredCheckedExceptionArrivesAsItself() {
        assertThat(arrives(new AccountException("overdrawn"), AccountException.class))
                .isExactlyInstanceOf(AccountException.class)
                .hasMessage("overdrawn");
        assertThat(arrives(new FileNotFoundException("a.txt"), IOException.class))
                .isExactlyInstanceOf(FileNotFoundException.class);
    }

    @Test
    void checkedExceptionThatTheMethodDoesNotDeclareIsDescribed() {
        assertThat(arrives(new IOException("disk"))).isExactlyInstanceOf(RemoteObjectException.class);
    }

    @Test
    void unknownSubclassArrivesAsTheDeclaredException() {
        Throwable there = new AccountException("overdrawn") {
            private static final long serialVersionUID = 1L;
        };
        assertThat(arrives(there, AccountException.class))
                .isExactlyInstanceOf(AccountException.class)
                .hasMessageContaining(there.getClass().getName())
                .hasMessageEndingWith(": overdrawn");
    }

    @Test
    void throwsExceptionDoesNotSwallowAnUnknownClass() {
        assertThat(arrives(new AccountException("overdrawn"), Exception.class))
                .isExactlyInstanceOf(RemoteObjectException.class);
    }

    @Test
    void allowedClassesAreMadeByWhateverConstructorTheyHave() {
        for (Throwable there : List.of(
                new WithCauseException("one", new IllegalStateException("two")),
                new MessageOnlyException("one"),
                new BareException())) {
            Throwable arrived = arrives(
                    there,
                    List.of(),
                    new AllowedClasses().allow(there.getClass().asSubclass(Throwable.class)));
            assertThat(arrived).isExactlyInstanceOf(there.getClass());
            assertThat(arrived.getMessage()).isEqualTo(there.getMessage());
        }
        assertThat(arrives(
                        new WithCauseException("one", new IllegalStateException("two")),
                        List.of(),
                        new AllowedClasses().allow(WithCauseException.class)))
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two");
    }

    @Test
    void descriptionOfAClassThatIsNotOfTheJdkIsNoException() {
        RemoteThrowable there =
                new RemoteThrowable(MessageOnlyException.class.getName(), "no", "", List.of(), null, null);
        assertThat(RemoteFailures.ofUserMethod(thrown(there), CALL, List.of()))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .hasMessage(CALL + ": " + MessageOnlyException.class.getName() + ": no");
    }

    @Test
    void unknownClassIsDescribedInFull() {
        Throwable arrived = arrives(new WithCauseException("one", new MessageOnlyException("two")));
        assertThat(arrived).isExactlyInstanceOf(RemoteObjectException.class);
        RemoteObjectException described = (RemoteObjectException) arrived;
        assertThat(described.remoteClassName()).isEqualTo(WithCauseException.class.getName());
        assertThat(described).hasMessage(CALL + ": " + WithCauseException.class.getName() + ": one");
        assertThat(described.remoteStack())
                .contains("RemoteFailuresTest.unknownClassIsDescribedInFull")
                .contains("Caused by: " + MessageOnlyException.class.getName() + ": two");
        assertThat(described.outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void classThatIsNotAllowedIsNotEvenLoaded() {
        System.clearProperty("steward.test.tattled");
        RemoteThrowable there = new RemoteThrowable(
                "dev.steward.face.failure.RemoteFailuresTest$Tattling", null, "", List.of(), null, null);
        assertThat(RemoteFailures.ofUserMethod(thrown(there), CALL, List.of()))
                .isExactlyInstanceOf(RemoteObjectException.class);
        assertThat(System.getProperty("steward.test.tattled")).isNull();
    }

    @Test
    void classThatIsNoThrowableIsDescribed() {
        RemoteThrowable there = new RemoteThrowable("java.lang.String", "x", "", List.of(), null, null);
        assertThat(RemoteFailures.ofUserMethod(thrown(there), CALL, List.of()))
                .isExactlyInstanceOf(RemoteObjectException.class);
    }

    @Test
    void serversErrorsDoNotLookLikeThisProcesss() {
        assertThat(arrives(new OutOfMemoryError("heap"))).isExactlyInstanceOf(RemoteObjectException.class);
        assertThat(arrives(new StackOverflowError())).isExactlyInstanceOf(RemoteObjectException.class);
    }

    @Test
    void serversFramesFollowBelowAMarkerLine() {
        RemoteThrowable there = new RemoteThrowable(
                "java.lang.IllegalStateException",
                "broken",
                "\tat java.base/java.util.ArrayList.get(ArrayList.java:427)\n"
                        + "\tat app//com.acme.Calc$Inner.lambda$add$0(Calc.java:12)\n"
                        + "\tat com.acme.Calc.<init>(Unknown Source)\n"
                        + "\tat java.base/java.lang.Thread.sleep(Native Method)\n"
                        + "something else\n",
                List.of(),
                null,
                null);
        Throwable arrived = RemoteFailures.ofUserMethod(thrown(there), CALL, List.of());
        List<String> lines = Arrays.stream(arrived.getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
        int marker = lines.indexOf("steward.server(frames on the server)");
        assertThat(lines.subList(0, marker)).anyMatch(line -> line.contains("RemoteFailuresTest"));
        assertThat(lines.subList(marker + 1, lines.size()))
                .containsExactly(
                        "java.util.ArrayList.get(ArrayList.java:427)",
                        "com.acme.Calc$Inner.lambda$add$0(Calc.java:12)",
                        "com.acme.Calc.<init>(Unknown Source)",
                        "java.lang.Thread.sleep(Native Method)");
        StringWriter printed = new StringWriter();
        arrived.printStackTrace(new PrintWriter(printed, true));
        assertThat(printed.toString()).contains("\tat steward.server(frames on the server)");
    }

    @Test
    void endlessCausesAreCutOff() {
        List<@Nullable Object> value = value("java.lang.IllegalStateException", null);
        for (int i = 0; i < 1_000; i++) {
            value = value("java.lang.IllegalStateException", value);
        }
        OperationFailedException failure = OperationFailedException.of(Status.USER_EXCEPTION, value);
        Throwable arrived = RemoteFailures.ofUserMethod(failure, CALL, List.of());
        int depth = 0;
        for (Throwable next = arrived; next != null; next = next.getCause()) {
            depth++;
        }
        assertThat(depth).isEqualTo(RemoteThrowable.MAX_CAUSES + 1);
    }

    private static List<@Nullable Object> value(String name, @Nullable Object cause) {
        List<@Nullable Object> value = new ArrayList<>();
        value.add(name);
        value.add("message");
        value.add("");
        value.add(List.of("java.lang.RuntimeException"));
        value.add(cause);
        return value;
    }

    @Test
    void causesInACircleAreDescribedOnce() {
        Exception one = new IllegalStateException("one");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);
        RemoteThrowable described = RemoteThrowable.of(one);
        assertThat(described.cause()).isNotNull();
        assertThat(described.trace()).containsOnlyOnce("IllegalStateException: one");
    }

    @Test
    void descriptionOfAnyFormIsRead() {
        for (Object odd : Arrays.asList(null, "text", 5, List.of(), List.of(1, 2), List.of("a", "b", "c", "d", "e"))) {
            OperationFailedException failure = OperationFailedException.of(Status.USER_EXCEPTION, odd);
            assertThat(RemoteFailures.ofUserMethod(failure, CALL, List.of())).isInstanceOf(RemoteObjectException.class);
        }
    }

    @Test
    void descriptionSurvivesTheWay() {
        RemoteThrowable there = RemoteThrowable.of(new WithCauseException("one", new MessageOnlyException("two")));
        assertThat(RemoteThrowable.of(there.toValue())).isEqualTo(there);
    }

    @Test
    void exceptionWhoseMessageCannotBeReadIsStillDescribed() {
        Throwable broken = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        };
        assertThat(RemoteThrowable.of(broken).message()).contains("cannot be read");
    }

    /** Overrides what is asked of an exception, and fails in it. */
    static final class MuteException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("no frames");
        }
    }

    @Test
    void whatCannotSayWhatItIsArrivesAsTheNearestClassOfTheJdk() {
        MuteException there = new MuteException();
        there.initCause(new AccountException("overdrawn"));
        there.addSuppressed(new IOException("beside"));
        Throwable arrived = arrives(there, List.of(), new AllowedClasses().allow(MuteException.class));
        assertThat(arrived)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(MuteException.class.getName() + ": (its message cannot be read:"
                        + " java.lang.UnsupportedOperationException)");
        assertThat(arrived.getSuppressed()).singleElement().isInstanceOf(IOException.class);
        assertThat(arrived.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().startsWith("whatCannotSay"));
        assertThat(RemoteFailures.speaking(arrived)).isSameAs(arrived);
    }

    @Test
    void causeOfWhatIsNotAllowedIsNotLost() {
        WithCauseException there = new WithCauseException("one", new IllegalStateException("two"));
        there.addSuppressed(new IOException("three"));
        Throwable arrived = arrives(there);
        assertThat(arrived)
                .isExactlyInstanceOf(RemoteObjectException.class)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two");
        assertThat(arrived.getSuppressed()).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void whatTheMethodMayNotThrowIsTheCause() {
        assertThat(arrives(new FileNotFoundException("a.txt")))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .cause()
                .isExactlyInstanceOf(FileNotFoundException.class);
    }

    @Test
    void anExceptionThatIsTooLargeArrivesAsText() {
        IllegalStateException there = new IllegalStateException("x".repeat(200_000), new AccountException("overdrawn"));
        Object value = SENDER.decode(RemoteFailures.encode(there, SENDER, 150_000), 1);
        Throwable arrived =
                RemoteFailures.ofUserMethod(OperationFailedException.of(Status.USER_EXCEPTION, value), CALL, List.of());
        assertThat(arrived)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("... (200000 characters)")
                .cause()
                .isExactlyInstanceOf(RemoteObjectException.class)
                .hasMessageEndingWith("overdrawn");
    }
}
