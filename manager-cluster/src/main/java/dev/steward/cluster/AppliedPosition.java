package dev.steward.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How far a log was applied, and so which entry is the next. Every member decides by it, and by nothing else, what counts of
 * that which an engine commits: the order is the same everywhere, and so is what is dropped. A part of each snapshot. Not
 * thread-safe.
 */
final class AppliedPosition {

    private static final int MAGIC = 0x5374_4c67;
    private static final int VERSION = 1;

    private Reign reign = Reign.NONE;
    /** The last entry of that reign. */
    private long inReign;
    /** How many entries were applied altogether. */
    private long applied;

    /** What to do with what was committed. */
    enum Verdict {
        /** It is the next entry. */
        APPLIES,
        /** Another reign begins. */
        OPENS,
        /** It counted before, or never will: it is of a reign that is over, or one before it is missing. */
        DROPPED
    }

    /** Takes what was committed, if it is the next. */
    Verdict take(NumberedEntry committed) {
        if (committed.opens()) {
            if (committed.reign().number() <= reign.number()) {
                return Verdict.DROPPED;
            }
            reign = committed.reign();
            inReign = 0;
            return Verdict.OPENS;
        }
        if (!committed.reign().equals(reign) || committed.number() != inReign + 1) {
            return Verdict.DROPPED;
        }
        inReign++;
        applied++;
        return Verdict.APPLIES;
    }

    Reign reign() {
        return reign;
    }

    /** Returns the number of the last entry that was applied, 0 if none was. */
    long applied() {
        return applied;
    }

    void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeLong(reign.number());
        out.writeLong(reign.nonce());
        out.writeLong(inReign);
        out.writeLong(applied);
        out.flush();
    }

    /**
     * Goes on where another one was written.
     *
     * @throws IOException if the stream fails, or has something else
     */
    void readFrom(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int magic = in.readInt();
        int version = in.readByte();
        if (magic != MAGIC || version != VERSION) {
            throw new IOException("the snapshot of the cluster's log is damaged, or of version " + version
                    + "; this is version " + VERSION);
        }
        reign = new Reign(in.readLong(), in.readLong());
        inReign = in.readLong();
        applied = in.readLong();
    }
}
