package dev.steward.protocol.value.codec;

import dev.steward.api.ObjectToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns proxies into tokens while a value is encoded, and tokens into proxies while it is decoded. Called on the thread
 * that encodes or decodes; must be thread-safe and must not block.
 */
public interface References {

    /** Knows no proxies: refuses none, and hands out the tokens themselves. */
    References NONE = new References() {
        @Override
        public @Nullable ObjectToken tokenOf(Object value) {
            return null;
        }

        @Override
        public Object proxyOf(ObjectToken token) {
            return token;
        }
    };

    /**
     * Returns the token that stands for an object, or null if the object is not a shared one. Asked about every object
     * that is not of the closed set, and about every {@link dev.steward.api.RemoteProxy}. A proxy without a token is
     * refused, as is a local queue, lock, thread, stream and the like.
     */
    @Nullable
    ObjectToken tokenOf(Object value);

    /**
     * Returns what goes in the place of an object between processes of one program, or null if that is its token, or the
     * object itself. Asked before {@link #tokenOf}, and only by a codec of one program.
     */
    default @Nullable Passage passageOf(Object value) {
        return null;
    }

    /** Returns what the decoded value shall hold in the place of a token. */
    Object proxyOf(ObjectToken token);

    /** Returns work that finds on another thread what this one keeps for them. */
    default Runnable carried(Runnable work) {
        return work;
    }

    /** Hears of a token in a value that could not be read, for which no proxy was made. */
    default void unread(ObjectToken token) {}
}
