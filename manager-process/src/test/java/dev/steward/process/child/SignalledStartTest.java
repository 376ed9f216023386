package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK says where ^C came while a process was started, and what it says otherwise. */
@Tag("one-jdk")
class SignalledStartTest {

    private static IOException told(String reason) {
        return new IOException("Cannot run program \"/jdk/bin/java\": " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to exec spawn helper: pid: 17623, signal: 2, error: 0 (none) \nPossible reasons:\n  - Spawn helper",
                "error=0, Failed to exec spawn helper: pid: 17623, signal: 2",
                "error=0, Failed to exec spawn helper: pid: 17623, signal: 15"
            })
    void aSignalOfTheTerminalIsKnown(String reason) {
        assertThat(SignalledStart.is(told(reason))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error=2, No such file or directory",
                "error=0, Failed to exec spawn helper: pid: 17623, exit value: 1",
                "error=0, Failed to exec spawn helper: pid: 2, signal: 9",
                "error=0, Failed to exec spawn helper: pid: 2, signal: 25"
            })
    void anotherReasonIsToldAtOnce(String reason) {
        assertThat(SignalledStart.is(told(reason))).isFalse();
    }

    @Test
    void aFailureWithoutWordsIsNone() {
        assertThat(SignalledStart.is(new IOException())).isFalse();
    }

    @Test
    @Timeout(20)
    void whoeverIsInterruptedWhileItWaitsGoesOnAndKnowsIt() {
        Thread.currentThread().interrupt();
        SignalledStart.awaitEnd(told("Failed to exec spawn helper: pid: 17623, signal: 2"));
        assertThat(Thread.interrupted()).isTrue();
    }
}
