package dev.steward.admin.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks.
 *
 * @param method such as {@code GET}
 * @param path the parts between the slashes, decoded; none for the root
 * @param query the last value of each name, decoded
 * @param host the header Host, or null
 * @param origin the header Origin, which browsers send: the site of the page that asks; null if there is none
 * @param fetchSite the header Sec-Fetch-Site, which browsers send; null if there is none
 * @param authorization the header Authorization, or null; never printed
 * @param peer where it comes from
 */
public record HttpRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite,
        @Nullable String authorization,
        String peer) {

    /** Keeps copies. */
    public HttpRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** Returns what may be printed: neither the query nor the token. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }

    /** Returns a text of the query, or what it is without one. */
    public String text(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    /**
     * Returns a whole number of the query, or what it is without one.
     *
     * @throws HttpRefusal if it is no number from 0 to {@code most}
     */
    public int number(String name, int otherwise, int most) {
        String given = query.get(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw new HttpRefusal(
                HttpRefusal.BAD_REQUEST,
                "'" + name + "' must be a whole number from 0 to " + most + ", not '" + given + "'");
    }

    /** Returns whether the query has {@code true} under a name. */
    public boolean isOn(String name) {
        return text(name, "false").equals("true");
    }

    /**
     * Returns one of several words of the query, or what it is without one.
     *
     * @throws HttpRefusal if it is none of them
     */
    public <E extends Enum<E>> E oneOf(String name, E otherwise) {
        String given = query.get(name);
        if (given == null) {
            return otherwise;
        }
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return Stream.of(all)
                .filter(each -> word(each).equals(given))
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(
                        HttpRefusal.BAD_REQUEST,
                        "'" + name + "' must be one of "
                                + Stream.of(all).map(HttpRequest::word).collect(Collectors.joining(", ")) + ", not '"
                                + given
                                + "'"));
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }
}
