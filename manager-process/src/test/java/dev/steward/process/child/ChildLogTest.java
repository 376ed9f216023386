package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** What a child is told about the log. */
class ChildLogTest {

    @Test
    void whatTheParentSetWhileItRanIsPassedOn() {
        Properties properties = new Properties();
        properties.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        properties.setProperty("slf4j.internal.verbosity", "WARN");
        properties.setProperty("org.slf4j.simpleLogger.log.dev.steward", "debug");
        properties.setProperty("org.slf4j.other", "1");
        assertThat(ChildLog.options(properties, LoggerFactory.getILoggerFactory()))
                .containsExactly(
                        "-Dorg.slf4j.simpleLogger.log.dev.steward=debug",
                        "-Dslf4j.internal.verbosity=WARN",
                        "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider");
    }

    @Test
    void whereNobodyLogsOnlyTheFirstProcessIsToldHowSomebodyWould() {
        assertThat(ChildLog.options(new Properties(), new NOPLoggerFactory()))
                .containsExactly("-Dslf4j.internal.verbosity=ERROR");
        assertThat(ChildLog.options(new Properties(), LoggerFactory.getILoggerFactory()))
                .isEmpty();
    }
}
