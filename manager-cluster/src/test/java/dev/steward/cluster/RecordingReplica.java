package dev.steward.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps all entries, which are texts, in the order in which they were applied. */
final class RecordingReplica implements Replica {

    private final List<String> entries = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private int restored;

    /** What is done before an entry is applied. */
    private Runnable before = () -> {};

    static byte[] entry(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    synchronized void before(Runnable task) {
        before = task;
    }

    synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    /** Returns "leads" and "follows" in the order in which they were told. */
    synchronized List<String> roles() {
        return List.copyOf(roles);
    }

    /** Returns how often a state was taken from a snapshot. */
    synchronized int restored() {
        return restored;
    }

    private synchronized Runnable task() {
        return before;
    }

    @Override
    public void apply(long number, byte[] entry) {
        task().run();
        synchronized (this) {
            entries.add(new String(entry, StandardCharsets.UTF_8));
            if (entries.size() != number) {
                throw new AssertionError("entry " + number + " came as the " + entries.size() + "th");
            }
        }
    }

    @Override
    public synchronized void leads() {
        roles.add("leads");
    }

    @Override
    public synchronized void follows() {
        roles.add("follows");
    }

    @Override
    public synchronized void save(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(entries.size());
        for (String entry : entries) {
            data.writeUTF(entry);
        }
        data.flush();
    }

    @Override
    public synchronized void restore(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        entries.clear();
        int size = data.readInt();
        for (int i = 0; i < size; i++) {
            entries.add(data.readUTF());
        }
        restored++;
    }
}
