package dev.steward.admin.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or soon may be.
 *
 * @param kind a word for what it is
 * @param text a sentence
 * @param object the number of the object that it is about, or null
 * @param session the number of the session that it is about, or null
 */
public record Warning(
        String kind,
        String text,
        @Nullable Long object,
        @Nullable String session) {

    /** Returns it as JSON. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("text", text);
        json.put("object", object);
        json.put("session", session);
        return json;
    }
}
