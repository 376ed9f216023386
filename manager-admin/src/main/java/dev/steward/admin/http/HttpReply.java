package dev.steward.admin.http;

/** Takes what a request is answered with: one answer, or a stream. Any thread, once. */
public interface HttpReply {

    /** Answers. */
    void send(HttpResponse response);

    /** Answers by a stream of events, which stays open. */
    EventStream stream();
}
