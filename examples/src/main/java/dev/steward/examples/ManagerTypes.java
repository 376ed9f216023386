package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectToken;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * T17: a namespace, a list and a dict that a child process changes. The parent passes their tokens to the child and sees
 * what it did. The child is this class too, started with arguments; the key goes to its standard input, because others on
 * the machine can read the arguments of a process.
 */
public final class ManagerTypes {

    private ManagerTypes() {}

    /** Without arguments the parent, with the port and three tokens the child. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            parent();
        } else {
            child(Integer.parseInt(args[0]), args[1], args[2], args[3]);
        }
    }

    private static void parent() throws IOException, InterruptedException {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                SharedNamespace namespace = manager.namespace();
                namespace.set("name", "old_name");
                SharedList<String> list = manager.listOf(List.of("first"));
                SharedDict<String, String> dict = manager.dict(String.class, String.class);
                dict.put("key", "value");

                System.out.println("parent: before " + namespace.get("name") + " " + list + " " + dict);
                int exitCode =
                        runChild(key, server.port(), namespace.objectToken(), list.objectToken(), dict.objectToken());
                System.out.println("parent: the child ended with exit code " + exitCode);
                System.out.println("parent: after " + namespace.get("name") + " " + list + " " + dict);
            }
        }
    }

    private static int runChild(AuthKey key, int port, ObjectToken namespace, ObjectToken list, ObjectToken dict)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManagerTypes.class.getName(),
                        Integer.toString(port),
                        namespace.toString(),
                        list.toString(),
                        dict.toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintStream input = new PrintStream(child.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            input.println(key.toHex());
        }
        return child.waitFor();
    }

    private static void child(int port, String namespaceToken, String listToken, String dictToken) throws IOException {
        String hex = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        AuthKey key = AuthKey.of(HexFormat.of().parseHex(hex));
        // The server is its parent: when that is gone, there is nothing to wait for.
        ClientOptions options =
                ClientOptions.builder().giveUp(Duration.ofSeconds(2)).build();
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, key, options)) {
            SharedNamespace namespace =
                    manager.attach(ObjectToken.parse(namespaceToken), Type.of(SharedNamespace.class));
            SharedList<String> list = manager.attach(ObjectToken.parse(listToken), Type.list(String.class));
            SharedDict<String, String> dict =
                    manager.attach(ObjectToken.parse(dictToken), Type.dict(String.class, String.class));

            System.out.println("child: changes all three");
            namespace.set("name", "new_name");
            list.add("appended");
            dict.put("new_key", "new_value");
        }
    }
}
