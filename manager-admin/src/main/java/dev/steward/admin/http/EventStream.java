package dev.steward.admin.http;

/** Events that go to one reader, as Server-sent events of HTML have them. Any thread; nothing blocks. */
public interface EventStream {

    /**
     * Sends an event, unless the reader has not taken what was sent before.
     *
     * @param data text on one line
     * @return whether it goes out
     */
    boolean send(String event, String data);

    /** Returns whether somebody may still read. */
    boolean isOpen();
}
