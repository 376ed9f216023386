package dev.steward.process.pipe;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.process.link.Link;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Where listeners are, how they are reached, and how that is told. Stateless. */
public final class SocketAddresses {

    private SocketAddresses() {}

    /**
     * Returns the address of a port; looks the host up, which may block.
     *
     * @throws IllegalArgumentException if there is no such port
     * @throws ConnectionLostException if the host has no address
     */
    public static InetSocketAddress tcp(String host, int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ConnectionLostException(
                    "the host '" + host + "' has no address: correct the name", Outcome.NOT_EXECUTED);
        }
        return address;
    }

    /** Returns the address of a Unix domain socket. */
    public static UnixDomainSocketAddress unix(Path path) {
        return UnixDomainSocketAddress.of(path);
    }

    /** Returns an address as messages show it. */
    public static String describe(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            return unix.getPath().toString().isEmpty() ? "a process of this machine" : "unix:" + unix.getPath();
        }
        if (address instanceof InetSocketAddress tcp) {
            return tcp.getHostString() + ":" + tcp.getPort();
        }
        return address.toString();
    }

    /** Connects; blocks. */
    public static SocketEnd connect(SocketAddress address, AuthKey key, Duration timeout) throws InterruptedException {
        String where = describe(address);
        SocketEnd[] end = new SocketEnd[1];
        CompletableFuture<Link> connecting = Link.connect(address, key, timeout, link -> {
            SocketEnd made = new SocketEnd(link, where);
            end[0] = made;
            return made;
        });
        try {
            connecting.get();
            return end[0];
        } catch (InterruptedException interrupted) {
            // A link that comes all the same closes itself.
            connecting.cancel(false);
            throw interrupted;
        } catch (ExecutionException failed) {
            throw explain(where, requireNonNull(failed.getCause()));
        }
    }

    private static ManagerException explain(String where, Throwable problem) {
        if (problem instanceof AuthenticationException refused) {
            return new AuthenticationException(
                    "cannot connect to " + where + ": " + refused.getMessage(), Outcome.NOT_EXECUTED, refused);
        }
        if (problem instanceof ProtocolException || problem instanceof ConnectionLostException) {
            return new ProtocolException(
                    "what listens at " + where + " is no listener of this library: " + problem.getMessage()
                            + "; check the address",
                    Outcome.NOT_EXECUTED,
                    problem);
        }
        if (problem instanceof ManagerException known) {
            return known;
        }
        if (problem instanceof TimeoutException silent) {
            return new ConnectionLostException(
                    "cannot connect to " + where + ": " + silent.getMessage()
                            + "; check the address, and that a Listener of this library is there",
                    Outcome.NOT_EXECUTED,
                    silent);
        }
        return new ConnectionLostException(
                "nobody listens at " + where + " (" + problem.getMessage()
                        + "): start the listener there, or correct the address",
                Outcome.NOT_EXECUTED,
                problem);
    }
}
