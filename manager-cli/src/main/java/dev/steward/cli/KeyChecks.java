package dev.steward.cli;

import dev.steward.api.AuthKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Whether there are keys, how good they are, and who can read them. */
final class KeyChecks {

    static final String NEW_KEY = "(umask 077; head -c 32 /dev/urandom | base64 > key.txt)";

    private final List<Finding> findings = new ArrayList<>();
    private final @Nullable AuthKey key;
    private final @Nullable AuthKey adminKey;

    KeyChecks(ServerOptions options) {
        key = read("key", options::key);
        adminKey = read("admin key", options::adminKey);
        if (key != null && key.equals(adminKey)) {
            findings.add(Finding.warn(
                    "admin key",
                    "it is the key of the clients, so that they all may end the server",
                    "make another: " + NEW_KEY.replace("key.txt", "admin.txt")));
        }
    }

    /** How a key is found. */
    private interface Source {
        Keys.@Nullable Sourced get();
    }

    private @Nullable AuthKey read(String subject, Source source) {
        Keys.Sourced found;
        try {
            found = source.get();
        } catch (IllegalArgumentException | ParameterException unusable) {
            findings.add(Finding.fail(subject, String.valueOf(unusable.getMessage()), "make a key: " + NEW_KEY));
            return null;
        }
        if (found == null) {
            return null;
        }
        AuthKey read = found.key();
        String said = found.source() + ", " + read.bytes().length + " bytes";
        if (found.othersRead()) {
            findings.add(Finding.warn(
                    subject, said + ", and other users can read it", "chmod 600 " + ShellWord.of(found.where())));
        } else if (read.isShort()) {
            findings.add(Finding.warn(
                    subject,
                    said + ", fewer than the " + AuthKey.SHORT_BYTES + " that keep it from being guessed; only loopback"
                            + " takes it",
                    "make a longer one: " + NEW_KEY));
        } else {
            findings.add(Finding.ok(subject, said));
        }
        return read;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns the key, or null if there is none that can be used. */
    @Nullable
    AuthKey key() {
        return key;
    }

    /** Returns the admin key, or null if there is none. */
    @Nullable
    AuthKey adminKey() {
        return adminKey;
    }
}
