package dev.steward.systemtests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.Test;

/** A test of Guava's suites that hangs ends and fails, and the next one runs. */
class TimeLimitTest {

    @Test
    void aTestThatHangsFailsAndTheNextOneRuns() {
        TestSuite suite = new TestSuite();
        suite.addTest(new TestCase("hangs") {
            @Override
            protected void runTest() throws InterruptedException {
                new CountDownLatch(1).await();
            }
        });
        suite.addTest(new TestCase("is fine") {
            @Override
            protected void runTest() {
                assertFalse(Thread.currentThread().isInterrupted());
            }
        });
        TestResult result = new TestResult();
        TimeLimit.around(Duration.ofSeconds(1), result, () -> suite.run(result));
        assertThat(result.runCount()).isEqualTo(2);
        assertThat(Collections.list(result.failures()))
                .singleElement()
                .asString()
                .contains("hangs")
                .contains("took longer than 1000 ms");
        assertThat(Collections.list(result.errors()))
                .singleElement()
                .extracting(TestFailure::thrownException)
                .isInstanceOf(InterruptedException.class);
    }
}
