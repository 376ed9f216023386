package dev.steward.client.transport;

import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one server. Knows how to connect, to authenticate and to enter a session, and nothing of calls.
 * Every implementation keeps the same contract, held by one test. Safe for any number of threads.
 */
public interface ClientTransport extends AutoCloseable {

    /** Returns the client's one reader loop, which also runs its timers. Whatever runs there must not block. */
    ScheduledExecutorService loop();

    /**
     * Connects, authenticates and enters a session. Does not block.
     *
     * @param entry {@link OpenSession}, or {@link JoinSession} of the shared connection
     * @param receiver gets what comes in
     * @return completed on the loop with the session's link, or with a {@link dev.steward.api.ManagerException} that names
     *     the address and the cure, at the latest when the connect timeout has passed
     */
    CompletableFuture<Entered> enter(Message entry, Receiver receiver);

    /**
     * The same at another server than the one that was entered last, while its link stands. Each is asked once. Does not block.
     * On the loop.
     *
     * @return as {@link #enter}; null if no other server is known
     */
    default @Nullable CompletableFuture<Entered> enterElsewhere(Message entry, Receiver receiver) {
        return null;
    }

    /**
     * Returns a transport to another server that shares the loop of this one, and is closed with it.
     *
     * @param timeout how long connecting, authenticating and entering may take together there
     */
    ClientTransport to(ServerAddress server, Duration timeout);

    /** Closes all connections and ends the loop. Nothing else may be called after it. Returns when the loop has ended. */
    @Override
    void close();
}
