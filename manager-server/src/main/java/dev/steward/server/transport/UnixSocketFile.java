package dev.steward.server.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The file of a Unix domain socket: a server that died leaves it behind, and nobody can listen there until it is gone. */
final class UnixSocketFile {

    private UnixSocketFile() {}

    /**
     * Removes a socket file on which nobody listens and returns the path.
     *
     * @throws IllegalStateException if somebody listens there, or the file is no socket
     */
    static Path cleared(Path path) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!file.isOther()) {
                throw new IllegalStateException("cannot listen on unix:" + path
                        + ": there is a file that is no socket; remove it or choose another path");
            }
            if (somebodyListens(path)) {
                throw new IllegalStateException("cannot listen on unix:" + path
                        + ": another process listens there; stop it or choose another path");
            }
            Files.delete(path);
            return path;
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot listen on unix:" + path + ": this user must be able to write its directory", failed);
        }
    }

    private static boolean somebodyListens(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Removes the file of a socket that was closed. */
    static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException keptBySomebody) {
            // The next server there removes it, or says why it cannot.
            return;
        }
    }
}
