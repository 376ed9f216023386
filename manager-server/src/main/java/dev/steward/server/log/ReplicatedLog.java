package dev.steward.server.log;

import dev.steward.server.machine.Incarnation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in one order, and has each of them applied once, in that order, wherever a copy of the machine is. What an
 * entry says is not its concern: {@link EntryCodec} has the words. Safe for any number of threads.
 */
public interface ReplicatedLog {

    /** Applies entries; called by one thread at a time. */
    interface Applier {

        /**
         * Applies an entry, which must not be changed. Does not block. What this throws ends the log here, because its state is
         * not that of others any more.
         *
         * @param number which entry it is, counted from 1
         */
        void apply(long number, byte[] entry);

        /**
         * All that was kept is applied: from now on this server says what time it is. Called between two entries; may submit.
         * Once, or in a log of several servers whenever this one begins to lead.
         */
        void leads();

        /**
         * Another server says from now on what happens, or none. Any thread, beside an entry that is applied too. Does not
         * block. A log of one server does not tell that, nor what follows here.
         */
        default void follows() {}

        /** The log says whose it is: before the first entry. */
        default void begins(Incarnation identity) {}

        /** Writes the state between two entries, none of which is applied meanwhile. */
        default void save(OutputStream out) throws IOException {
            throw new IllegalStateException("the state is saved by whoever keeps the log");
        }

        /**
         * Forgets the state, and takes one that was saved here or elsewhere. Between two entries.
         *
         * @return the number of the last entry that is in it
         * @throws IllegalArgumentException if what the stream has is damaged, or of another version
         */
        default long restore(InputStream saved) throws IOException {
            throw new IllegalStateException("the state is that of the log, and of no other server");
        }
    }

    /**
     * Begins: first what the log kept before is applied, then what comes. Once, before the first entry is submitted. May return
     * before or after that.
     *
     * @param lastEntry the last entry that need not be applied any more, 0 if all are to be
     * @throws IllegalStateException if what was kept cannot be read or applied, or nothing can be kept; says what and the cure
     */
    void start(long lastEntry, Applier applier);

    /**
     * Gives an entry to the log, which must not be changed any more; entries of one thread keep their order. Does not block,
     * and refuses nothing: what cannot be kept now waits until it can. Whether more may come is asked before something is let
     * in at all. May be called while an entry is applied, and is behind it then. What this throws, as when there is no memory, was
     * not taken.
     *
     * @param applied runs when the entry has been applied here, or never if the log ends before
     */
    void submit(byte[] entry, Runnable applied);

    /**
     * As {@link #submit(byte[], Runnable)}.
     *
     * @param lost runs instead if this server stops leading first: whether the entry counts the next leader will know. That
     *     happens where several servers keep a log only
     */
    default void submit(byte[] entry, Runnable applied, Runnable lost) {
        submit(entry, applied);
    }

    /**
     * As {@link #submit}, of an entry that changes nothing that anybody would miss: what comes of it may be told before it is
     * kept, which it is with what follows.
     */
    default void submitReading(byte[] entry, Runnable applied) {
        submit(entry, applied);
    }

    /** Returns when all that was applied is kept. Called while an entry is applied that was submitted as one that reads. */
    default void settle() {}

    /**
     * Returns why nothing may enter the log that can be refused, or null: a sentence that says what is missing, and the cure.
     * What is submitted all the same is kept as long as anything can be.
     */
    @Nullable
    String refusal();

    /**
     * Runs a task between two entries, on the thread that applies them; it is not kept. Does not block.
     *
     * @param task gets the number of the last entry that was applied, 0 if none was; does not block
     */
    void between(LongConsumer task);
}
