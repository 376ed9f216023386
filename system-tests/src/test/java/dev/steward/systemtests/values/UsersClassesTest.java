package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A class of a user in two clients that agree on it, and in one that does not know, does not allow, or has another version of it. */
@Timeout(60)
class UsersClassesTest {

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server =
            ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @TempDir
    Path directory;

    UsersClassesTest() {
        server.start();
        open.push(server);
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private SharedQueue<Object> parcels(ClientOptions.Builder options) {
        SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
        open.push(manager);
        return manager.queue("parcels", Object.class);
    }

    /** Makes a version of {@code elsewhere.Parcel}, a class that is not on the class path of the tests. */
    private Object parcel(String version, String components, Object content) throws Exception {
        Path source = directory.resolve(version).resolve("elsewhere/Parcel.java");
        Files.createDirectories(Objects.requireNonNull(source.getParent()));
        Files.writeString(source, "package elsewhere; public record Parcel(" + components + ") {}");
        int problems = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
        assertThat(problems).isZero();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.resolve(version).toUri().toURL()});
        open.push(loader);
        return loader.loadClass("elsewhere.Parcel").getDeclaredConstructors()[0].newInstance(content);
    }

    private static void assertReceived(SharedQueue<Object> queue, Object expected) throws InterruptedException {
        // The refused one comes back when the server has heard of the refusal.
        Delivery<Object> delivery = queue.receive(java.time.Duration.ofSeconds(20));
        assertThat(delivery).isNotNull();
        assertThat(delivery.value()).isEqualTo(expected);
        delivery.done();
        assertThat(queue.size()).isZero();
    }

    @Test
    void twoClientsThatAgreeReceiveWhatTheOtherSent() throws Exception {
        Object parcel = parcel("first", "int weight", 5);
        SharedQueue<Object> one = parcels(ClientOptions.builder().allow(parcel.getClass()));
        SharedQueue<Object> other = parcels(ClientOptions.builder().allow(parcel.getClass()));

        one.put(parcel);

        assertThat(other.take()).isEqualTo(parcel);
    }

    @Test
    void whoDoesNotAllowTheClassIsToldHowAndTheElementIsNotLost() throws Exception {
        Object parcel = parcel("first", "int weight", 5);
        SharedQueue<Object> allowing = parcels(ClientOptions.builder().allow(parcel.getClass()));
        SharedQueue<Object> careful = parcels(ClientOptions.builder());

        allowing.put(parcel);

        assertThatThrownBy(careful::take)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("elsewhere.Parcel")
                .hasMessageContaining("ClientOptions.allow");
        assertThatThrownBy(() -> careful.poll(20, TimeUnit.SECONDS)).isInstanceOf(UnsupportedValueException.class);
        assertReceived(allowing, parcel);
    }

    @Test
    void whoDoesNotHaveTheClassIsToldSoAndTheElementIsNotLost() throws Exception {
        Object parcel = parcel("first", "int weight", 5);
        SharedQueue<Object> having = parcels(ClientOptions.builder().allow(parcel.getClass()));
        SharedQueue<Object> lacking = parcels(ClientOptions.builder().allowPackage("elsewhere"));

        having.put(parcel);

        assertThatThrownBy(lacking::take)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("no class elsewhere.Parcel on the class path");
        assertReceived(having, parcel);
    }

    @Test
    void whoHasAnotherVersionOfTheClassIsToldSoAndTheElementIsNotLost() throws Exception {
        Object first = parcel("first", "int weight", 5);
        Object second = parcel("second", "long grams", 5L);
        SharedQueue<Object> old = parcels(ClientOptions.builder().allow(first.getClass()));
        SharedQueue<Object> young = parcels(ClientOptions.builder().allow(second.getClass()));

        old.put(first);

        assertThatThrownBy(young::take)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageMatching(
                        "(?s)queue [^:]*, take\\(\\): .*elsewhere\\.Parcel has other fields there than here, where it has"
                                + " long grams; use the same version.*");
        assertReceived(old, first);
    }

    @Test
    void whatAnotherClientCannotOpenStaysInADictAndCanBeReplacedUnseen() throws Exception {
        Object parcel = parcel("first", "int weight", 5);
        SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key);
        open.push(manager);
        SharedDict<String, Object> dict = manager.dict("shelf", String.class, Object.class);
        dict.put("a", parcel);

        assertThatThrownBy(() -> dict.get("a")).isInstanceOf(UnsupportedValueException.class);
        assertThat(dict.containsKey("a")).isTrue();
        assertThat(dict.containsValue(parcel)).as("compared by its bytes").isTrue();
        assertThat(dict.keySet()).containsExactly("a");
    }
}
