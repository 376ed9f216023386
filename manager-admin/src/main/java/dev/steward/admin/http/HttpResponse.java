package dev.steward.admin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.admin.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. Immutable. */
public final class HttpResponse {

    public static final int OK = 200;

    private static final String JSON = "application/json";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param contentType what the body is
     * @param body its bytes, not changed any more
     */
    public HttpResponse(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    private HttpResponse(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns what the body is. */
    public String contentType() {
        return contentType;
    }

    /** Returns the bytes of the body, which are not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Returns headers others than those that every answer has. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns an answer in JSON. */
    public static HttpResponse json(int status, @Nullable Object value) {
        return new HttpResponse(status, JSON, (JsonText.of(value) + "\n").getBytes(UTF_8));
    }

    /** Returns an answer that says why not. */
    static HttpResponse refused(int status, String why) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("error", why);
        HttpResponse plain = json(status, body);
        return switch (status) {
            case HttpRefusal.UNAUTHORIZED -> plain.with("WWW-Authenticate", "Bearer realm=\"steward\"");
            case HttpRefusal.OVERLOADED -> plain.with("Retry-After", "1");
            default -> plain;
        };
    }

    /** Returns the same with a header more. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, contentType, body, more);
    }
}
