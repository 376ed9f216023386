package dev.steward.objects.directory;

import dev.steward.api.ObjectId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Under which key a server's process has registered which object, so that another process of the same server finds it again.
 * Each key is a reference.
 */
final class RegisteredKeys {

    private final Map<String, ObjectId> byKey = new TreeMap<>();

    /** Returns the object of a key, or null. */
    @Nullable
    ObjectId get(@Nullable String key) {
        return key == null ? null : byKey.get(key);
    }

    /** Gives a key to an object; returns the one that had it, or null. */
    @Nullable
    ObjectId put(String key, ObjectId object) {
        return byKey.put(key, object);
    }

    void save(StateWriter writer) {
        writer.writeInt(byKey.size());
        byKey.forEach((key, object) -> {
            writer.writeText(key);
            writer.writeObject(object);
        });
    }

    void load(StateReader reader) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            String key = reader.readText();
            byKey.put(key, reader.readObject());
        }
    }
}
