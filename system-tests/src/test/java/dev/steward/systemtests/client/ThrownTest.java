package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.steward.api.RemoteObjectException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a method of a registered object throws arrives as it left, and whoever waits for it is told, whatever it is. */
@SuppressWarnings("serial") // No Java serialization here.
class ThrownTest extends ServedTest {

    record Limit(int most) {}

    static class Http extends Exception {
        private final int status;
        private final Limit limit = new Limit(9);

        Http(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    static final class NotFound extends Http {
        private final String id;

        NotFound(String id) {
            super(404, "no such item: " + id);
            this.id = id;
        }
    }

    static final class Mute extends IllegalStateException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }

    static final class Attached extends Exception {
        private final Thread thread = Thread.currentThread();

        Attached() {
            super("attached to " + Thread.currentThread().isDaemon());
        }
    }

    interface Service {
        void http() throws Http;

        void notFound() throws Http;

        int left() throws IOException;

        void sql() throws SQLException;

        void date();

        void pattern();

        void mute();

        void attached() throws Exception;

        void inner() throws Http;

        void huge();

        void cancelled();

        void completion();

        CompletableFuture<Integer> later();
    }

    /** What the server registered. */
    interface Registered {
        Service closed() throws Http;

        Object io() throws IOException;
    }

    interface AsyncService {
        CompletableFuture<Void> mute();

        CompletableFuture<Void> http() throws Http;
    }

    static final class Items implements Service {
        @Override
        public void http() throws Http {
            Http thrown = new Http(503, "busy");
            thrown.initCause(new NotFound("x"));
            thrown.addSuppressed(new IOException("beside"));
            throw thrown;
        }

        @Override
        public void notFound() throws Http {
            throw new NotFound("a17");
        }

        @Override
        public int left() throws IOException {
            throw new IOException("disk", new Http(1, "deep"));
        }

        @Override
        public void sql() throws SQLException {
            throw new SQLException("locked", "40001", 1205);
        }

        @Override
        public void date() {
            LocalDate.parse("tomorrow");
        }

        @Override
        @SuppressWarnings("ReturnValueIgnored")
        public void pattern() {
            Pattern.compile("(");
        }

        @Override
        public void mute() {
            throw new Mute();
        }

        @Override
        public void attached() throws Exception {
            throw new Attached();
        }

        @Override
        public void inner() throws Http {
            throw new Http(418, "teapot") {};
        }

        @Override
        public void huge() {
            throw new IllegalStateException("x".repeat(20_000_000));
        }

        @Override
        public void cancelled() {
            throw new CancellationException("by the service");
        }

        @Override
        public void completion() {
            throw new CompletionException("whole", new IOException("part"));
        }

        @Override
        public CompletableFuture<Integer> later() {
            return CompletableFuture.failedFuture(new NotFound("later"));
        }
    }

    private final ManagerServer server = serve(ManagerServer.builder()
            .address("127.0.0.1", 0)
            .register("service", Service.class, Items::new)
            .register("closed", Service.class, () -> {
                throw new Http(423, "locked");
            })
            .registerFunction("io", () -> {
                throw new IOException("of a function");
            }));
    private final SyncManager manager = connect(server.port());
    private final Service service = manager.get("service", Service.class);

    @Test
    void whatTheInterfaceDeclaresArrivesWithFieldsCauseAndSuppressed() {
        Throwable thrown = catchThrowable(service::http);
        assertThat(thrown).isExactlyInstanceOf(Http.class).hasMessage("busy");
        assertThat(((Http) thrown).status).isEqualTo(503);
        assertThat(((Http) thrown).limit).isEqualTo(new Limit(9));
        assertThat(thrown.getCause())
                .as("of a class that is not allowed here: its nearest superclass that is")
                .isExactlyInstanceOf(Http.class)
                .hasMessage(NotFound.class.getName() + ": no such item: x");
        assertThat(thrown.getSuppressed()).singleElement().isExactlyInstanceOf(IOException.class);
        assertThat(thrown.getStackTrace())
                .extracting(StackTraceElement::toString)
                .contains("steward.server(frames on the server)")
                .anyMatch(frame -> frame.contains("Items.http"))
                .anyMatch(frame -> frame.contains("whatTheInterfaceDeclares"));
    }

    @Test
    void aClassThatIsAllowedHasItsMessageOnce() {
        Service allowing = connect(server.port(), ClientOptions.builder().allow(NotFound.class))
                .get("service", Service.class);
        Throwable thrown = catchThrowable(allowing::notFound);
        assertThat(thrown).isExactlyInstanceOf(NotFound.class).hasMessage("no such item: a17");
        assertThat(((NotFound) thrown).id).isEqualTo("a17");
        assertThat(((Http) thrown).status).isEqualTo(404);
        assertThatThrownBy(() -> allowing.later().get(20, TimeUnit.SECONDS))
                .as("a future may fail with what its method does not declare")
                .cause()
                .isExactlyInstanceOf(NotFound.class);
        assertThatThrownBy(service::inner).isExactlyInstanceOf(Http.class).hasMessageContaining("ThrownTest$Items$1");
    }

    @Test
    void thoseOfTheJdkKeepClassAndFields() {
        assertThatThrownBy(service::sql)
                .isExactlyInstanceOf(SQLException.class)
                .extracting(thrown -> ((SQLException) thrown).getSQLState())
                .isEqualTo("40001");
        assertThatThrownBy(service::date)
                .isExactlyInstanceOf(DateTimeParseException.class)
                .hasMessageContaining("tomorrow");
        assertThatThrownBy(service::pattern).isExactlyInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(service::left)
                .isExactlyInstanceOf(IOException.class)
                .cause()
                .isExactlyInstanceOf(Http.class);
        assertThatThrownBy(service::cancelled)
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessage("by the service");
        assertThatThrownBy(service::completion)
                .isExactlyInstanceOf(CompletionException.class)
                .hasMessage("whole");
    }

    @Test
    void aCheckedOneThatIsNotDeclaredIsTheCause() {
        assertThatThrownBy(() -> manager.call("io", Object.class))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .cause()
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("of a function");
    }

    @Test
    void whatAnInterfaceOfWhatIsRegisteredDeclaresArrivesToo() {
        Registered registered = manager.as(Registered.class);
        assertThatThrownBy(registered::closed)
                .isExactlyInstanceOf(Http.class)
                .extracting(thrown -> ((Http) thrown).status)
                .isEqualTo(423);
        assertThatThrownBy(registered::io)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("of a function");
    }

    @Test
    void aFieldThatCannotTravelIsNamed() {
        assertThatThrownBy(service::attached)
                .isInstanceOf(RemoteObjectException.class)
                .hasMessageContaining(Attached.class.getName() + ": attached to")
                .hasMessageMatching("(?s).*thread: java\\.lang\\.(Virtual)?Thread is a Thread.*");
        Service allowing = connect(server.port(), ClientOptions.builder().allow(Attached.class))
                .get("service", Service.class);
        assertThatThrownBy(allowing::attached).isInstanceOf(RemoteObjectException.class);
    }

    @Test
    void oneThatIsTooLargeArrivesAsText() {
        assertThatThrownBy(service::huge)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("(20000000 characters)");
    }

    @Test
    void oneThatCannotSayWhatItIsReachesEveryCallback() throws Exception {
        SyncManager allowing = connect(server.port(), ClientOptions.builder().allow(Mute.class));
        assertThatThrownBy(() -> allowing.get("service", Service.class).mute())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Mute.class.getName());
        CompletableFuture<@Nullable Throwable> told = new CompletableFuture<>();
        CompletableFuture<Boolean> dependent = allowing.get("service", AsyncService.class)
                .mute()
                .whenComplete((nothing, failure) -> told.complete(failure))
                .thenApply(nothing -> false)
                .exceptionally(failure -> true);
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told.get(20, TimeUnit.SECONDS)).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void asElementsOfAQueueTheyArriveTheSame() throws Exception {
        SharedQueue<Exception> queue = manager.queue("failures", Exception.class);
        Http sent = new Http(500, "stored");
        sent.initCause(new NotFound("b"));
        queue.put(sent);
        queue.put(sent);
        Exception here = queue.take();
        assertThat(here).isExactlyInstanceOf(Http.class).hasMessage("stored");
        assertThat(((Http) here).status).isEqualTo(500);
        SyncManager stranger = connect(server.port());
        assertThat(stranger.queue("failures", Exception.class).take())
                .isExactlyInstanceOf(RemoteObjectException.class)
                .hasMessage(Http.class.getName() + ": stored")
                .hasCauseInstanceOf(RemoteObjectException.class);
    }
}
