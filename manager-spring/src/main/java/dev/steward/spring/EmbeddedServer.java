package dev.steward.spring;

import dev.steward.api.AuthKey;
import dev.steward.client.Address;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import dev.steward.server.ServerView;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The server inside of the application. It listens as soon as it is made, so that clients of the same application find it, and drains
 * when the application ends, after its clients. Safe for use by any number of threads.
 */
final class EmbeddedServer implements OwnServer, SmartLifecycle, DisposableBean {

    /** Below that of the client, which needs it to the end. */
    static final int PHASE = ConnectedClient.PHASE - 1_024;

    private final StewardServerProperties properties;
    private final ManagerServer server;
    private final Window window;

    /** What is seen of the server from inside. */
    private static final class Window implements Gateway {

        private final List<ServerEvents> listeners;
        private volatile @Nullable ServerView view;

        Window(List<ServerEvents> listeners) {
            this.listeners = List.copyOf(listeners);
        }

        @Override
        public void open(GatewayHost host) {
            ServerView opened = host.view();
            listeners.forEach(opened::listen);
            view = opened;
        }

        @Override
        public void close() {
            view = null;
        }
    }

    /**
     * Starts it.
     *
     * @throws SetupException if the settings are wrong, or the port is taken
     */
    EmbeddedServer(
            StewardServerProperties properties,
            RegisteredBeans registered,
            List<ManagerServerCustomizer> customizers,
            List<ServerEvents> listeners) {
        this.properties = properties;
        this.window = new Window(listeners);
        try {
            ManagerServer.Builder builder = properties.server();
            registered.addTo(builder);
            customizers.forEach(customizer -> customizer.customize(builder));
            // The context closes it, in its turn.
            this.server = builder.gateway(window).drainAtExit(false).build();
            server.start();
        } catch (IllegalStateException | IllegalArgumentException failed) {
            throw new SetupException(
                    "the server inside of the application does not start: " + failed.getMessage(),
                    "Correct the settings " + StewardServerProperties.PREFIX + "*.",
                    failed);
        }
    }

    ManagerServer server() {
        return server;
    }

    /** Returns why it should be given no work now, a word each; empty if it may. */
    List<String> faults() {
        ServerView opened = window.view;
        return opened == null ? List.of("ended") : opened.faults();
    }

    @Override
    public Address address() {
        Path unix = properties.unix();
        return unix != null
                ? new Address.Unix(unix)
                : new Address.Tcp(properties.hostOrLoopback(), server.port()).fromHere();
    }

    @Override
    public AuthKey key(boolean admin) {
        AuthKey admins = admin ? properties.keyOfAdmins() : null;
        return admins == null ? properties.key() : admins;
    }

    @Override
    public @Nullable Path certificate() {
        return properties.tls().certificate();
    }

    @Override
    public void start() {
        if (!isRunning()) {
            throw new IllegalStateException("the server inside of this application ended when its context was stopped,"
                    + " and with it what it held: start another context");
        }
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public void destroy() {
        server.close();
    }

    @Override
    public boolean isRunning() {
        return window.view != null;
    }

    /** Its clients are other processes. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
