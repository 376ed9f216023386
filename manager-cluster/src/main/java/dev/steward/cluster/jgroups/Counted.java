package dev.steward.cluster.jgroups;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written. Not thread-safe. */
final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        bytes++;
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        out.write(content, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }
}
