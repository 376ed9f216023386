package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code wait()} and {@code notify()} of a proxy, which are those of {@link Object} and say nothing to the server. */
class MonitorsOfProxiesTest extends MisuseTest {

    private static final Map<String, Function<World, Object>> PROXIES = new LinkedHashMap<>();

    static {
        PROXIES.put("list", world -> world.list);
        PROXIES.put("dict", world -> world.dict);
        PROXIES.put("namespace", world -> world.namespace);
        PROXIES.put("value", world -> world.value);
        PROXIES.put("array", world -> world.array);
        PROXIES.put("queue", world -> world.queue);
        PROXIES.put("joinable queue", world -> world.joinable);
        PROXIES.put("lock", world -> world.lock);
        PROXIES.put("condition", world -> world.condition);
        PROXIES.put("semaphore", world -> world.semaphore);
        PROXIES.put("event", world -> world.event);
        PROXIES.put("barrier", world -> world.barrier);
        PROXIES.put("view of a namespace", world -> world.namespace.as(Settings.class));
    }

    interface Settings {
        String host();
    }

    static List<Misuse> misuses() {
        List<Misuse> misuses = new ArrayList<>();
        PROXIES.forEach((name, proxy) -> {
            misuses.add(monitor("wait of " + name, world -> proxy.apply(world).wait(1)));
            misuses.add(monitor("notify of " + name, world -> proxy.apply(world).notify()));
            misuses.add(
                    monitor("notifyAll of " + name, world -> proxy.apply(world).notifyAll()));
        });
        return misuses;
    }

    private static Misuse monitor(String what, Call call) {
        return misuse(what, IllegalMonitorStateException.class, call);
    }

    @Test
    void insideOfItsMonitorAProxyWaitsForThisProcessOnly() throws Exception {
        try (World world = new World()) {
            List<Object> before = world.state();
            for (Function<World, Object> proxy : PROXIES.values()) {
                Object monitor = proxy.apply(world);
                synchronized (monitor) {
                    monitor.notifyAll();
                    monitor.wait(1);
                }
            }
            assertThat(world.state()).isEqualTo(before);
        }
    }
}
