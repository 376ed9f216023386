package dev.steward.server;

import org.jspecify.annotations.Nullable;

/** What a server tells, each event as a word, who it is about, and a sentence: for what shows or keeps all events alike. */
public abstract class EventSentences implements ServerEvents {

    /** For what shows or keeps them. */
    protected EventSentences() {}

    /**
     * Something happened. Called as the methods of {@link ServerEvents} are.
     *
     * @param event what, in a word, as {@code dead_lettered}
     * @param who a session's number or an address
     * @param text a sentence
     */
    protected abstract void told(String event, String who, String text);

    @Override
    public final void authentication(String peer, @Nullable String failure) {
        if (failure == null) {
            told("authenticated", peer, "proved its key");
        } else {
            told("authentication_failed", peer, failure);
        }
    }

    @Override
    public final void session(String session, String clientName, String change) {
        told("session", session, clientName + ": " + change);
    }

    @Override
    public final void abandoned(String object, String session) {
        told("abandoned", session, object + " passed on because its holder died");
    }

    @Override
    public final void redelivered(String object, String session) {
        told("redelivered", session, "an element of " + object + " went back to its place");
    }

    @Override
    public final void deadLettered(String object, String session, int deliveries, @Nullable String deadLetters) {
        told(
                "dead_lettered",
                session,
                "an element of " + object + " was given up after " + deliveries + " deliveries"
                        + (deadLetters == null ? "" : ", it is in queue " + deadLetters));
    }

    @Override
    public final void refused(String peer, String reason) {
        told("refused", peer, reason);
    }
}
