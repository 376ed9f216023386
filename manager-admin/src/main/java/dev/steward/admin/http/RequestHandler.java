package dev.steward.admin.http;

/** Who answers requests. */
public interface RequestHandler {

    /**
     * Answers a request, now or later.
     *
     * <p>Called on an event loop: must not block.
     *
     * @param answer takes the answer, once, on any thread
     */
    void handle(HttpRequest request, HttpReply answer);
}
