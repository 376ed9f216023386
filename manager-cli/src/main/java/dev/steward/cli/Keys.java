package dev.steward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where keys come from: a file, the environment, or a line of standard input; never the command line. */
final class Keys {

    private static final String STANDARD_INPUT = "-";

    private Keys() {}

    /**
     * A key, and where it came from in words that do not show it.
     *
     * @param key the key
     * @param source such as {@code file key.txt}
     * @param file the file it is in, or null
     */
    record Sourced(AuthKey key, String source, @Nullable Path file) {
        @Override
        public String toString() {
            return source + " (" + key.bytes().length + " bytes" + (key.isShort() ? ", short" : "")
                    + (othersRead() ? ", others can read it: chmod 600 " + where() : "") + ")";
        }

        /** Returns whether other users of this machine can read the file. */
        boolean othersRead() {
            return file != null && Keys.othersRead(file);
        }

        /** Returns the file's name, or an empty text. */
        String where() {
            return file == null ? "" : file.toString();
        }
    }

    static boolean othersRead(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * Finds a key.
     *
     * @param file the file that an option names, {@code -} for standard input, or null
     * @param variable the variable of the environment that may hold the key itself
     * @return the key, or null if neither is there
     * @throws IllegalArgumentException if the file is unreadable or empty
     */
    static @Nullable Sourced find(@Nullable String file, String variable, Map<String, String> environment) {
        if (STANDARD_INPUT.equals(file)) {
            return new Sourced(fromStandardInput(), "standard input", null);
        }
        if (file != null) {
            return new Sourced(AuthKey.fromFile(Path.of(file)), "file " + file, Path.of(file));
        }
        String text = environment.get(variable);
        return text == null || text.isEmpty()
                ? null
                : new Sourced(AuthKey.of(text), "environment variable " + variable, null);
    }

    /**
     * Finds a key that must be there.
     *
     * @throws ParameterException if it is not; the message names the ways to give one
     */
    static Sourced require(
            CommandLine line, @Nullable String file, String option, String variable, Map<String, String> environment) {
        Sourced found = find(file, variable, environment);
        if (found == null) {
            throw new ParameterException(
                    line,
                    "no key: name a file with " + option + " FILE or " + Settings.twin(option)
                            + ", or put the key into " + variable
                            + ". A new one: (umask 077; head -c 32 /dev/urandom | base64 > key.txt)");
        }
        return found;
    }

    private static AuthKey fromStandardInput() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new IllegalArgumentException("there is no key on standard input: write it there as one line");
            }
            return AuthKey.of(line);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the key from standard input", unreadable);
        }
    }
}
