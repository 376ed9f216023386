package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Proxies whose manager was closed, or that were given back. */
class ClosedProxiesTest extends MisuseTest {

    /** Something that a user does to a proxy. */
    private interface Use<T> {
        void of(T proxy) throws Exception;
    }

    private static <T> Misuse closed(String what, Function<SyncManager, T> proxy, Use<T> use) {
        return misuse(
                "after close: " + what,
                SessionLostException.class,
                world -> {
                    T used;
                    try (SyncManager manager = world.connect()) {
                        used = proxy.apply(manager);
                    }
                    use.of(used);
                },
                "was closed",
                "connect again");
    }

    private static <T> Misuse forgotten(String what, Function<SyncManager, T> proxy, Use<T> use) {
        return misuse(
                "after forget: " + what,
                NoSuchObjectException.class,
                world -> {
                    T used = proxy.apply(world.manager);
                    RemoteProxy.forget(used);
                    use.of(used);
                },
                "forget",
                "ask the manager");
    }

    static List<Misuse> misuses() {
        return List.of(
                closed("list", manager -> manager.list("list", Integer.class), list -> list.add(9)),
                closed("list read", manager -> manager.list("list", Integer.class), list -> list.size()),
                closed("part", manager -> manager.list("list", Integer.class).subList(0, 1), part -> part.add(9)),
                closed("iterator", manager -> first(manager), each -> each.remove()),
                closed("dict", manager -> manager.dict("dict", String.class, Integer.class), dict -> dict.put("z", 1)),
                closed(
                        "keys",
                        manager -> manager.dict("dict", String.class, Integer.class)
                                .keySet(),
                        keys -> keys.clear()),
                closed("namespace", manager -> manager.namespace("namespace"), space -> space.set("z", 1)),
                closed("value", manager -> manager.value("value", TypeCode.INT, 7), value -> value.set(9)),
                closed("array", manager -> manager.array("array", TypeCode.INT, 3), array -> array.set(0, 9)),
                closed("queue put", manager -> manager.queue("queue", Integer.class), queue -> queue.put(9)),
                closed("queue take", manager -> manager.queue("queue", Integer.class), queue -> queue.take()),
                closed("queue poll", manager -> manager.queue("queue", Integer.class), queue -> queue.poll()),
                closed("joinable", manager -> manager.joinableQueue("joinable", Integer.class), queue -> queue.join()),
                closed("lock", manager -> manager.lock("lock"), lock -> lock.release()),
                closed("lock wait", manager -> manager.lock("lock"), lock -> lock.lock()),
                closed("condition", manager -> manager.condition("condition"), condition -> condition.lock()),
                closed("semaphore", manager -> manager.semaphore("semaphore", 2), permits -> permits.acquire()),
                closed("semaphore give", manager -> manager.semaphore("semaphore", 2), permits -> permits.release()),
                closed("event", manager -> manager.event("event"), event -> event.set()),
                closed("barrier", manager -> manager.barrier("barrier", 2), barrier -> barrier.abort()),
                closed("making an object", manager -> manager, manager -> manager.list()),
                closed("making a named one", manager -> manager, manager -> manager.lock("made too late")),
                closed("finding one", manager -> manager, manager -> manager.find("list", Type.list(Integer.class))),
                closed("deleting a name", manager -> manager, manager -> manager.delete("list")),
                closed("asking for names", manager -> manager, manager -> manager.names("*")),
                closed("counting", manager -> manager, manager -> manager.objectCount()),
                closed("ping", manager -> manager, manager -> manager.ping()),
                forgotten("list", manager -> manager.list("list", Integer.class), list -> list.add(9)),
                forgotten("dict", manager -> manager.dict("dict", String.class, Integer.class), dict -> dict.clear()),
                forgotten("queue", manager -> manager.queue("queue", Integer.class), queue -> queue.take()),
                forgotten("lock", manager -> manager.lock("lock"), lock -> lock.release()));
    }

    private static Iterator<Integer> first(SyncManager manager) {
        Iterator<Integer> each = manager.list("list", Integer.class).iterator();
        each.next();
        return each;
    }

    @Test
    void whatDoesNotNeedTheServerWorksAfterClose() throws Exception {
        try (World world = new World()) {
            SharedList<Object> list = world.list;
            SharedList<Object> same = world.manager.list("list", Object.class);
            world.manager.close();
            assertThat(list.equals(same)).isTrue();
            assertThat(list.sameObject(same)).isTrue();
            assertThat(list.objectToken()).isEqualTo(same.objectToken());
            assertThat(list.toString()).startsWith("list ").contains("not read", "was closed");
            assertThat(world.lock.equals(world.rlock)).isFalse();
            assertThat(world.lock.hashCode()).isNotZero();
            assertThatCode(() -> RemoteProxy.forget(list)).doesNotThrowAnyException();
            assertThatCode(world.manager::close).doesNotThrowAnyException();
        }
    }
}
