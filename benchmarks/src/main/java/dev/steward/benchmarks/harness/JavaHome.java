package dev.steward.benchmarks.harness;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The JDK that runs what is measured.
 *
 * @param path its folder
 * @param version such as {@code 17.0.15}
 */
public record JavaHome(Path path, String version) {

    /** The first version that prints a warning for native code and {@code Unsafe}. */
    private static final int WARNS_SINCE = 24;

    /** Returns the JDK that runs this process. */
    public static JavaHome current() {
        return new JavaHome(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /**
     * Returns the JDK in a folder.
     *
     * @throws IllegalArgumentException if there is none; the message names the folder
     */
    public static JavaHome of(Path path) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(path.resolve("release"))) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw noJdk(path, unreadable);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        if (!Files.isExecutable(path.resolve("bin/java")) || version.isEmpty()) {
            throw noJdk(path, null);
        }
        return new JavaHome(path, version);
    }

    private static IllegalArgumentException noJdk(Path path, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                path + " is no JDK: give the folder that has bin/java and a file named release", cause);
    }

    /** Returns the command that runs a main method: the same options for every process that is measured. */
    List<String> command(Class<?> program, List<String> arguments) {
        List<String> command =
                plainCommand(List.of("-Xmx512m", "-XX:-UsePerfData", "-Djava.rmi.server.hostname=127.0.0.1"), program);
        command.addAll(arguments);
        return command;
    }

    /** Returns the command that runs a main method as users run theirs: with these options only. */
    public List<String> plainCommand(List<String> options, Class<?> program) {
        List<String> command = new ArrayList<>();
        command.add(path.resolve("bin/java").toString());
        command.addAll(options);
        if (Runtime.Version.parse(version).feature() >= WARNS_SINCE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return command;
    }
}
