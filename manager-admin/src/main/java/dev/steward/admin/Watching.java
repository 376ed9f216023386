package dev.steward.admin;

import dev.steward.admin.metrics.ServerMetrics;
import dev.steward.admin.watch.EventHub;
import dev.steward.admin.watch.Happenings;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warnings;
import dev.steward.server.ServerView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is seen of a server, and who is told of it: the registries of meters, and those who read events. */
final class Watching {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);

    /** How often to look at the server, or less often where that takes long. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** Who scrapes more often gets the same again. */
    private static final Duration SCRAPED = Duration.ofSeconds(1);

    private final EventHub hub = new EventHub();
    private final Happenings happenings = new Happenings(hub::happened);
    private final List<ServerMetrics> metrics = new ArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Sampler sampler;
    private final Warnings warnings;
    private final Executor worker;
    private final BooleanSupplier wanted;

    /**
     * Has seen nothing yet.
     *
     * @param keepsLooking whether to look each second although nobody reads events. Of several servers each look at an object is an
     *     entry of their log, so there one does not without need
     * @throws IllegalStateException if a registry has the meters of a server already
     */
    Watching(ServerView server, Executor worker, Collection<MeterRegistry> registries, boolean keepsLooking) {
        this.worker = worker;
        this.wanted = () -> keepsLooking || hub.hasReaders();
        this.sampler = new Sampler(server.inspection(), server::isServing);
        this.warnings = new Warnings(happenings::recent);
        try {
            registries.forEach(
                    registry -> metrics.add(new ServerMetrics(registry, server, sampler, happenings, warnings)));
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    Sampler sampler() {
        return sampler;
    }

    Warnings warnings() {
        return warnings;
    }

    Happenings happenings() {
        return happenings;
    }

    EventHub hub() {
        return hub;
    }

    /** Has the worker look at the server, unless it is about to, or nobody wants to know. On a loop: does not block. */
    void tick() {
        if (wanted.getAsBoolean() && looking.compareAndSet(false, true)) {
            try {
                worker.execute(this::look);
            } catch (RejectedExecutionException busyOrEnded) {
                looking.set(false);
            }
        }
    }

    private void look() {
        try {
            if (sampler.look()) {
                metrics.forEach(ServerMetrics::renew);
            }
            hub.seen(sampler.last(), warnings.of(sampler.last()));
        } catch (RuntimeException serverEnds) {
            LOG.debug("the server could not be looked at", serverEnds);
        } finally {
            looking.set(false);
        }
    }

    /** Has the registries show what was seen within the last second. By the worker: it asks the server. */
    void renew() {
        sampler.recent(SCRAPED);
        metrics.forEach(ServerMetrics::renew);
    }

    /** Takes the meters away. A look that still goes on adds none again. */
    void close() {
        metrics.forEach(ServerMetrics::close);
    }
}
