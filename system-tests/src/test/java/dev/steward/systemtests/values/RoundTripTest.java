package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value of {@link Travellers} from one client over the server to another, and through objects in the server's process. */
@Timeout(60)
class RoundTripTest {

    private static ManagerServer server;
    private static SyncManager sender;
    private static SyncManager receiver;
    private static final SharedList<Object> OF_SERVER = SharedObjects.list();

    @BeforeAll
    static void start() {
        AuthKey key = AuthKey.random();
        server = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(key)
                .register("list_of_server", () -> OF_SERVER)
                .allow(Travellers.CLASSES.toArray(Class<?>[]::new))
                .build();
        server.start();
        ClientOptions.Builder options = ClientOptions.builder();
        Travellers.CLASSES.forEach(options::allow);
        sender = ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
        receiver = ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
    }

    @AfterAll
    static void stop() {
        sender.close();
        receiver.close();
        server.close();
    }

    private static void assertSame(Object came, Object sent) {
        // Arrays have no equals of their own, and some values hold arrays.
        assertThat(Arrays.deepEquals(new Object[] {came}, new Object[] {sent}))
                .as("%s came, %s was sent", summary(came), summary(sent))
                .isTrue();
    }

    private static String summary(Object value) {
        String text = String.valueOf(value);
        return text.length() < 100 ? text : text.substring(0, 100);
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(Travellers.travelling().count()).isGreaterThan(130);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.steward.systemtests.values.Travellers#travelling")
    void anotherClientReceivesWhatWasSentAndSendsItBack(String name, Object value) {
        SharedList<Object> there = sender.list("there " + name, Object.class);
        there.add(value);
        Object received = receiver.list("there " + name, Object.class).get(0);
        assertSame(received, value);

        receiver.list("back " + name, Object.class).add(received);
        assertSame(sender.list("back " + name, Object.class).get(0), value);
        assertThat(there.indexOf(received))
                .as("the server finds what came back")
                .isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.steward.systemtests.values.Travellers#travelling")
    void itIsTheSameInsideADictAQueueAndACell(String name, Object value) {
        Object inside = new Object[] {value}[0];
        SharedValue<Object> cell = sender.value(name, Object.class, null);
        cell.set(inside);
        assertSame(receiver.value(name, Object.class, null).get(), value);
        if (value == null) {
            return;
        }
        SharedDict<String, Object> dict = sender.dict("dict", String.class, Object.class);
        dict.put(name, value);
        assertSame(receiver.dict("dict", String.class, Object.class).remove(name), value);
        SharedQueue<Object> queue = sender.queue("queue", Object.class);
        queue.add(value);
        assertSame(receiver.queue("queue", Object.class).poll(), value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.steward.systemtests.values.Travellers#travelling")
    void theServersOwnProcessSeesWhatClientsSentAndTheyWhatItMade(String name, Object value) {
        SharedList<Object> remote = sender.get("list_of_server", SharedList.class);
        int index = OF_SERVER.size();
        remote.add(value);
        assertSame(OF_SERVER.get(index), value);
        OF_SERVER.add(value);
        assertSame(remote.get(index + 1), value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.steward.systemtests.values.Travellers#refused")
    void whatCannotTravelIsRefusedWithWhatToDo(String name, Object value, String cure) {
        SharedList<Object> list = sender.list("refused", Object.class);
        assertThatThrownBy(() -> list.add(value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(cure);
        assertThatThrownBy(() -> SharedObjects.list().add(value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(cure);
        assertThat(list).isEmpty();
    }
}
