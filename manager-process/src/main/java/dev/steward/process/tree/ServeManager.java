package dev.steward.process.tree;

import dev.steward.api.AuthKey;
import dev.steward.process.child.ParentLink;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a child does that is a manager's server. A signal to a whole group of processes, such as Ctrl-C, reaches it too, and
 * the others need it until they have ended: it ends with its parent, or when that says so.
 *
 * @param socket the path of the Unix domain socket to listen on
 * @param key its key as hexadecimal digits
 */
record ServeManager(String socket, String key) implements Callable<@Nullable Void> {

    @Override
    public @Nullable Void call() throws InterruptedException {
        try (ManagerServer server = ManagerServer.builder()
                .address(Path.of(socket))
                .authKey(AuthKey.of(HexFormat.of().parseHex(key)))
                .limit(ServerLimit.AUTHENTICATION_MILLIS, ManagerChild.PATIENCE.toMillis())
                .build()) {
            server.start();
            GroupSignals.ignore();
            ParentLink.current().whenToldToEnd(server::close);
            ParentLink.current().tellReady();
            server.awaitShutdown();
        }
        return null;
    }
}
