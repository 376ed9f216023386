package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Something that can be asked for.
 *
 * @param method such as {@code GET}
 * @param path its address; a part in braces stands for any word
 * @param right who may
 * @param place where it is answered
 * @param says what it does, in a sentence
 * @param takes what the query may have, with what each means
 * @param answer makes the answer; the map has the words of the path
 */
record Resource(
        String method,
        String path,
        AdminRight right,
        Place place,
        String says,
        Map<String, String> takes,
        BiFunction<HttpRequest, Map<String, String>, HttpResponse> answer) {

    /** Where an answer is made. */
    enum Place {
        /** On the event loop, at once, for whatever name the server was called by: it tells nothing that matters. */
        AT_ONCE,
        /** By the worker, because it asks the server and waits. */
        BY_WORKER
    }

    private static final String OPEN = "{";

    /** Returns the parts of the path. */
    List<String> parts() {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Returns whether an address is this one's. */
    boolean isAt(List<String> asked) {
        List<String> parts = parts();
        if (asked.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).startsWith(OPEN) && !parts.get(i).equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }
}
