package dev.steward.admin;

import dev.steward.admin.http.Access;
import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.Site;
import dev.steward.admin.http.Token;
import dev.steward.admin.resource.Router;
import dev.steward.admin.transport.HttpAcceptor;
import dev.steward.admin.transport.HttpLimits;
import dev.steward.api.AuthKey;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ServerView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server tells whoever runs it, over HTTP: whether it is healthy, who holds what, who waits and who is connected.
 *
 * <pre>{@code
 * AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 9090);
 * ManagerServer server = ManagerServer.builder().authKey(key).gateway(admin).build();
 * server.start();
 * System.out.println("http://" + admin.address() + "/ready");
 * }</pre>
 *
 * <p>Whatever tells more than that the server lives wants a token in the header {@code Authorization: Bearer}, which is made of the server's
 * key, or of its admin key if it has one: {@link #lookToken} and {@link #actToken}. Requests have an event loop and a worker of
 * their own, and are bounded in number, size and time, so that clients of the server do not feel them. With TLS in the server
 * there is TLS here. One endpoint is for one server. Safe for use by any number of threads. Python's managers have nothing like it.
 */
public final class AdminEndpoint implements Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);

    private final String address;
    private final int port;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<MeterRegistry> registries = new LinkedHashSet<>();
    private HttpLimits limits = HttpLimits.DEFAULT;
    private volatile @Nullable Opened opened;

    /** What there is while it listens. */
    private record Opened(
            HttpAcceptor acceptor,
            ThreadPoolExecutor worker,
            Watching watching,
            PrometheusMeterRegistry prometheus,
            boolean encrypted) {}

    private AdminEndpoint(String address, int port) {
        this.address = address;
        this.port = port;
    }

    /**
     * Returns an endpoint that will listen there.
     *
     * @param host an address of this machine; 127.0.0.1 is seen by this machine only
     * @param port 0 picks a free one
     */
    public static AdminEndpoint at(String host, int port) {
        return new AdminEndpoint(host, port);
    }

    /**
     * Lets requests come by a name besides addresses and localhost, such as that of this machine or of a proxy before it. Others
     * are refused: a page of somebody else's could have a name of its own point here. To be called before the server starts.
     */
    public AdminEndpoint name(String name) {
        names.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Has the meters of the server in a registry of the program's too, until the server is closed. {@code /metrics} is there without it, and
     * {@link ServerMeters} without an endpoint. A registry has those of one server at a time: the start of a second one is refused, see
     * {@link ServerMeters}. To be called before the server starts.
     */
    public AdminEndpoint registry(MeterRegistry registry) {
        registries.add(registry);
        return this;
    }

    AdminEndpoint limits(HttpLimits others) {
        limits = others;
        return this;
    }

    /** Returns the token with which one may look, of the server's admin key, or of its key if it has no admin key. Keep it out of logs. */
    public static String lookToken(AuthKey key) {
        return Token.of(key, AdminRight.LOOK).text();
    }

    /** Returns the token with which one may put right what others hold, too. Keep it out of logs. */
    public static String actToken(AuthKey key) {
        return Token.of(key, AdminRight.ACT).text();
    }

    /**
     * Returns where it listens, such as {@code 127.0.0.1:9090}.
     *
     * @throws IllegalStateException if its server is not started
     */
    public String address() {
        InetSocketAddress bound = opened().acceptor().address();
        return bound.getHostString() + ":" + bound.getPort();
    }

    /**
     * Returns where it listens as a browser takes it, such as {@code http://127.0.0.1:9090/}.
     *
     * @throws IllegalStateException if its server is not started
     */
    public String url() {
        return (opened().encrypted() ? "https://" : "http://") + address() + "/";
    }

    private Opened opened() {
        Opened there = opened;
        if (there == null) {
            throw new IllegalStateException(
                    "this endpoint does not listen: give it to a server by gateway(..) and start that");
        }
        return there;
    }

    /** {@inheritDoc} */
    @Override
    public boolean opensSessions() {
        return false;
    }

    /** {@inheritDoc} */
    @Override
    public void open(GatewayHost host) {
        if (opened != null) {
            throw new IllegalStateException("one endpoint is for one server: make another one by AdminEndpoint.at(..)");
        }
        ServerView server = host.view();
        server.requireSafe(address, port);
        Supplier<SSLEngine> tls = server.tls();
        ThreadPoolExecutor worker = AdminWorker.start();
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Set<MeterRegistry> all = new LinkedHashSet<>(registries);
        all.add(prometheus);
        // Refuses registries that are taken, before anything runs.
        Watching watching = new Watching(server, worker, all, server.cluster() == null || !registries.isEmpty());
        try {
            Router router = new Router(
                    server,
                    host::refused,
                    new Site(tls != null, names),
                    new Access(host.keys(), host.adminKeys()),
                    worker,
                    watching.sampler(),
                    watching.warnings(),
                    watching.happenings(),
                    watching.hub(),
                    () -> {
                        watching.renew();
                        return prometheus.scrape();
                    });
            HttpAcceptor acceptor = new HttpAcceptor(address, port, tls, limits, router, host::refused);
            opened = new Opened(acceptor, worker, watching, prometheus, tls != null);
            acceptor.repeat(watching::tick, Watching.LOOK);
        } catch (RuntimeException failed) {
            watching.close();
            prometheus.close();
            worker.shutdownNow();
            throw failed;
        }
        server.listen(watching.happenings());
        LOG.info("tells what the server does at {}", url());
    }

    /** {@inheritDoc} */
    @Override
    public void close() {
        Opened there = opened;
        if (there != null) {
            there.acceptor().close();
            AdminWorker.end(there.worker());
            there.watching().close();
            there.prometheus().close();
        }
    }
}
