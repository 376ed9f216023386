package dev.steward.client;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SessionLostException;
import dev.steward.client.proxy.Proxies;
import dev.steward.client.session.ClientSession;
import dev.steward.client.session.ClientSessionState;
import dev.steward.client.session.SessionListener;
import dev.steward.client.session.SessionSettings;
import dev.steward.client.transport.ClientTransport;
import dev.steward.face.callback.Callbacks;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The session of a manager at the moment. When one was lost, the next use of the manager itself opens another; proxies of
 * the lost one stay lost, because what they stood for may be another object now. The lock is held while connecting.
 */
final class CurrentSession implements AutoCloseable {

    private final ClientTransport transport;
    private final ClientOptions options;
    private final SessionSettings settings;
    private final AllowedClasses allowed;
    private final Callbacks callbacks;
    private final EventLine events;
    private final String address;
    private final ReentrantLock connecting = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Current current;

    private record Current(ClientSession session, Proxies proxies) {}

    CurrentSession(
            ClientTransport transport,
            ClientOptions options,
            SessionSettings settings,
            Callbacks callbacks,
            String address) {
        this.transport = transport;
        this.options = options;
        this.settings = settings;
        this.callbacks = callbacks;
        this.events = new EventLine(callbacks);
        this.address = address;
        this.allowed = new AllowedClasses();
        options.allowedTypes().forEach(allowed::allow);
        options.allowedPackages().forEach(allowed::allowPackage);
    }

    /** Returns the proxies of a session that stands; connects if there is none (any more). May block. */
    Proxies proxies() {
        Current now = current;
        return now != null && now.session.state() != ClientSessionState.LOST ? now.proxies : connected().proxies;
    }

    /** Returns which server and which start of it the session is with that was opened last. Never blocks. */
    Welcome server() {
        Current now = current;
        if (now == null) {
            throw new IllegalStateException("no session was opened yet");
        }
        return now.session.server();
    }

    private Current connected() {
        try {
            connecting.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted(interrupted);
        }
        try {
            Current now = current;
            if (now != null && now.session.state() != ClientSessionState.LOST) {
                return now;
            }
            if (closed.get()) {
                throw new SessionLostException("this manager was closed; connect again to go on", Outcome.NOT_EXECUTED);
            }
            ClientSession session = open();
            Current opened =
                    new Current(session, new Proxies(session, allowed, callbacks, options.callTimeout(), address));
            current = opened;
            tell(ClientListener.Event.CONNECTED, address);
            return opened;
        } finally {
            connecting.unlock();
        }
    }

    private ClientSession open() {
        CompletableFuture<ClientSession> opening = ClientSession.open(transport, settings, new Telling());
        try {
            return opening.get();
        } catch (InterruptedException interrupted) {
            // Whoever is let in after all leaves at once.
            CompletableFuture<?> unused = opening.thenAccept(session -> callbacks.execute(session::close));
            Thread.currentThread().interrupt();
            throw interrupted(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ManagerException why) {
                // Who asked matters; the loop's stack only tells where it was noticed.
                why.setStackTrace(new Throwable().getStackTrace());
                throw why;
            }
            throw new ManagerException("cannot connect to " + address, Outcome.NOT_EXECUTED, failed.getCause());
        }
    }

    private CallInterruptedException interrupted(InterruptedException cause) {
        return new CallInterruptedException(
                "connecting to " + address + " was interrupted", Outcome.NOT_EXECUTED, cause);
    }

    private void tell(ClientListener.Event event, String detail) {
        // A client that listens to nothing and calls nothing asynchronously needs no thread for it.
        if (options.listener() != ClientOptions.NOBODY) {
            events.execute(() -> options.listener().onEvent(event, detail));
        }
    }

    /** Passes on what happens to a session. */
    private final class Telling implements SessionListener {
        @Override
        public void suspended() {
            tell(ClientListener.Event.SUSPENDED, address + " has not answered for a while");
        }

        @Override
        public void resumed() {
            tell(ClientListener.Event.RESUMED, address);
        }

        @Override
        public void lost(ManagerException why) {
            tell(ClientListener.Event.LOST, String.valueOf(why.getMessage()));
        }
    }

    /**
     * Says that this process is about to end, as {@link ClientSession#leave} does.
     *
     * @return completed when the server has heard of it; at once if there is no session
     */
    CompletableFuture<@Nullable Void> leave() {
        Current now = current;
        try {
            return now == null ? CompletableFuture.completedFuture(null) : now.session.leave();
        } catch (RejectedExecutionException wasClosed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Breaks all connections without a word to the server, and closes what is here. */
    void cutOff() {
        end(ClientSession::cutOff);
    }

    @Override
    public void close() {
        end(ClientSession::close);
    }

    private void end(Consumer<ClientSession> ending) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connecting.lock();
        try {
            Current now = current;
            if (now != null) {
                ending.accept(now.session);
            }
        } finally {
            connecting.unlock();
        }
        transport.close();
        callbacks.close();
    }
}
