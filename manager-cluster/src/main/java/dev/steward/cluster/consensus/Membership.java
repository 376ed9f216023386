package dev.steward.cluster.consensus;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Who the members of a cluster are, and which of them this one is.
 *
 * @param self the name of this member, one of the members
 * @param members where each listens, by its name; the same at all members, and fixed
 * @param directory where this member keeps its log; no other uses it
 * @param key what the members prove to each other that they have
 * @param fsync whether an entry is on the disk before this member says that it has it
 * @param snapshotBytes how many bytes of commands are kept before a snapshot replaces them, unless the last one was larger
 */
@SuppressWarnings("ArrayRecordComponent") // Members are carried, never compared.
public record Membership(
        String self,
        Map<String, InetSocketAddress> members,
        Path directory,
        byte[] key,
        boolean fsync,
        int snapshotBytes) {

    /** Copies the members, in the order of their names, and the key. */
    public Membership {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        key = key.clone();
        if (!members.containsKey(self)) {
            throw new IllegalArgumentException("'" + self + "' is none of the members " + members.keySet());
        }
    }

    /** Returns where this member listens. */
    public InetSocketAddress address() {
        return Objects.requireNonNull(members.get(self));
    }
}
