package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.api.Inspection;
import dev.steward.api.Type;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.server.registry.Registration;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.Tls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A server that holds shared objects for the processes that know its key.
 *
 * <pre>{@code
 * SharedQueue<Integer> tasks = SharedObjects.queue(10);
 * try (ManagerServer server = ManagerServer.builder()
 *         .address("127.0.0.1", 8080)
 *         .authKey(AuthKey.of("python"))
 *         .register("get_task_queue", () -> tasks)
 *         .registerFunction("double", Integer.class, n -> n * 2)
 *         .build()) {
 *     server.start();
 *     server.awaitShutdown();
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads. A server that was started keeps its JVM alive until it is closed; if the JVM is
 * ended all the same, its clients are told, see {@link Builder#drainAtExit}. Python twin: {@code BaseManager.get_server()}.
 */
public final class ManagerServer implements AutoCloseable {

    private final ServerLife life;

    private ManagerServer(ServerPlan plan) {
        this.life = new ServerLife(plan);
    }

    /** Returns a builder with the defaults: 127.0.0.1, a port that is picked, nothing registered. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Has the code of a server loaded and compiled before others call it: starts a server of its own on the loopback
     * interface, which nobody else has the key of, calls lists, dicts, queues, values and locks of it, and closes it. The
     * command {@code serve} does so before it listens. A second call has nothing to do.
     *
     * <p>Blocks for about a second. Where it cannot be done, or when it is interrupted, it returns and
     * nothing is lost; the interrupt stays. Any thread. Python has no twin of it.
     */
    public static void warmUp() {
        ServerWarmUp.once();
    }

    /**
     * As {@link #warmUp()}, and has the code of a further way in loaded and compiled too. Blocks for a second more. It
     * does so each time.
     *
     * @param gateway one that is for nothing else: it is opened and closed
     */
    public static void warmUp(Gateway gateway) {
        int ignored = ServerWarmUp.run(gateway);
    }

    /**
     * Begins to listen and returns.
     *
     * @throws IllegalStateException if it was started before, the address is taken, or others could reach it without TLS
     *     or with a short key; the message names the cure
     */
    public void start() {
        life.start();
    }

    /**
     * Waits until the server is closed: by {@link #close}, or by a client that may shut it down. Python twin:
     * {@code serve_forever()}.
     *
     * @throws IllegalStateException if it was not started, or has ended because one of its event loops had died, for which
     *     want of memory is the only known reason
     * @throws InterruptedException if interrupted while waiting; the server goes on
     */
    public void awaitShutdown() throws InterruptedException {
        life.awaitShutdown();
    }

    /**
     * Returns where the server listens, such as {@code 127.0.0.1:8080} or {@code unix:/run/steward.sock}.
     *
     * @throws IllegalStateException if it is not started
     */
    public String address() {
        return life.started().endpoint().toString();
    }

    /**
     * Returns the TCP port, which {@code start()} picked if it was given as 0.
     *
     * @throws IllegalStateException if it is not started, or listens on a Unix socket
     */
    public int port() {
        if (life.started().endpoint() instanceof Endpoint.Tcp tcp) {
            return tcp.port();
        }
        throw new IllegalStateException("this server listens on " + address() + ", which has no port");
    }

    /**
     * Returns what looks into this server: who holds what, who waits and since when, who is connected. Asking it waits for the
     * answer, so not for {@link ServerEvents}.
     *
     * @throws IllegalStateException if it is not started
     */
    public Inspection inspection() {
        return life.started().inspection();
    }

    /**
     * Drains the server and ends it: accepts no more connections, tells the clients, answers calls that wait as not
     * executed, lets running calls of users' objects finish (limit {@link ServerLimit#DRAIN_MILLIS}), and returns when
     * everything is closed. Uninterruptible. A second call waits for the first. Called by a registered object or
     * callable it only begins, because it would wait for that very call.
     */
    @Override
    public void close() {
        life.close();
    }

    /** Collects what a server is to be. Not safe for use by several threads. */
    public static final class Builder {

        private final List<Registration> registrations = new ArrayList<>();
        private final Set<Class<?>> allowedClasses = new LinkedHashSet<>();
        private final Set<String> allowedPackages = new LinkedHashSet<>();
        private final Map<ServerLimit, Long> limits = new EnumMap<>(ServerLimit.class);
        private Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", 0);
        private @Nullable AuthKey authKey;
        private @Nullable AuthKey nextAuthKey;
        private @Nullable AuthKey adminKey;
        private @Nullable AuthKey nextAdminKey;
        private @Nullable Tls tls;
        private boolean insecure;
        private @Nullable Path stateDirectory;
        private @Nullable Fsync fsync;
        private @Nullable ServerCluster cluster;
        private boolean polling = true;
        private boolean drainAtExit = true;
        private @Nullable ServerEvents events;
        private @Nullable Path audit;
        private boolean unlogged;
        private final List<Gateway> gateways = new ArrayList<>();

        private Builder() {}

        /** Listens on TCP; port 0 picks a free one. */
        public Builder address(String host, int port) {
            endpoint = new Endpoint.Tcp(host, port);
            return this;
        }

        /** Listens on a Unix domain socket, a file that is made by {@code start()} and removed by {@code close()}. */
        public Builder address(Path socket) {
            endpoint = new Endpoint.Unix(socket.toAbsolutePath());
            return this;
        }

        /** Sets the key that every client must hold. */
        public Builder authKey(AuthKey key) {
            authKey = key;
            return this;
        }

        /** Sets a second key that holds beside the first, so that keys can be changed without a stop. */
        public Builder nextAuthKey(AuthKey key) {
            nextAuthKey = key;
            return this;
        }

        /** Sets the key without which nobody may shut the server down, look into it or put right what others hold ({@link Inspection}). */
        public Builder adminKey(AuthKey key) {
            adminKey = key;
            return this;
        }

        /** Sets a second admin key that holds beside the first. */
        public Builder nextAdminKey(AuthKey key) {
            nextAdminKey = key;
            return this;
        }

        /**
         * Registers a callable whose result clients get a proxy of. It runs each time a client asks for it; what a
         * {@link SharedObjects} factory made may be returned again and again. All public methods of the interfaces that
         * the result implements are exposed.
         *
         * @param typeId the name that clients ask for; of two registrations under one name the later one counts, as those
         *     of {@code BaseManager.register}
         */
        public Builder register(String typeId, Callable<?> callable) {
            return add(typeId, List.of(), null, false, arguments -> callable.call());
        }

        /** Registers a callable whose result clients get a proxy of; exactly the methods of the interface are exposed. */
        public <T> Builder register(String typeId, Class<T> exposed, Callable<? extends T> callable) {
            return add(typeId, List.of(), exposed, false, arguments -> callable.call());
        }

        /** Registers a factory with one argument; clients get a proxy of its result. */
        public <A> Builder registerFactory(String typeId, Class<A> first, Function1<? super A, ?> factory) {
            return add(typeId, List.of(first), null, false, RegisteredBody.of(factory));
        }

        /** Registers a factory with two arguments; clients get a proxy of its result. */
        public <A, B> Builder registerFactory(
                String typeId, Class<A> first, Class<B> second, Function2<? super A, ? super B, ?> factory) {
            return add(typeId, List.of(first, second), null, false, RegisteredBody.of(factory));
        }

        /** Registers a factory with three arguments; clients get a proxy of its result. */
        public <A, B, C> Builder registerFactory(
                String typeId,
                Class<A> first,
                Class<B> second,
                Class<C> third,
                Function3<? super A, ? super B, ? super C, ?> factory) {
            return add(typeId, List.of(first, second, third), null, false, RegisteredBody.of(factory));
        }

        /** Registers a function without arguments; its result goes to the client by value. */
        public Builder registerFunction(String typeId, Callable<?> function) {
            return add(typeId, List.of(), null, true, arguments -> function.call());
        }

        /** Registers a function with one argument; its result goes to the client by value. */
        public <A> Builder registerFunction(String typeId, Class<A> first, Function1<? super A, ?> function) {
            return add(typeId, List.of(first), null, true, RegisteredBody.of(function));
        }

        /** Registers a function with two arguments; its result goes to the client by value. */
        public <A, B> Builder registerFunction(
                String typeId, Class<A> first, Class<B> second, Function2<? super A, ? super B, ?> function) {
            return add(typeId, List.of(first, second), null, true, RegisteredBody.of(function));
        }

        /** Registers a function with three arguments; its result goes to the client by value. */
        public <A, B, C> Builder registerFunction(
                String typeId,
                Class<A> first,
                Class<B> second,
                Class<C> third,
                Function3<? super A, ? super B, ? super C, ?> function) {
            return add(typeId, List.of(first, second, third), null, true, RegisteredBody.of(function));
        }

        private Builder add(
                String typeId,
                List<Class<?>> parameters,
                @Nullable Class<?> face,
                boolean byValue,
                Registration.Body body) {
            List<Type<?>> types = parameters.stream().<Type<?>>map(Type::of).toList();
            registrations.add(new Registration(typeId, types, face, byValue, body));
            return this;
        }

        /**
         * Allows classes to be opened as arguments of users' objects and by the server's own use of shared objects. What
         * registered interfaces and factories name is allowed already.
         */
        public Builder allow(Class<?>... classes) {
            allowedClasses.addAll(List.of(classes));
            return this;
        }

        /** Allows all classes of a package to be opened, its subpackages not included. */
        public Builder allowPackage(String name) {
            allowedPackages.add(name);
            return this;
        }

        /**
         * Encrypts every connection with TLS 1.3.
         *
         * @param certificate a PEM file with the certificate chain, the server's own first
         * @param key a PEM file with its private key, PKCS#8, not encrypted
         * @throws IllegalArgumentException if one of them cannot be read; the message names it
         */
        public Builder tls(Path certificate, Path key) {
            tls = Tls.of(certificate, key);
            return this;
        }

        /** Lets the server listen without TLS where other machines can reach it. For networks that are safe themselves. */
        public Builder insecure() {
            insecure = true;
            return this;
        }

        /**
         * Keeps the server's id and epoch in a directory, so that fencing tokens grow over any restart. Without it they
         * grow as long as the wall clock does not go back over a restart.
         */
        public Builder stateDir(Path directory) {
            stateDirectory = directory;
            return this;
        }

        /** Makes the server durable, as {@link #durable(Path, Fsync)} does with {@link Fsync#ALWAYS}. */
        public Builder durable(Path directory) {
            return durable(directory, Fsync.ALWAYS);
        }

        /**
         * Has the server outlive its own process: what happens is written into a log in a directory before it is answered, and
         * a server that is started on that directory again goes on where the last one ended, however that ended. Sessions
         * resume, locks stay with their holders, elements in delivery stay theirs, calls that wait go on waiting, and each
         * call is made once. Implies {@link #stateDir}. What lives in this process does not outlive it: proxies of users'
         * objects are stale afterwards, and a call of users' code that ran has an unknown outcome. On a backup ({@link
         * DurableState#backup}) it begins as another server, without sessions.
         *
         * <p>{@link ManagerServer#close} ends no session of such a server.
         *
         * @param directory of this server alone; made if it is not there
         * @param when whether the disk is waited for
         */
        public Builder durable(Path directory, Fsync when) {
            fsync = when;
            return stateDir(directory);
        }

        /**
         * Has the server be one of several that keep one log: each applies the same in the same order, one leads and serves
         * clients, and when it is gone another one goes on where it was, with the same sessions, locks, deliveries and waiting
         * calls, as long as more than half of them see each other. The others refuse clients and say who leads. All
         * take the same members and keys, and each has its own address and directory. Holds built-in types only: what would be
         * registered lives in one process.
         *
         * <p>{@link ManagerServer#start} waits a few seconds for the others, and for nobody longer; {@link ManagerServer#close}
         * ends no session, and has another one lead.
         *
         * @param members {@code ClusterOptions} of manager-cluster
         */
        public Builder cluster(ServerCluster members) {
            cluster = members;
            return this;
        }

        /**
         * Sets how large a value may be, an argument or a result: {@link ServerLimit#VALUE_BYTES}, 64 MiB by default, 16 MiB if
         * the server is one of several.
         *
         * @param bytes its encoded size, 1 KiB to 1 GiB
         */
        public Builder maxValue(long bytes) {
            return limit(ServerLimit.VALUE_BYTES, bytes);
        }

        /**
         * Sets a limit.
         *
         * @throws IllegalArgumentException if the limit may not be set to that; the message names its range
         */
        public Builder limit(ServerLimit limit, long value) {
            limits.put(limit, limit.checked(value));
            return this;
        }

        /**
         * Sets whether the event loops look for the next message for some 50 microseconds before they sleep; they do by
         * default, as long as it pays. Answers come several times faster where cores are virtual; it costs processor time
         * while clients call.
         */
        public Builder polling(boolean on) {
            polling = on;
            return this;
        }

        /**
         * Sets whether the server tells its clients when its JVM begins to end: by SIGTERM, by {@link System#exit}, or
         * because only daemon threads are left. It does by default. Then it answers the calls that wait, as {@link #close}
         * does, refuses those that would, lets running calls of users' objects finish (limit {@link
         * ServerLimit#DRAIN_MILLIS}), and serves what needs no waiting until the JVM is gone, so that shutdown hooks, here
         * and in other processes, can use what it holds. Switch it off if the program closes the server by itself then.
         */
        public Builder drainAtExit(boolean on) {
            drainAtExit = on;
            return this;
        }

        /** Sets who is told what happens. */
        public Builder events(ServerEvents listener) {
            events = listener;
            return this;
        }

        /**
         * Has it written down who opened a session, who was refused and why, and what whoever looks after the server forced: one
         * JSON object a line, whose members docs/logging.md names. At 16 MiB the file becomes the old one, with {@code .1} behind
         * its name, in the place of the old one before. A disk that is full is told in the log once, and the server goes on;
         * what was not written is counted.
         *
         * @param file of this server alone; made if it is not there, in a folder that is
         */
        public Builder audit(Path file) {
            audit = file;
            return this;
        }

        /**
         * Adds a further way in, for clients of another protocol or for whoever looks after the server. {@code start()} opens it,
         * {@code close()} ends it. One of several servers takes none by which clients come ({@link Gateway#opensSessions}).
         */
        public Builder gateway(Gateway gateway) {
            gateways.add(gateway);
            return this;
        }

        /** Has the log say nothing of what the server does: it is nobody's but the program's own. */
        Builder unlogged() {
            unlogged = true;
            return this;
        }

        /**
         * Makes the server; nothing is opened yet.
         *
         * @throws IllegalStateException if there is no key
         */
        public ManagerServer build() {
            AuthKey key = authKey;
            if (key == null) {
                throw new IllegalStateException("a server needs a key: call authKey(..), for instance with"
                        + " AuthKey.fromFile(..) or AuthKey.random()");
            }
            return new ManagerServer(new ServerPlan(
                    endpoint,
                    new ServerKeys(key, nextAuthKey, adminKey, nextAdminKey),
                    registrations,
                    allowedClasses,
                    allowedPackages,
                    tls,
                    insecure,
                    stateDirectory,
                    fsync,
                    cluster,
                    polling,
                    drainAtExit,
                    limits,
                    events,
                    audit,
                    unlogged,
                    gateways));
        }
    }
}
