package dev.steward.client.transport;

import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.LoopThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * All calls on the session's shared connection, TCP or Unix domain socket, without TLS: one channel of the JDK, one selector,
 * one thread. Keeps what {@link NettyTransport} keeps; a program that starts needs some hundred classes less for it. Costs a
 * caller two thread switches for each call; {@link DirectTransport} spares it them.
 */
public final class SelectorTransport implements ClientTransport {

    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final TransportSettings settings;
    private final ConnectFailures firstFailures;
    private final SelectorLoop loop;

    /**
     * A transport without a connection yet.
     *
     * @param settings where and how to connect; without certificates to trust
     * @param name of the client, for the name of its loop's thread
     */
    public SelectorTransport(TransportSettings settings, String name) {
        if (settings.trust() != null) {
            throw new IllegalArgumentException("TLS needs the other transport");
        }
        this.settings = settings;
        this.firstFailures = new ConnectFailures(settings);
        this.loop = new SelectorLoop(name);
    }

    private SelectorTransport(TransportSettings settings, SelectorLoop loop) {
        this.settings = settings;
        this.firstFailures = new ConnectFailures(settings);
        this.loop = loop;
    }

    @Override
    public ClientTransport to(ServerAddress server, Duration timeout) {
        return new SelectorTransport(settings.to(server, timeout), loop);
    }

    @Override
    public ScheduledExecutorService loop() {
        return loop;
    }

    @Override
    public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
        CompletableFuture<Entered> entered = new CompletableFuture<>();
        ConnectFailures failures = entry instanceof JoinSession ? firstFailures.whenResuming() : firstFailures;
        SessionEntry walk = new SessionEntry(settings, failures, entry, receiver);
        SelectorLink link = new SelectorLink(loop, walk, receiver, failures, entered);
        Duration timeout = settings.connectTimeout();
        ScheduledFuture<?> deadline = loop.schedule(
                () -> entered.completeExceptionally(failures.silent(link.isActive(), timeout)),
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        CompletableFuture<?> unused = entered.whenComplete((done, failed) -> {
            deadline.cancel(false);
            if (failed != null) {
                link.close();
            }
        });
        loop.execute(() -> link.connect(settings.server()));
        return entered;
    }

    /** Returns when its thread is gone, or after two seconds: it may be looking up the name of a host. */
    @Override
    public void close() {
        loop.shutdown();
        LoopThread.awaitGone(loop.thread(), LONGEST_END);
    }
}
