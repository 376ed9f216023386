package dev.steward.client;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Type;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client connects and behaves. Immutable; made by {@link #builder()}, checked in {@link Builder#build()}.
 *
 * @param name what the server's logs and this client's threads call it
 * @param callTimeout how long each call may take, waiting included; zero is for ever
 * @param connectTimeout how long connecting, authenticating and entering the session may take together
 * @param lease how long the server takes this client as alive without a heartbeat
 * @param resumeWindow how long the server waits for this client when its last connection broke; zero releases at once
 * @param heartbeat how often to send one; the server may want it more often
 * @param giveUp how long to try to reconnect before the session counts as lost
 * @param polling whether a caller polls its connection for some microseconds before it blocks: faster where cores are
 *     free, at the price of processor time; stops by itself where it does not pay
 * @param connections how many connections callers borrow at most; 0 sends all calls on the shared one, as TLS always does
 * @param maxValue the largest value that this client sends or takes, an argument or a result, in encoded bytes; the server
 *     has a limit of its own
 * @param adminKey whether the key given to connect is the server's admin key
 * @param trusted the PEM file with the server's certificate or its authority's, or null to connect without TLS
 * @param listener is told what happens
 * @param allowedTypes types whose values may be opened, beside those that the code names when it asks for an object
 * @param allowedPackages packages whose classes may be opened
 */
public record ClientOptions(
        String name,
        Duration callTimeout,
        Duration connectTimeout,
        Duration lease,
        Duration resumeWindow,
        Duration heartbeat,
        Duration giveUp,
        boolean polling,
        int connections,
        long maxValue,
        boolean adminKey,
        @Nullable Path trusted,
        ClientListener listener,
        Set<Type<?>> allowedTypes,
        Set<String> allowedPackages) {

    /** By default a call may take for ever. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ZERO;

    /** How long connecting may take by default. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The lease by default. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    /** The resume window by default. */
    public static final Duration DEFAULT_RESUME_WINDOW = Duration.ofSeconds(3);

    /** The time between heartbeats by default. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(3);

    /** How long to try to reconnect by default. */
    public static final Duration DEFAULT_GIVE_UP = Duration.ofSeconds(60);

    /** How many connections callers borrow at most by default. */
    public static final int DEFAULT_CONNECTIONS = 16;

    /** The largest value by default: 64 MiB. */
    public static final long DEFAULT_MAX_VALUE = 64L << 20;

    private static final long LEAST_MAX_VALUE = 1 << 10;
    private static final long HIGHEST_MAX_VALUE = (1L << 30) + (1 << 10);

    /** So many heartbeats go out during a lease, or more. */
    private static final int HEARTBEATS = 3;

    private static final Duration LEAST_FOR_DEFAULT = Duration.ofSeconds(9);

    /** Nobody is told what happens. */
    static final ClientListener NOBODY = (event, detail) -> {};

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);
    private static final int MOST_CONNECTIONS = 1_024;
    private static final int LONGEST_NAME = 100;

    /** Checks what depends on each other and copies the sets. */
    public ClientOptions {
        requireNonNull(listener, "listener");
        allowedTypes = Set.copyOf(allowedTypes);
        allowedPackages = Set.copyOf(allowedPackages);
        if (name.length() > LONGEST_NAME || !isPrintable(name)) {
            throw new IllegalArgumentException(
                    "a client's name has at most " + LONGEST_NAME + " printable ASCII characters: '" + name + "'");
        }
        requireRange("callTimeout", callTimeout, Duration.ZERO, Duration.ofDays(365));
        requireRange("connectTimeout", connectTimeout, Duration.ofMillis(10), LONGEST_LEASE);
        requireRange("lease", lease, SHORTEST_LEASE, LONGEST_LEASE);
        requireRange("resumeWindow", resumeWindow, Duration.ZERO, LONGEST_LEASE);
        if (!resumeWindow.isZero()) {
            requireRange("resumeWindow", resumeWindow, SHORTEST_LEASE, LONGEST_LEASE);
        }
        requireRange("heartbeat", heartbeat, Duration.ofMillis(50), LONGEST_LEASE);
        requireRange("giveUp", giveUp, Duration.ZERO, Duration.ofDays(365));
        if (heartbeat.plus(heartbeat).compareTo(lease) > 0) {
            throw new IllegalArgumentException("a heartbeat every " + heartbeat + " keeps no lease of " + lease
                    + " alive: send one at least twice as often as the lease is long");
        }
        if (maxValue < LEAST_MAX_VALUE || maxValue > HIGHEST_MAX_VALUE) {
            throw new IllegalArgumentException(
                    "maxValue is from " + LEAST_MAX_VALUE + " to " + HIGHEST_MAX_VALUE + " bytes, not " + maxValue);
        }
        if (connections < 0 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections are from 0 to " + MOST_CONNECTIONS + ", not " + connections);
        }
    }

    private static boolean isPrintable(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) < ' ' || text.charAt(n) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void requireRange(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is from " + least + " to " + most + ", not " + value);
        }
    }

    /** Returns the options by default. */
    public static ClientOptions defaults() {
        return builder().build();
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private String name = "";
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration lease = DEFAULT_LEASE;
        private Duration resumeWindow = DEFAULT_RESUME_WINDOW;
        private @Nullable Duration heartbeat;
        private Duration giveUp = DEFAULT_GIVE_UP;
        private boolean polling = true;
        private int connections = DEFAULT_CONNECTIONS;
        private long maxValue = DEFAULT_MAX_VALUE;
        private boolean adminKey;
        private @Nullable Path trusted;
        private ClientListener listener = NOBODY;
        private final Set<Type<?>> allowedTypes = new LinkedHashSet<>();
        private final Set<String> allowedPackages = new LinkedHashSet<>();

        private Builder() {}

        /** Sets what the server's logs and this client's threads call it; by default its process id. */
        public Builder name(String clientName) {
            this.name = clientName;
            return this;
        }

        /** Sets how long each call may take, waiting included; zero, the default, is for ever. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = timeout;
            return this;
        }

        /** Sets how long connecting may take, 5 s by default. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /** Sets how long the server takes this client as alive without a heartbeat: 1 s to 1 h, 10 s by default. */
        public Builder lease(Duration duration) {
            this.lease = duration;
            return this;
        }

        /** Sets how long the server waits for this client after a break: 0, or 1 s to 1 h, 3 s by default. */
        public Builder resumeWindow(Duration duration) {
            this.resumeWindow = duration;
            return this;
        }

        /** Sets how often to send a heartbeat; by default every 3 s, and more often if the lease is under 10 s. */
        public Builder heartbeat(Duration interval) {
            this.heartbeat = interval;
            return this;
        }

        /** Sets how long to try to reconnect, 60 s by default. */
        public Builder giveUp(Duration duration) {
            this.giveUp = duration;
            return this;
        }

        /** Sets whether callers poll before they block; they do by default. */
        public Builder polling(boolean on) {
            this.polling = on;
            return this;
        }

        /** Sets how many connections callers borrow at most, 16 by default; 0 sends all calls on one. */
        public Builder connections(int most) {
            this.connections = most;
            return this;
        }

        /**
         * Sets the largest value that this client sends or takes, an argument or a result: 64 MiB by default, 1 GiB and
         * what says what it is at most. The server has a limit of its own.
         *
         * @param bytes its encoded size
         */
        public Builder maxValue(long bytes) {
            this.maxValue = bytes;
            return this;
        }

        /** Says that the key given to connect is the server's admin key. */
        public Builder adminKey() {
            this.adminKey = true;
            return this;
        }

        /**
         * Connects with TLS and trusts the certificates of a PEM file: the server's own, or its authority's.
         *
         * <p>A server that presents one of these very certificates is trusted by whatever name or address it is reached, also
         * when the certificate has expired: who named it meant it, and removes it to trust it no more. A certificate that an
         * authority of the file signed has to be valid, and for the host that the client connects to, by a subject
         * alternative name; an address counts like a name. A Unix domain socket has no host: there the signature suffices.
         *
         * @param certificates read when the client connects
         */
        public Builder trust(Path certificates) {
            this.trusted = certificates;
            return this;
        }

        /** Sets who is told what happens. */
        public Builder listener(ClientListener told) {
            this.listener = told;
            return this;
        }

        /** Allows values of a class, and what it is made of, to be opened. */
        public Builder allow(Class<?> type) {
            return allow(Type.of(type));
        }

        /** Allows values of a type, and what it is made of, to be opened. */
        public Builder allow(Type<?> type) {
            allowedTypes.add(type);
            return this;
        }

        /**
         * Allows values of all classes of a package to be opened, its subpackages not included.
         *
         * @param packageName as in {@code package com.acme;}; empty for the unnamed package
         * @throws IllegalArgumentException if no package can have that name, such as {@code com.acme.*}
         */
        public Builder allowPackage(String packageName) {
            allowedPackages.add(AllowedClasses.checkedPackage(packageName));
            return this;
        }

        /**
         * Makes the options.
         *
         * @throws IllegalArgumentException if one is out of range; the message names it
         */
        public ClientOptions build() {
            Duration beat = heartbeat != null
                    ? heartbeat
                    : lease.compareTo(LEAST_FOR_DEFAULT) < 0 ? lease.dividedBy(HEARTBEATS) : DEFAULT_HEARTBEAT;
            return new ClientOptions(
                    name,
                    callTimeout,
                    connectTimeout,
                    lease,
                    resumeWindow,
                    beat,
                    giveUp,
                    polling,
                    connections,
                    maxValue,
                    adminKey,
                    trusted,
                    listener,
                    allowedTypes,
                    allowedPackages);
        }
    }
}
