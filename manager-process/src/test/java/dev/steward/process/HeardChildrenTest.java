package dev.steward.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of what processes print have in common: these have ended before nobody hears them any more. */
abstract class HeardChildrenTest {

    @RegisterExtension
    final Children children = new Children();

    Printed printed;

    @BeforeEach
    void listen() {
        printed = new Printed();
    }

    @AfterEach
    void endListening() throws Exception {
        children.endAll();
        printed.close();
    }
}
