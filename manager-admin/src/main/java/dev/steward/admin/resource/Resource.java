package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpReply;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked for.
 *
 * @param method such as {@code GET}
 * @param path its address; a part in braces stands for any word
 * @param right who may
 * @param place where it is answered
 * @param says what it does, in a sentence
 * @param takes what the query may have, with what each means
 * @param returns what its JSON is; null if it is none
 * @param isList whether it is an array of that
 * @param handler makes the answer
 */
record Resource(
        String method,
        String path,
        AdminRight right,
        Place place,
        String says,
        Map<String, String> takes,
        @Nullable Shape returns,
        boolean isList,
        Handler handler) {

    /** Where an answer is made. */
    enum Place {
        /** On the event loop, at once, for whatever name the server was called by: it tells nothing that matters. */
        PROBE,
        /** On the event loop, at once. */
        AT_ONCE,
        /** By the worker, because it asks the server and waits. */
        BY_WORKER
    }

    /** Makes the answer; the map has the words of the path. */
    @FunctionalInterface
    interface Handler {
        void answer(HttpRequest request, Map<String, String> words, HttpReply answer);
    }

    private static final String OPEN = "{";

    /** Returns a handler that answers at once. */
    static Handler answering(BiFunction<HttpRequest, Map<String, String>, HttpResponse> made) {
        return (request, words, answer) -> answer.send(made.apply(request, words));
    }

    /** Returns the parts of the path. */
    List<String> parts() {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Returns what stands for any word in a part of the path, or null if it stands for itself. */
    static @Nullable String wordOf(String part) {
        return part.startsWith(OPEN) ? part.substring(1, part.length() - 1) : null;
    }

    /** Returns whether an address is this one's. */
    boolean isAt(List<String> asked) {
        List<String> parts = parts();
        if (asked.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (wordOf(parts.get(i)) == null && !parts.get(i).equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }
}
