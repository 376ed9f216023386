package dev.steward.systemtests.misuse;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.house.ProjectTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who has just begun: key files, servers that run, one with TLS and one with an admin key, and a client. Used by one thread. */
final class Beginner implements AutoCloseable {

    /** A service of the server. */
    interface Shop {
        int order(String what);
    }

    /** What a client asks for that the server does not offer. */
    interface Bank {
        int pay(String what);
    }

    /** A class that nobody allowed. */
    record Stranger(String name) {}

    static final String ADMIN_WORDS = "another key, long enough";

    private static final String WORDS = "a key that is long enough";

    private final Path folder = Files.createTempDirectory("steward-beginner-");
    private final Path tls = ProjectTree.root().resolve("manager-cli/src/test/resources/tls");
    private final Map<String, String> names = new TreeMap<>();

    final AuthKey key = AuthKey.of(WORDS);
    final ManagerServer server;
    private final ManagerServer encrypted;
    final ManagerServer administered;
    private final ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));

    /** The client. */
    final SyncManager manager;

    /** Another process, or as good as one. */
    final SyncManager other;

    Beginner() throws IOException {
        server = started(ManagerServer.builder().register("shop", Shop.class, () -> what -> what.length()));
        encrypted = started(ManagerServer.builder().tls(tls.resolve("server.pem"), tls.resolve("server-key.pem")));
        administered = started(ManagerServer.builder().adminKey(AuthKey.of(ADMIN_WORDS)));
        manager = connect(ClientOptions.defaults());
        other = connect(ClientOptions.builder().allow(Stranger.class).build());
        names.put("KEY", file("key.txt", WORDS));
        names.put("OTHER_KEY", file("other.txt", "the key of another server"));
        names.put("SHORT_KEY", file("short.txt", "short"));
        names.put("EMPTY", file("empty.txt", ""));
        names.put("SETTINGS", file("settings", "prot=1\n"));
        names.put("WRONG_PORT", file("wrong-port", "port=http\n"));
        names.put("NONE", folder.resolve("none").toString());
        names.put("CERT", tls.resolve("server.pem").toString());
        names.put("CERT_KEY", tls.resolve("server-key.pem").toString());
        names.put("OTHER_CERT", tls.resolve("other.pem").toString());
        names.put("SERVER", server.address());
        names.put("ENCRYPTED", encrypted.address());
        names.put("ADMINISTERED", administered.address());
        names.put("TAKEN", Integer.toString(taken.getLocalPort()));
        names.put("NOBODY", nobody());
    }

    private ManagerServer started(ManagerServer.Builder builder) {
        ManagerServer made = builder.authKey(key).build();
        made.start();
        return made;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    SyncManager connect(ClientOptions options) {
        return ManagerClient.connect("127.0.0.1", server.port(), key, options);
    }

    /** Returns a path that is not there. */
    Path none() {
        return folder.resolve("none");
    }

    /** Returns the words of a line, with the names in braces filled in. */
    String[] words(String line) {
        return Stream.of(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(this::filled)
                .toArray(String[]::new);
    }

    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        manager.close();
        other.close();
        server.close();
        encrypted.close();
        administered.close();
        taken.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
