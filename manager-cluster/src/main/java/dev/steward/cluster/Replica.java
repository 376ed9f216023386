package dev.steward.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What the entries of a log are applied to, at one member. All replicas come to the same, so what is done for an entry depends
 * on nothing else. {@link #apply}, {@link #leads}, {@link #save} and {@link #restore} are called by one thread at a time;
 * {@link #follows} may come beside them.
 */
public interface Replica {

    /**
     * Applies an entry, once each, in the order of the log. Must not change it, and does not block. What this throws ends the
     * log at this member, because its state is not that of the others any more.
     *
     * @param number which entry it is, counted from 1; the same at all members
     */
    void apply(long number, byte[] entry);

    /** This member leads from now on, and has applied all that leaders before it said. Between two entries; does not block. */
    void leads();

    /** This member does not lead any more. What was submitted is answered as {@link ClusterLog#submit} says. Does not block. */
    void follows();

    /** Writes the state between two entries; no entry is applied meanwhile. */
    void save(OutputStream out) throws IOException;

    /** Forgets the state, and takes one that was saved, by this replica or another one, at the start or at any later time. */
    void restore(InputStream in) throws IOException;
}
