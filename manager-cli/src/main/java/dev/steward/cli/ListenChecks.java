package dev.steward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SyncManager;
import dev.steward.client.Address;
import dev.steward.client.ClientOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a server could listen where it is told to, and whether it would be safe to. */
final class ListenChecks {

    private static final String SUBJECT = "address";
    private static final int FIRST_FREE_FOR_ALL = 1024;

    /** What the address of a Unix domain socket has room for on Linux, the zero at its end not counted. */
    private static final int MOST_PATH_BYTES = 107;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ServerOptions options;
    private final @Nullable AuthKey key;

    ListenChecks(ServerOptions options, @Nullable AuthKey key) {
        this.options = options;
        this.key = key;
    }

    List<Finding> findings() {
        Path unix = options.unix();
        return unix == null ? ofTcp() : List.of(ofUnix(unix));
    }

    private List<Finding> ofTcp() {
        InetAddress host;
        try {
            host = InetAddress.getByName(options.host());
        } catch (UnknownHostException unknown) {
            return List.of(Finding.fail(
                    SUBJECT,
                    "the host " + options.host() + " has no address",
                    "correct --host; 127.0.0.1 is this machine, 0.0.0.0 all its addresses"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(ofPort(host, options.port()));
        if (!host.isLoopbackAddress()) {
            findings.addAll(ofOthers());
        }
        return findings;
    }

    private Finding ofPort(InetAddress host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Finding.ok(
                    SUBJECT,
                    port == 0
                            ? options.host() + ", on a port that is picked"
                            : options.host() + ":" + port + " is free");
        } catch (BindException refused) {
            return cannotBind(port, refused);
        } catch (IOException failed) {
            return Finding.fail(
                    SUBJECT,
                    "nobody can listen on " + options.host() + ":" + port + ": " + failed.getMessage(),
                    "choose another --host or --port");
        }
    }

    private Finding cannotBind(int port, BindException refused) {
        String where = options.host() + ":" + port;
        String why = String.valueOf(refused.getMessage());
        if (why.contains("assign")) {
            return Finding.fail(
                    SUBJECT,
                    options.host() + " is no address of this machine",
                    "take one of those that ip addr shows, or 0.0.0.0 for all of them");
        }
        if (why.contains("ermission") && port < FIRST_FREE_FOR_ALL) {
            return Finding.fail(
                    SUBJECT,
                    "this user may not listen on " + where,
                    "choose a --port of 1024 or more, or give the service CAP_NET_BIND_SERVICE");
        }
        return isSteward(port)
                ? Finding.warn(SUBJECT, where + " is taken by a Steward server with this key", "it runs already")
                : Finding.fail(
                        SUBJECT,
                        where + " is taken (" + why + ")",
                        "choose another --port, or end what listens there: ss -ltnp 'sport = :" + port + "' shows it");
    }

    private boolean isSteward(int port) {
        if (key == null || options.tlsCertificate() != null) {
            return false;
        }
        Address there = new Address.Tcp(options.host(), port).fromHere();
        ClientOptions patience = ClientOptions.builder()
                .connectTimeout(PATIENCE)
                .name("steward-doctor")
                .build();
        try (SyncManager manager = there.connect(key, patience)) {
            return manager.ping().compareTo(Duration.ZERO) >= 0;
        } catch (ManagerException another) {
            return false;
        }
    }

    private List<Finding> ofOthers() {
        List<Finding> findings = new ArrayList<>();
        if (options.tlsCertificate() == null) {
            findings.add(
                    options.isInsecure()
                            ? Finding.warn(
                                    "other machines",
                                    "they reach it without TLS: whoever is on the way reads everything",
                                    "give --tls-cert and --tls-key, unless the network is safe itself")
                            : Finding.fail(
                                    "other machines",
                                    "they could reach it and there is no TLS, so that it does not start",
                                    "give --tls-cert and --tls-key, or --insecure where the network is safe itself"));
        }
        if (key != null && key.isShort()) {
            findings.add(Finding.fail(
                    "other machines",
                    "they could reach it and the key is short, so that it does not start",
                    "make a longer one: " + KeyChecks.NEW_KEY));
        }
        return findings;
    }

    private static Finding ofUnix(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Finding.fail(SUBJECT, "there is no folder " + folder + " for the socket", "mkdir -p " + folder);
        }
        if (!Files.isWritable(folder)) {
            return Finding.fail(
                    SUBJECT,
                    "this user may not write " + folder,
                    "choose another --unix, or have the folder be this user's");
        }
        int bytes = path.toString().getBytes(UTF_8).length;
        if (bytes > MOST_PATH_BYTES) {
            return Finding.fail(
                    SUBJECT,
                    "the path has " + bytes + " bytes, and a socket's at most " + MOST_PATH_BYTES,
                    "choose a shorter --unix");
        }
        if (Files.isRegularFile(path)) {
            return Finding.fail(SUBJECT, path + " is a file and no socket", "remove it, or choose another --unix");
        }
        return Files.exists(path)
                ? Finding.warn(
                        SUBJECT,
                        "there is a socket at " + path + " already",
                        "a server listens there, or has left it behind, which the next one removes; doctor --connect unix:"
                                + path + " tells which")
                : Finding.ok(SUBJECT, "unix:" + path + " can be made");
    }
}
