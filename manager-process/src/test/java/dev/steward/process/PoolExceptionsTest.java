package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AsyncResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a task throws arrives as it left, and every callback is called, whatever it does. */
@Timeout(120)
@Tag("one-jdk")
@SuppressWarnings("serial") // No Java serialization here.
class PoolExceptionsTest {

    static class Http extends Exception {
        private final int status;
        private final List<String> headers = List.of("a", "b");

        Http(int status, Throwable cause) {
            super("status " + status, cause);
            this.status = status;
        }
    }

    static final class Mute extends IllegalStateException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }

    static final class Attached extends IOException {
        private final Thread thread = Thread.currentThread();

        Attached() {
            super("attached");
        }
    }

    private static final ProcessPool PROCESSES = ProcessPool.start(1);
    private static final ThreadPool THREADS = ThreadPool.start(1);

    static Stream<Pool> pools() {
        return Stream.of(PROCESSES, THREADS);
    }

    @AfterAll
    static void nothingIsLeft() {
        PROCESSES.close();
        THREADS.close();
        Leftovers.none();
    }

    private static int http(int status) throws Http {
        throw new Http(status, new Http(1, new IOException("wire")));
    }

    private static int mute(int number) {
        throw new Mute();
    }

    private static int attached(int number) throws IOException {
        throw new Attached();
    }

    private static Exception made(int number) {
        return new Http(number, new IOException("wire"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void itsClassFieldsAndCausesArrive(Pool pool) throws Exception {
        assertThatThrownBy(() -> pool.apply(PoolExceptionsTest::http, 503))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(Http.class)
                .hasMessage("status 503")
                .satisfies(thrown -> assertThat(((Http) thrown).status).isEqualTo(503))
                .satisfies(thrown -> assertThat(((Http) thrown).headers).containsExactly("a", "b"))
                .cause()
                .isExactlyInstanceOf(Http.class)
                .hasCauseExactlyInstanceOf(IOException.class);
        Exception result = pool.apply(PoolExceptionsTest::made, 7);
        assertThat(result).isExactlyInstanceOf(Http.class).hasCauseExactlyInstanceOf(IOException.class);
        assertThat(((Http) result).status).isEqualTo(7);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void oneThatCannotSayWhatItIsReachesEveryCallback(Pool pool) throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        AsyncResult<Integer> result = pool.applyAsync(PoolExceptionsTest::mute, 1, value -> {}, told::complete);
        assertThat(told.get(60, TimeUnit.SECONDS))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Mute.class.getName());
        CompletableFuture<Boolean> dependent =
                result.thenApply(value -> false).exceptionally(failure -> true).toCompletableFuture();
        assertThat(dependent.get(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.map(PoolExceptionsTest::mute, List.of(1, 2)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFieldThatCannotTravelCostsTheClass() {
        assertThatThrownBy(() -> PROCESSES.apply(PoolExceptionsTest::attached, 1))
                .cause()
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining(Attached.class.getName() + ": attached")
                .hasMessageContaining("thread: java.lang.Thread");
    }
}
