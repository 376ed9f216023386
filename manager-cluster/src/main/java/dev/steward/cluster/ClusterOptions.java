package dev.steward.cluster;

import dev.steward.api.AuthKey;
import dev.steward.server.ServerCluster;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which servers keep their state together, and which of them this one is. Immutable. Python has no twin of it.
 *
 * <pre>{@code
 * ManagerServer server = ManagerServer.builder()
 *         .address("127.0.0.1", 8080)
 *         .authKey(key)
 *         .cluster(ClusterOptions.parse("a", "a=127.0.0.1:7001,b=127.0.0.1:7002,c=127.0.0.1:7003", Path.of("state-a")))
 *         .build();
 * }</pre>
 */
public final class ClusterOptions implements ServerCluster {

    /** With fewer one that is gone stops all. */
    private static final int FEWEST = 3;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
    private static final int MOST_ENTRIES = 4_096;
    private static final long LEAST_BYTES_ON_THEIR_WAY = 32 << 20;

    private final String self;
    private final Map<String, InetSocketAddress> members;
    private final Path directory;
    private final boolean fsync;

    private ClusterOptions(String self, Map<String, InetSocketAddress> members, Path directory, boolean fsync) {
        this.self = self;
        this.members = members;
        this.directory = directory;
        this.fsync = fsync;
    }

    /**
     * The options of one server.
     *
     * @param self the name of this server, one of the members
     * @param members where each server listens for the others, by its name; the same at all of them, and fixed. This one listens
     *     at that very address, and clients come to another one
     * @param directory where this server keeps what outlives its process; made if it is not there. An empty one replaces a server
     *     whose directory is lost
     * @throws IllegalArgumentException if fewer than three are named, two have one address, or this one is none of them; the
     *     message says what to do
     */
    public static ClusterOptions of(String self, Map<String, InetSocketAddress> members, Path directory) {
        Map<String, InetSocketAddress> sorted = new TreeMap<>(members);
        Map<InetSocketAddress, String> names = new LinkedHashMap<>();
        sorted.forEach((name, address) -> {
            check(name, address);
            String other = names.putIfAbsent(address, name);
            if (other != null) {
                throw new IllegalArgumentException("the members '" + other + "' and '" + name + "' have one address, "
                        + text(address) + ": give each its own");
            }
        });
        if (sorted.size() < FEWEST) {
            throw new IllegalArgumentException("a cluster has at least " + FEWEST + " members, not " + sorted.size()
                    + ": it goes on while more than half are there, so with fewer one that is gone stops all. A server that"
                    + " is alone can be durable");
        }
        if (!sorted.containsKey(self)) {
            throw new IllegalArgumentException(
                    "'" + self + "' is none of the members " + sorted.keySet() + ": say which of them this server is");
        }
        return new ClusterOptions(self, Collections.unmodifiableMap(sorted), directory, true);
    }

    /**
     * The same from a text.
     *
     * @param members such as {@code a=10.0.0.1:7001,b=10.0.0.2:7001,c=10.0.0.3:7001}
     * @throws IllegalArgumentException also if a part of the text is no name with host and port, or a name comes twice
     */
    public static ClusterOptions parse(String self, String members, Path directory) {
        Map<String, InetSocketAddress> parsed = new TreeMap<>();
        for (String member : members.split(",", -1)) {
            int equals = member.indexOf('=');
            int colon = member.lastIndexOf(':');
            if (equals < 1 || colon < equals + 2) {
                throw new IllegalArgumentException(
                        "'" + member
                                + "' is no member: write NAME=HOST:PORT for each, with commas between, such as a=10.0.0.1:7001");
            }
            String name = member.substring(0, equals).strip();
            String host = member.substring(equals + 1, colon);
            InetSocketAddress address = new InetSocketAddress(host, port(member, member.substring(colon + 1)));
            if (parsed.put(name, address) != null) {
                throw new IllegalArgumentException("the name '" + name + "' comes twice: give each member its own");
            }
        }
        return of(self, parsed, directory);
    }

    private static int port(String member, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // Falls through to the same message.
        }
        throw new IllegalArgumentException("'" + member + "' ends with no port from 1 to 65535");
    }

    private static void check(String name, InetSocketAddress address) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a member: take letters, digits, points, dashes and underscores, 32 at most");
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "the host of " + text(address) + ", of member '" + name + "', has no address: correct the name");
        }
        if (address.getAddress().isAnyLocalAddress() || address.getPort() == 0) {
            throw new IllegalArgumentException("nobody can be reached at " + text(address) + ", of member '" + name
                    + "': name one address of its machine, and a port");
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /**
     * Has an entry count before it is on the disks of more than half of the servers: it is there when processes are killed, and may
     * be lost when that many machines lose power at once.
     */
    public ClusterOptions withoutFsync() {
        return new ClusterOptions(self, members, directory, false);
    }

    /** Returns where each server listens for the others, by its name, in the order of the names. */
    public Map<String, InetSocketAddress> members() {
        return members;
    }

    @Override
    public String self() {
        return self;
    }

    private InetSocketAddress own() {
        InetSocketAddress own = members.get(self);
        if (own == null) {
            throw new IllegalStateException(self);
        }
        return own;
    }

    @Override
    public String host() {
        return own().getHostString();
    }

    @Override
    public boolean isLocal() {
        return members.values().stream()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
    }

    @Override
    public Log join(AuthKey key, int entryBytes, ServerCluster.Replica replica) {
        return joined(Cluster.join(settings(key, entryBytes), new AppliedToServer(replica)));
    }

    /** Returns what the log of these servers is to be. */
    ClusterSettings settings(AuthKey key, int entryBytes) {
        ClusterSettings settings = ClusterSettings.of(self, members, directory, key.bytes())
                .withEntryBytes(entryBytes)
                .withOnTheirWay(MOST_ENTRIES, Math.max(LEAST_BYTES_ON_THEIR_WAY, 2L * entryBytes));
        return fsync ? settings : settings.withoutFsync();
    }

    /** Returns the cluster's log as a server sees it. */
    Log joined(ClusterLog log) {
        Map<String, String> addresses = new LinkedHashMap<>();
        members.forEach((name, address) -> addresses.put(name, text(address)));
        return new JoinedLog(log, addresses, directory);
    }

    /** Returns a text such as {@code a of a=127.0.0.1:7001,b=127.0.0.1:7002,c=127.0.0.1:7003}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(self).append(" of ");
        members.forEach((name, address) -> text.append(text.charAt(text.length() - 1) == ' ' ? "" : ",")
                .append(name)
                .append('=')
                .append(text(address)));
        return text.toString();
    }
}
