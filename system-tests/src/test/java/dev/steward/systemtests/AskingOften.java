package dev.steward.systemtests;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has every wait of a test look again after 10 ms, not 100. Applies to all tests of the module. */
public final class AskingOften implements BeforeAllCallback {

    private static final Duration BETWEEN = Duration.ofMillis(10);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollInterval(BETWEEN);
    }
}
