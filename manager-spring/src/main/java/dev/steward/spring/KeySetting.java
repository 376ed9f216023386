package dev.steward.spring;

import dev.steward.api.AuthKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A key as settings have it: itself, or a file with it. */
final class KeySetting {

    private KeySetting() {}

    /**
     * Returns the key, or null if neither is set.
     *
     * @param name of the first setting; that of the other one ends with {@code -file}
     * @throws SetupException if both are set, or one is of no use
     */
    static @Nullable AuthKey find(String name, @Nullable String key, @Nullable Path file) {
        if (key != null && file != null) {
            throw new SetupException(
                    name + " and " + name + "-file are both set", "Set one of them, and leave the other out.", null);
        }
        try {
            return file != null ? AuthKey.fromFile(file) : key != null ? AuthKey.of(key) : null;
        } catch (IllegalArgumentException unusable) {
            throw new SetupException(
                    (file != null ? name + "-file: " : name + ": ") + unusable.getMessage(),
                    "Set " + name + "-file to a file with the key, or " + name + " to the key itself.",
                    unusable);
        }
    }
}
