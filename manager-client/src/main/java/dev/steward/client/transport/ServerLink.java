package dev.steward.client.transport;

import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transfer.Wire;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One unbroken stay in a session: its shared connection, and whatever connections callers borrow beside it. Messages that
 * are sent one after the other by one thread with {@link #send} arrive in that order. Once broken it stays broken: the
 * session enters again and gets another link. Safe for any number of threads.
 */
public interface ServerLink extends Wire {

    /** Sends a message on the shared connection. Never blocks; on a broken link it does nothing. */
    void send(Message message);

    /**
     * Sends a call and may spend the calling thread's time until the answer is there. Returns when the receiver got the
     * answer, or when it will get it from the loop, or when the link is broken; the caller waits for the receiver in any
     * case. An interrupt makes it return soon, with the flag still set.
     *
     * @param call what to send
     * @param exchange tells how the call stands
     */
    void call(Call call, Exchange exchange);

    /**
     * Has callers read the answers that they wait for to the end, now that the server has said its last word on the shared
     * connection: it said it on theirs too, and closes them. No other call is made on them. Never blocks.
     *
     * @return completed when nobody reads any more; there is nothing to wait for where callers read nothing themselves
     */
    default CompletableFuture<@Nullable Void> readOut() {
        return CompletableFuture.completedFuture(null);
    }

    /** Breaks the link; the receiver is told so as if the server had closed it. Never blocks. */
    void close();
}
