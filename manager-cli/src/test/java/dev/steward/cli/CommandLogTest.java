package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose log is written, and how much of it. */
class CommandLogTest {

    private static final String PROVIDER = "slf4j.provider";
    private static final String VERBOSITY = "slf4j.internal.verbosity";
    private static final String OWN_LEVEL = "org.slf4j.simpleLogger.log.dev.steward";
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final Map<String, String> before = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void clear() {
        for (String name : new String[] {PROVIDER, VERBOSITY, OWN_LEVEL, LEVEL}) {
            String value = System.clearProperty(name);
            if (value != null) {
                before.put(name, value);
            }
        }
    }

    @AfterEach
    void restore() {
        clearAll();
        System.getProperties().putAll(before);
    }

    private static void clearAll() {
        System.clearProperty(PROVIDER);
        System.clearProperty(VERBOSITY);
        System.clearProperty(OWN_LEVEL);
        System.clearProperty(LEVEL);
    }

    /** Has the service file of a binding, or not. */
    private static final class Shelf extends ClassLoader {

        private final URL serviceFile;

        Shelf(URL serviceFile) {
            super(null);
            this.serviceFile = serviceFile;
        }

        @Override
        protected URL findResource(String name) {
            return name.equals("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") ? serviceFile : null;
        }
    }

    @Test
    void theJarsOwnLogStandsBackWhereThereIsAnother() throws Exception {
        CommandLog.bind(
                new Shelf(Files.createFile(folder.resolve("service")).toUri().toURL()));
        assertThat(System.getProperty(PROVIDER)).isNull();
        System.setProperty(PROVIDER, "com.acme.Log");
        CommandLog.bind(new Shelf(null));
        assertThat(System.getProperty(PROVIDER)).isEqualTo("com.acme.Log");
        clearAll();
        CommandLog.bind(new Shelf(null));
        assertThat(System.getProperty(PROVIDER)).isEqualTo("org.slf4j.simple.SimpleServiceProvider");
        assertThat(System.getProperty(VERBOSITY)).isEqualTo("WARN");
    }

    @Test
    void aLevelIsThatOfStewardAndOfLibrariesOnlyIfItIsLess() {
        assertThat(CommandLog.set(CommandLog.Level.DEBUG)).isEmpty();
        assertThat(System.getProperty(OWN_LEVEL)).isEqualTo("debug");
        assertThat(System.getProperty(LEVEL)).isNull();
        assertThat(CommandLog.set(CommandLog.Level.OFF)).isEmpty();
        assertThat(System.getProperty(OWN_LEVEL)).isEqualTo("off");
        assertThat(System.getProperty(LEVEL)).isEqualTo("off");
    }
}
