package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.objects.ObjectLimits;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.server.registry.Registration;
import dev.steward.server.transport.AcceptorLimits;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a builder collected. Immutable; checked when the server starts, because a host may have to be looked up.
 *
 * @param fsync null if the server is not durable
 * @param cluster null if it is alone
 */
record ServerPlan(
        Endpoint endpoint,
        ServerKeys keys,
        List<Registration> registrations,
        Set<Class<?>> allowedClasses,
        Set<String> allowedPackages,
        @Nullable Tls tls,
        boolean insecure,
        @Nullable Path stateDirectory,
        @Nullable Fsync fsync,
        @Nullable ServerCluster cluster,
        boolean polling,
        boolean drainAtExit,
        Map<ServerLimit, Long> limits,
        @Nullable ServerEvents events,
        @Nullable Path audit,
        boolean unlogged,
        List<Gateway> gateways) {

    /** What a value, and a frame, may have where several servers keep it: they send each other whole entries. */
    private static final int CLUSTER_VALUE_BYTES = 16 << 20;

    /** What an entry has beside the arguments of a call. */
    private static final int BESIDE_ARGUMENTS = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);

    ServerPlan {
        registrations = List.copyOf(registrations);
        allowedClasses = Set.copyOf(allowedClasses);
        allowedPackages = Set.copyOf(allowedPackages);
        limits = Map.copyOf(limits);
        gateways = List.copyOf(gateways);
    }

    /** Returns what a limit is set to. */
    long limit(ServerLimit limit) {
        boolean isOfCluster = cluster != null && limit == ServerLimit.VALUE_BYTES;
        return limits.getOrDefault(limit, isOfCluster ? CLUSTER_VALUE_BYTES : limit.defaultValue());
    }

    /** Returns what each limit is set to. */
    Map<ServerLimit, Long> allLimits() {
        Map<ServerLimit, Long> all = new EnumMap<>(ServerLimit.class);
        for (ServerLimit limit : ServerLimit.values()) {
            all.put(limit, limit(limit));
        }
        return all;
    }

    int intLimit(ServerLimit limit) {
        return Math.toIntExact(limit(limit));
    }

    /** Returns whether the server outlives its process. */
    boolean isDurable() {
        return fsync != null;
    }

    /** Returns whether what it holds outlives its process: in its own log, or in one that several servers keep. */
    boolean outlivesProcess() {
        return fsync != null || cluster != null;
    }

    /** Returns how large an input may be, encoded. */
    int entryBytes() {
        return intLimit(ServerLimit.VALUE_BYTES) + intLimit(ServerLimit.FRAME_BYTES) + BESIDE_ARGUMENTS;
    }

    ObjectLimits objectLimits() {
        return new ObjectLimits(intLimit(ServerLimit.OBJECTS), intLimit(ServerLimit.QUEUE_ELEMENTS));
    }

    AcceptorLimits acceptorLimits() {
        return new AcceptorLimits(
                intLimit(ServerLimit.CONNECTIONS),
                intLimit(ServerLimit.ADMIN_CONNECTIONS),
                intLimit(ServerLimit.UNAUTHENTICATED),
                intLimit(ServerLimit.UNAUTHENTICATED_PER_ADDRESS),
                Duration.ofMillis(limit(ServerLimit.AUTHENTICATION_MILLIS)),
                intLimit(ServerLimit.FRAME_BYTES));
    }

    /**
     * Refuses what would be unsafe where others can reach it, and warns of what is weak.
     *
     * @throws IllegalStateException if the server must not start like this; the message says what to do
     */
    void checkSafety() {
        if (endpoint.local() && hasShortKey()) {
            LOG.warn(
                    "the authentication key has fewer than {} bytes: anyone on this machine may guess it;"
                            + " use AuthKey.random() or a key file with random bytes",
                    AuthKey.SHORT_BYTES);
        }
        checkReachable(endpoint);
        if (cluster != null) {
            checkCluster(cluster);
        }
    }

    /** Refuses what a server cannot be while it is one of several. */
    private void checkCluster(ServerCluster members) {
        if (stateDirectory != null) {
            throw new IllegalStateException(
                    "a server is durable or has a state directory of its own, or it is one of several,"
                            + " which keep their log in the directories of their cluster: leave durable(..) and stateDir(..) out");
        }
        if (!registrations.isEmpty()) {
            throw new IllegalStateException(
                    "typeid '" + registrations.get(0).typeId() + "' is registered, and one of several"
                            + " servers takes no registrations: what is registered lives in one process, and would be gone with"
                            + " it. Use named objects, or a server that is alone");
        }
        if (gateways.stream().anyMatch(Gateway::opensSessions)) {
            throw new IllegalStateException(
                    "one of several servers has no further ways in for clients, such as those for"
                            + " Python's own: their sessions would end whenever another one leads. Leave gateway(..) out");
        }
        if (!(endpoint instanceof Endpoint.Tcp)) {
            throw new IllegalStateException("one of several servers listens on TCP, so that it can tell clients of the"
                    + " others where it is: call address(host, port)");
        }
        for (ServerLimit limit : List.of(ServerLimit.VALUE_BYTES, ServerLimit.FRAME_BYTES)) {
            if (limit(limit) > CLUSTER_VALUE_BYTES) {
                throw new IllegalStateException("the limit " + limit + " of one of several servers is at most "
                        + CLUSTER_VALUE_BYTES + ", not " + limit(limit));
            }
        }
        if (!members.isLocal() && (hasShortKey() || !insecure)) {
            throw new IllegalStateException(
                    "what the servers of a cluster say to each other is not encrypted, and other machines"
                            + " can read it: give the members addresses on loopback (127.0.0.1), or of tunnels that end there,"
                            + " or say insecure() (serve --insecure) and take a key of at least " + AuthKey.SHORT_BYTES
                            + " bytes, if the network is safe");
        }
    }

    /**
     * Refuses an endpoint that others can reach where they could guess a key or read along.
     *
     * @throws IllegalStateException if the server must not listen there; the message says what to do
     */
    void checkReachable(Endpoint listening) {
        if (listening.local()) {
            return;
        }
        requireLongKeys(listening);
        if (tls == null && !insecure) {
            throw new IllegalStateException(listening + " can be reached from other machines and there is no TLS:"
                    + " set tls(certificate, key) (serve --tls-cert and --tls-key), listen on 127.0.0.1 or a Unix socket,"
                    + " or say insecure() (serve --insecure) if the network is safe");
        }
    }

    /**
     * Refuses an endpoint that others can reach and where there can be no TLS.
     *
     * @throws IllegalStateException if the server must not listen there; the message says what to do
     */
    void checkReachableInClear(Endpoint inClear) {
        if (inClear.local()) {
            return;
        }
        requireLongKeys(inClear);
        if (!insecure) {
            throw new IllegalStateException(inClear + " can be reached from other machines and its clients know no TLS:"
                    + " listen on 127.0.0.1 or a Unix socket, and let others come through a tunnel,"
                    + " or say insecure() (serve --insecure) if the network is safe");
        }
    }

    private void requireLongKeys(Endpoint listening) {
        if (hasShortKey()) {
            throw new IllegalStateException("the authentication key has fewer than " + AuthKey.SHORT_BYTES
                    + " bytes, and " + listening + " can be reached from other machines:"
                    + " use AuthKey.random() or a key file with random bytes");
        }
    }

    private boolean hasShortKey() {
        return Stream.of(keys.auth(), keys.nextAuth(), keys.admin(), keys.nextAdmin())
                .filter(Objects::nonNull)
                .anyMatch(AuthKey::isShort);
    }
}
