package dev.steward.cluster.consensus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Hears what the members of a cluster agreed on. {@link #committed}, {@link #save} and
 * {@link #restore} are called by one thread at a time. */
public interface ConsensusListener {

    /** A command is committed: all members hear it, in the same order. Must not be changed. Does not block. */
    void committed(byte[] command);

    /** Another member may lead now, or none. Any thread; does not block. */
    void changed();

    /** Nothing can be kept at this member any more, which is to be closed. Any thread; does not block. */
    void failed(Throwable failure);

    /** Writes what all commands came to until now. */
    void save(OutputStream out) throws IOException;

    /** Forgets everything, and goes on where {@link #save} was called, on this member or another one. */
    void restore(InputStream in) throws IOException;
}
