package dev.steward.spring;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SyncManager;
import dev.steward.client.Address;
import dev.steward.client.ClientListener;
import dev.steward.client.ClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The application's client: connected when somebody first wants the manager, and closed when the application ends, after whatever
 * answers requests and before the server inside of the application. Safe for use by any number of threads; its monitor guards the manager,
 * and is held while that connects or closes.
 */
final class ConnectedClient implements SmartLifecycle, DisposableBean {

    /** Below those of a web server, which answers its last requests first. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3_072;

    private static final String PREFIX = StewardClientProperties.PREFIX;
    private static final Pattern A_NAME = Pattern.compile("[ -~]{1,100}");

    /** How far the client has come. */
    enum State {
        /** Nobody has wanted it yet. */
        NOT_USED,
        /** Calls are made. */
        CONNECTED,
        /** The server does not answer; calls are refused, and the session may yet be resumed. */
        SUSPENDED,
        /** The session has ended, and all proxies of it are stale; the next use of the manager opens another. */
        LOST,
        /** The application ends. */
        CLOSED
    }

    /**
     * What is known of it.
     *
     * @param detail the address, or what happened
     * @param lost how many sessions it has lost
     */
    record Standing(State state, String detail, int lost) {}

    private final StewardClientProperties properties;
    private final @Nullable String applicationName;
    private final Supplier<@Nullable OwnServer> ownServer;
    private final List<ClientOptionsCustomizer> customizers;
    private final List<ClientListener> listeners;
    private final AtomicReference<Standing> standing =
            new AtomicReference<>(new Standing(State.NOT_USED, "nobody has asked for the manager", 0));
    private @Nullable SyncManager manager;

    ConnectedClient(
            StewardClientProperties properties,
            @Nullable String applicationName,
            Supplier<@Nullable OwnServer> ownServer,
            List<ClientOptionsCustomizer> customizers,
            List<ClientListener> listeners) {
        this.properties = properties;
        this.applicationName = applicationName;
        this.ownServer = ownServer;
        this.customizers = List.copyOf(customizers);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Connects. Blocks.
     *
     * @throws SetupException if the settings are wrong, or the server does not let it in
     * @throws IllegalStateException if it was closed
     */
    synchronized SyncManager connect() {
        requireRunning();
        SyncManager there = manager;
        if (there != null) {
            return there;
        }
        OwnServer own = properties.address() == null ? ownServer.get() : null;
        Address address = own == null ? address() : own.address();
        AuthKey key = key(own);
        SyncManager connected = connect(address, key, options(own));
        manager = connected;
        // What happened since is told already.
        standing.updateAndGet(
                now -> now.state() == State.NOT_USED ? new Standing(State.CONNECTED, address.toString(), 0) : now);
        return connected;
    }

    private Address address() {
        String address = properties.address();
        if (address == null) {
            throw new SetupException(
                    PREFIX + "address is not set, and there is no server inside of this application",
                    "Set " + PREFIX + "address to where the server is, such as 127.0.0.1:8080, or have one in here by"
                            + " steward.server.enabled=true.",
                    null);
        }
        try {
            return Address.of(address);
        } catch (IllegalArgumentException wrong) {
            throw new SetupException(
                    PREFIX + "address: " + wrong.getMessage(), "Correct " + PREFIX + "address.", wrong);
        }
    }

    private AuthKey key(@Nullable OwnServer own) {
        AuthKey key = properties.key();
        if (key == null && own != null) {
            return own.key(properties.admin());
        }
        if (key == null) {
            throw new SetupException(
                    "neither " + PREFIX + "auth-key-file nor " + PREFIX + "auth-key is set",
                    "Set " + PREFIX + "auth-key-file to a file with the key that the server was started with.",
                    null);
        }
        return key;
    }

    private ClientOptions options(@Nullable OwnServer own) {
        try {
            ClientOptions.Builder options = properties.options();
            if (properties.name() == null
                    && applicationName != null
                    && A_NAME.matcher(applicationName).matches()) {
                options.name(applicationName);
            }
            Path certificate = own == null ? null : own.certificate();
            if (certificate != null && properties.trust() == null) {
                options.trust(certificate);
            }
            customizers.forEach(customizer -> customizer.customize(options));
            return options.listener(this::happened).build();
        } catch (IllegalArgumentException wrong) {
            throw new SetupException(
                    "the settings " + PREFIX + "* are wrong: " + wrong.getMessage(),
                    "Correct the setting that the message names.",
                    wrong);
        }
    }

    private static SyncManager connect(Address address, AuthKey key, ClientOptions options) {
        try {
            return address.connect(key, options);
        } catch (AuthenticationException refused) {
            throw notConnected(
                    refused,
                    "Set " + PREFIX + "auth-key-file to the key that the server was started with; " + PREFIX
                            + "admin says whether it is its admin key.");
        } catch (ProtocolException another) {
            throw notConnected(
                    another, "Correct " + PREFIX + "address, or how to get there: " + PREFIX + "trust turns TLS on.");
        } catch (ConnectionLostException unreachable) {
            throw notConnected(unreachable, "Start the server, or correct " + PREFIX + "address.");
        } catch (ManagerException | IllegalArgumentException failed) {
            throw notConnected(failed, "docs/troubleshooting.md of Steward has this message.");
        }
    }

    private static SetupException notConnected(RuntimeException failed, String cure) {
        return new SetupException(
                "the manager of this application cannot be connected: " + failed.getMessage(), cure, failed);
    }

    /** What the client tells, on its callback thread. */
    void happened(ClientListener.Event event, String detail) {
        standing.updateAndGet(before -> before.state() == State.CLOSED ? before : after(before, event, detail));
        RuntimeException failure = null;
        for (ClientListener listener : listeners) {
            try {
                listener.onEvent(event, detail);
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Standing after(Standing before, ClientListener.Event event, String detail) {
        return switch (event) {
            case CONNECTED, RESUMED -> new Standing(State.CONNECTED, detail, before.lost());
            case SUSPENDED -> new Standing(State.SUSPENDED, detail, before.lost());
            case LOST -> new Standing(State.LOST, detail, before.lost() + 1);
        };
    }

    /**
     * Returns what is known of it. After a session was lost it connects again to find out, which blocks, {@link
     * ClientOptions#connectTimeout} at most; otherwise nothing blocks.
     */
    Standing look() {
        Standing now = requireNonNull(standing.get());
        return now.state() == State.LOST ? again(now) : now;
    }

    private Standing again(Standing lost) {
        try {
            Duration unused = connect().ping();
            return new Standing(State.CONNECTED, "connected again", lost.lost());
        } catch (ManagerException stillAway) {
            return new Standing(State.LOST, lost.detail() + "; " + stillAway.getMessage(), lost.lost());
        }
    }

    private void close() {
        Standing before = standing.getAndUpdate(
                now -> new Standing(State.CLOSED, "the context of the application was stopped", now.lost()));
        if (before.state() != State.CLOSED) {
            closeManager();
        }
    }

    private synchronized void closeManager() {
        SyncManager open = manager;
        if (open != null) {
            open.close();
        }
    }

    private void requireRunning() {
        if (!isRunning()) {
            throw new IllegalStateException("the manager of this application was closed when its context was stopped,"
                    + " and with it all that it held: start another context");
        }
    }

    @Override
    public void start() {
        requireRunning();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void destroy() {
        close();
    }

    @Override
    public boolean isRunning() {
        return requireNonNull(standing.get()).state() != State.CLOSED;
    }

    /** What a session holds would pass on meanwhile. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
