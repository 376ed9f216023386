package dev.steward.admin;

import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Has the meters of a server in a registry of the program's, where nothing is to listen: those that {@link AdminEndpoint} tells
 * at {@code /metrics}.
 *
 * <pre>{@code
 * ManagerServer server = ManagerServer.builder().authKey(key).gateway(ServerMeters.in(registry)).build();
 * }</pre>
 *
 * <p>They are there from the start of the server to its end, and are renewed once a second, by a thread of their own. For one
 * server. Safe for use by any number of threads. Python's managers have nothing like it.
 *
 * <p>A registry has the meters of one server at a time, by their names, and would keep the first of two: the start of a second server
 * with it is refused with an {@link IllegalStateException}. Several servers of a program have a registry in front of it each, which
 * tells them apart by a tag:
 *
 * <pre>{@code
 * CompositeMeterRegistry ofOrders = new CompositeMeterRegistry();
 * ofOrders.config().commonTags("server", "orders");
 * ofOrders.add(registry);
 * }</pre>
 */
public final class ServerMeters implements Gateway {

    private final MeterRegistry registry;
    private volatile @Nullable Opened opened;

    private record Opened(ThreadPoolExecutor worker, Watching watching) {}

    private ServerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Returns what adds the meters of a server to a registry, to be given to {@code ManagerServer.Builder.gateway}. */
    public static ServerMeters in(MeterRegistry registry) {
        return new ServerMeters(registry);
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
            throw new IllegalStateException("meters are of one server: make others by ServerMeters.in(..)");
        }
        ThreadPoolExecutor worker = AdminWorker.start();
        Watching watching = new Watching(host.view(), worker, List.of(registry), true);
        opened = new Opened(worker, watching);
        host.view().listen(watching.happenings());
        host.repeat(watching::tick, Watching.LOOK);
    }

    /** {@inheritDoc} */
    @Override
    public void close() {
        Opened there = opened;
        if (there != null) {
            AdminWorker.end(there.worker());
            there.watching().close();
        }
    }
}
