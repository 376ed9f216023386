package dev.steward.systemtests.values;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.ToolProvider;

/** A server, a client that sends values of a class, and one that cannot open them, for a reason. */
final class Unreadable {

    /** Why a client cannot open what the other sends. */
    enum Reason {
        /** It does not allow the class. */
        NOT_ALLOWED("elsewhere.Parcel", "ClientOptions.allow"),
        /** It allows the class and does not have it. */
        NOT_THERE("no class elsewhere.Parcel", "add it"),
        /** Its class has another field. */
        ANOTHER_VERSION("elsewhere.Parcel", "same version"),
        /** It has named another type for what it reads. */
        ANOTHER_TYPE("String", "Integer");

        private final String what;
        private final String cure;

        Reason(String what, String cure) {
            this.what = what;
            this.cure = cure;
        }

        /** What a message must say of the value. */
        String what() {
            return what;
        }

        /** What a message must say that is to be done. */
        String cure() {
            return cure;
        }
    }

    /** What the compiler made of a record with certain components: it takes longer than a test. */
    private static final Map<String, byte[]> CODE = new ConcurrentHashMap<>();

    private final AuthKey key = AuthKey.random();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ManagerServer server;
    private final Reason reason;

    /** Opens what it cannot read. */
    final SyncManager sender;

    /** Cannot open it. */
    final SyncManager reader;

    /** A value that the reader cannot open. */
    final Object value;

    /** Another that it cannot open. */
    final Object other;

    Unreadable(Reason reason, Path directory) throws Exception {
        this.reason = reason;
        server = ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build();
        server.start();
        open.push(server);
        ClientOptions.Builder sending = ClientOptions.builder();
        ClientOptions.Builder reading = ClientOptions.builder();
        if (reason == Reason.ANOTHER_TYPE) {
            value = "one";
            other = "another";
        } else {
            Class<?> parcel = parcel(directory, "int weight");
            value = parcel.getDeclaredConstructors()[0].newInstance(5);
            other = parcel.getDeclaredConstructors()[0].newInstance(6);
            sending.allow(parcel);
            switch (reason) {
                case NOT_THERE -> reading.allowPackage("elsewhere");
                case ANOTHER_VERSION -> reading.allow(parcel(directory, "String weight"));
                default -> {}
            }
        }
        sender = connect(sending);
        reader = connect(reading);
    }

    private SyncManager connect(ClientOptions.Builder options) {
        SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
        open.push(manager);
        return manager;
    }

    /** Returns the type that the reader asks for its elements as. */
    // The reader names a type that is none of the values; what is read is only compared.
    @SuppressWarnings("unchecked")
    Class<Object> type() {
        return (Class<Object>) (reason == Reason.ANOTHER_TYPE ? Integer.class : Object.class);
    }

    private static Class<?> parcel(Path directory, String components) throws IOException {
        byte[] code = CODE.get(components);
        if (code == null) {
            code = compiled(directory, components);
            CODE.put(components, code);
        }
        return new OfBytes().define(code);
    }

    private static byte[] compiled(Path directory, String components) throws IOException {
        Path source = directory.resolve("Parcel.java");
        Files.writeString(source, "package elsewhere; public record Parcel(" + components + ") {}");
        int problems = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
        if (problems != 0) {
            throw new IllegalStateException("javac found problems in " + source);
        }
        return Files.readAllBytes(directory.resolve("Parcel.class"));
    }

    /** Has one class. */
    private static final class OfBytes extends ClassLoader {
        Class<?> define(byte[] code) {
            return defineClass("elsewhere.Parcel", code, 0, code.length);
        }
    }

    /** Closes the clients and the server. */
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
