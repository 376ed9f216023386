package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.client.transport.NettyTransport;
import dev.steward.client.transport.ServerAddress;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.transport.NettyLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Several servers that keep one log, as whoever looks after them sees them. Each is asked itself, whether it leads or not, in no
 * session. Safe for use by any number of threads. Python has no twin of it.
 */
public final class ClusterServers {

    /** How long another server may take to take over: longer than the one that hands over tries it. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<ServerAddress> addresses;
    private final AuthKey key;
    private final ClientOptions options;

    private ClusterServers(List<ServerAddress> addresses, AuthKey key, ClientOptions options) {
        this.addresses = addresses;
        this.key = key;
        this.options = options;
    }

    /**
     * The servers that are reached there. Connects to nobody yet.
     *
     * @param addresses such as {@code 10.0.0.1:8080}, in any order. Others that those name are asked too
     * @param options of these key, trust, name and the time to connect are used
     * @throws IllegalArgumentException if there is no address, or a text is none
     */
    public static ClusterServers of(List<String> addresses, AuthKey key, ClientOptions options) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("there is no address to connect to: name one server at least");
        }
        return new ClusterServers(
                addresses.stream()
                        .<ServerAddress>map(ServerAddress.Tcp::of)
                        .distinct()
                        .toList(),
                key,
                options);
    }

    /**
     * Asks all servers how they stand. Blocks, {@link ClientOptions#connectTimeout} at most, twice that if one names another one.
     *
     * @return all servers of the cluster, in the order of their names, those that did not answer too
     * @throws AuthenticationException if none answers and one has another key
     * @throws ManagerException if none answers and one is none of a cluster; the message says so
     * @throws ConnectionLostException if none answers
     */
    public List<ClusterMember> members() {
        NettyLibrary.prepare();
        NettyTransport transport = newTransport();
        try {
            Round round = new Round(transport);
            round.ask(addresses);
            round.ask(round.named());
            return round.members();
        } finally {
            transport.close();
        }
    }

    /**
     * Has another server lead in the place of the one that does, without a moment in which none is known to be dead: clients wait for
     * a part of a second. Blocks, some seconds at most. Needs the admin key if the servers have one.
     *
     * @return the one that leads then
     * @throws AuthenticationException if the admin key is needed, and was not given
     * @throws ManagerException if none leads, or no other one took over; the message says why, and what to do. Also as {@link #members}
     */
    public ClusterMember stepDown() {
        ClusterMember before = leader(members());
        if (before == null) {
            throw new ManagerException(
                    "no server leads, so none can hand over: see that more than half of them run and see each other",
                    Outcome.NOT_EXECUTED);
        }
        NettyTransport transport = newTransport();
        try {
            join(transport
                    .to(ServerAddress.Tcp.of(String.valueOf(before.clientAddress())), TAKE_OVER)
                    .ask(new AskCluster(AskCluster.Wish.STEP_DOWN)));
        } finally {
            transport.close();
        }
        long end = System.nanoTime() + TAKE_OVER.toNanos();
        while (true) {
            ClusterMember now = leader(members());
            if (now != null && !now.name().equals(before.name())) {
                return now;
            }
            if (System.nanoTime() - end >= 0) {
                throw new ManagerException(
                        "'" + before.name() + "' has handed over, and no other server lets clients in within "
                                + TAKE_OVER.toSeconds() + " s: look at them again",
                        Outcome.UNKNOWN);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static @Nullable ClusterMember leader(List<ClusterMember> members) {
        ClusterMember leader = null;
        for (ClusterMember member : members) {
            ClusterMember.Standing standing = member.standing();
            ClusterMember.Standing other = leader == null ? null : leader.standing();
            // One that was stopped for a while does not know yet that it does not lead any more.
            if (standing != null && standing.leads() && (other == null || standing.term() > other.term())) {
                leader = member;
            }
        }
        return leader;
    }

    private NettyTransport newTransport() {
        return new NettyTransport(
                ConnectedManager.settings(addresses.get(0), key, options), ConnectedManager.nameOf(options));
    }

    private static ClusterState join(CompletableFuture<ClusterState> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ManagerException told ? told : failed;
        }
    }

    /** What the servers said when all were asked once. */
    private final class Round {

        private final NettyTransport transport;
        private final Map<ServerAddress, ClusterState> answers = new LinkedHashMap<>();
        private final Map<ServerAddress, ManagerException> failures = new LinkedHashMap<>();

        Round(NettyTransport transport) {
            this.transport = transport;
        }

        /** Asks some servers beside each other. */
        void ask(Iterable<ServerAddress> servers) {
            Map<ServerAddress, CompletableFuture<ClusterState>> asked = new LinkedHashMap<>();
            for (ServerAddress server : servers) {
                asked.put(
                        server,
                        transport.to(server, options.connectTimeout()).ask(new AskCluster(AskCluster.Wish.LOOK)));
            }
            asked.forEach((server, answer) -> {
                try {
                    answers.put(server, join(answer));
                } catch (ManagerException failed) {
                    failures.put(server, failed);
                }
            });
        }

        /** Returns the servers that others name and that were not asked. */
        Set<ServerAddress> named() {
            Set<ServerAddress> named = new LinkedHashSet<>();
            for (ClusterState state : answers.values()) {
                for (ClusterState.Member member : state.members()) {
                    if (!member.clientAddress().isEmpty() && !hasAnswered(member.name())) {
                        named.add(ServerAddress.Tcp.of(member.clientAddress()));
                    }
                }
            }
            named.removeAll(failures.keySet());
            return named;
        }

        private boolean hasAnswered(String name) {
            return answers.values().stream().anyMatch(state -> state.self().equals(name));
        }

        List<ClusterMember> members() {
            if (answers.isEmpty()) {
                throw noAnswer();
            }
            Map<String, ClusterMember> members = new TreeMap<>();
            answers.forEach((server, state) -> members.put(state.self(), answered(server, state)));
            List<ClusterState.Member> silent = new ArrayList<>();
            for (ClusterState state : answers.values()) {
                for (ClusterState.Member member : state.members()) {
                    if (!hasAnswered(member.name())
                            && silent.stream().noneMatch(known -> known.name().equals(member.name()))) {
                        silent.add(member);
                    }
                }
            }
            Map<ServerAddress, ManagerException> nobodys = new LinkedHashMap<>(failures);
            silent.forEach(member -> nobodys.remove(addressOf(member)));
            long unknown = silent.stream()
                    .filter(member -> member.clientAddress().isEmpty())
                    .count();
            for (ClusterState.Member member : silent) {
                boolean isOnlyOne = unknown == 1 && nobodys.size() == 1;
                ServerAddress known = member.clientAddress().isEmpty() && isOnlyOne
                        ? nobodys.keySet().iterator().next()
                        : addressOf(member);
                members.put(member.name(), silent(member, known, nobodys));
            }
            return List.copyOf(members.values());
        }

        private ClusterMember answered(ServerAddress server, ClusterState state) {
            String address = state.members().stream()
                    .filter(member -> member.name().equals(state.self()))
                    .map(ClusterState.Member::address)
                    .findFirst()
                    .orElse("");
            return new ClusterMember(
                    state.self(),
                    address,
                    server.toString(),
                    new ClusterMember.Standing(
                            state.leads(),
                            state.leader().isEmpty() ? null : state.leader(),
                            state.term(),
                            state.applied(),
                            state.committed(),
                            state.appended(),
                            state.logBytes(),
                            state.heapBytes(),
                            state.mostHeapBytes(),
                            state.members().stream()
                                    .filter(ClusterState.Member::reached)
                                    .map(ClusterState.Member::name)
                                    .toList()),
                    null);
        }

        private static @Nullable ServerAddress addressOf(ClusterState.Member member) {
            return member.clientAddress().isEmpty() ? null : ServerAddress.Tcp.of(member.clientAddress());
        }

        private ClusterMember silent(
                ClusterState.Member member,
                @Nullable ServerAddress known,
                Map<ServerAddress, ManagerException> nobodys) {
            String silence;
            if (known != null) {
                ManagerException why = failures.get(known);
                silence = why == null ? "another server answers at " + known : String.valueOf(why.getMessage());
            } else if (nobodys.isEmpty()) {
                silence = "it was not asked, because its address for clients is not known: name that too";
            } else {
                silence = "nobody answers at " + nobodys.keySet() + ", which one of them has";
            }
            return new ClusterMember(
                    member.name(), member.address(), known == null ? null : known.toString(), null, silence);
        }

        private ManagerException noAnswer() {
            ManagerException last = null;
            for (ManagerException failed : failures.values()) {
                boolean saysMore = !(failed instanceof ConnectionLostException);
                if (last == null || saysMore) {
                    last = failed;
                }
            }
            if (last != null && (failures.size() == 1 || !(last instanceof ConnectionLostException))) {
                return last;
            }
            return new ConnectionLostException(
                    "none of the servers " + addresses + " answers; the last one: "
                            + (last == null ? "none was asked" : last.getMessage()),
                    Outcome.NOT_EXECUTED,
                    last);
        }
    }
}
