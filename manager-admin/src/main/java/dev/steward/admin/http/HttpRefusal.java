package dev.steward.admin.http;

/** A request that is not answered as it wants. The message goes to whoever sent it: what is wrong, and what to do. */
public final class HttpRefusal extends RuntimeException {

    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int TOO_SLOW = 408;
    public static final int CONFLICT = 409;
    public static final int TOO_LARGE = 413;
    public static final int MISDIRECTED = 421;
    public static final int HEADERS_TOO_LARGE = 431;
    public static final int FAILED = 500;
    public static final int OVERLOADED = 503;

    private static final long serialVersionUID = 1;

    private final int status;

    /** A refusal with a status of HTTP. */
    public HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns what goes out for it. */
    public HttpResponse response() {
        return HttpResponse.refused(status, String.valueOf(getMessage()));
    }
}
