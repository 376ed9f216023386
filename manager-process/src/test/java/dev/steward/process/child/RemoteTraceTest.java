package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child that ends by an exception says so, whatever that is. */
@Timeout(30)
@SuppressWarnings("serial") // No Java serialization here.
class RemoteTraceTest {

    static final class Mute extends RuntimeException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("no frames");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException("no cause");
        }
    }

    @Test
    void oneThatFailsToSayWhatItIsIsPrinted() {
        assertThat(RemoteTrace.of("Process p (pid 1):", new Mute(), RemoteTraceTest.class))
                .startsWith("Process p (pid 1):")
                .contains(Mute.class.getName() + ": (its message cannot be read: ");
    }

    @Test
    void othersArePrintedAsTheJdkDoes() {
        assertThat(RemoteTrace.of("heading", new IllegalStateException("why"), String.class))
                .startsWith("heading" + System.lineSeparator() + "java.lang.IllegalStateException: why")
                .contains("\tat ");
    }
}
