package dev.steward.objects;

/**
 * Who opened a session: what a server that goes on with the machine has to know of its client.
 *
 * @param name what the client calls itself
 * @param processId the number of its process, 0 if it did not say
 * @param secret what a connection must know to join the session, in hexadecimal digits
 */
public record SessionClient(String name, long processId, String secret) {

    /** Nobody who could come back. */
    public static final SessionClient NOBODY = new SessionClient("", 0, "");

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "SessionClient[" + name + ", " + processId + "]";
    }
}
