package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages name the object, how it came if it has no name, and what was called. */
@Timeout(60)
class NamedByTheirWayTest {

    /** What is registered. */
    public interface Calculator {
        /** Returns the sum. */
        int add(int left, int right);
    }

    /** Something else. */
    public interface Clock {
        /** Returns the time. */
        long now();
    }

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server = ManagerServer.builder()
            .address("127.0.0.1", 0)
            .authKey(key)
            .register("get_calc", Calculator.class, () -> (left, right) -> {
                throw new IllegalStateException("no sums today");
            })
            .registerFunction("name", () -> "ada")
            .build();
    private final SyncManager manager = connect();

    private SyncManager connect() {
        server.start();
        return ManagerClient.connect("127.0.0.1", server.port(), key);
    }

    @AfterEach
    void close() {
        manager.close();
        server.close();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertSays(ThrowingCallable call, String... words) {
        return assertThatThrownBy(call).hasMessageContainingAll(words);
    }

    @Test
    void resultsThatDoNotFitNameTheCall() {
        assertSays(() -> manager.call("name", Integer.class), "manager, call 'name': ", "Integer");
        assertSays(() -> manager.get("get_calc", Clock.class), "manager, get 'get_calc': ", "add");
    }

    @Test
    void elementsThatDoNotFitNameObjectAndMethod() {
        manager.queue("q", String.class).add("one");
        SharedQueue<Integer> numbers = manager.queue("q", Integer.class);
        assertSays(numbers::take, "queue 'q', take(): ", "Integer");
        assertSays(numbers::peek, "queue 'q', peek(): ");
        manager.list("l", String.class).add("one");
        assertSays(() -> manager.list("l", Integer.class).get(0), "list 'l', get(): ");
        manager.dict("d", String.class, String.class).put("k", "v");
        SharedDict<String, Integer> dict = manager.dict("d", String.class, Integer.class);
        assertSays(() -> dict.get("k"), "dict 'd', get(): ");
        assertSays(() -> numbers.async().take().get(), "queue 'q', take: ").isInstanceOf(ExecutionException.class);
    }

    @Test
    void whatNeverLeavesTheFaceNamesTheMethodToo() {
        SharedQueue<Object> queue = manager.queue("q", Object.class);
        assertSays(() -> queue.put(null), "queue 'q', put(): an element must not be null");
        assertSays(() -> queue.addAll(new ArrayList<>(Arrays.asList(1, null))), "queue 'q', addAll(): ");
        assertSays(queue::remove, "queue 'q', remove(): ");
        assertSays(() -> queue.drainTo(queue), "queue 'q', drainTo(): ");
        assertSays(() -> manager.queue(-1), "queue(): ", "-1");
        assertSays(() -> manager.joinableQueue(-1), "joinableQueue(): ", "-1");
        SharedDict<Object, Object> dict = manager.dict("d", Object.class, Object.class);
        assertSays(() -> dict.put("k", null), "dict 'd', put(): a value must not be null");
        assertSays(() -> dict.putAll(Collections.singletonMap("k", null)), "dict 'd', putAll(): ");
    }

    @Test
    void whatHasNoNameSaysHowItCame() {
        manager.list("holder", Object.class).add(manager.list(Integer.class));
        List<?> held = (List<?>) manager.list("holder", Object.class).get(0);
        assertSays(() -> held.get(3), "list ", " (from a value), get(): ");
        List<?> typed = manager.list("holder", Type.list(Integer.class)).get(0);
        assertSays(() -> typed.get(3), "list ", " (from a value), get(): ");
        List<?> attached = manager.attach(RemoteProxy.of(held).objectToken(), Type.list(Integer.class));
        assertSays(() -> attached.get(3), "list ", " (by its token), get(): ");
        List<?> made = manager.list(Integer.class);
        assertThatThrownBy(() -> made.get(3)).hasMessageMatching("list \\d+, get\\(\\): .*");
    }
}
