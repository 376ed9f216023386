package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.PermitPolicy;
import dev.steward.api.QueueOptions;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.vocabulary.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Objects by name: made or found, listed, deleted, and refused to who takes them for something else. */
class NamesTest extends ServedTest {

    private static final Map<String, BiFunction<SyncManager, String, RemoteProxy>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("list", (manager, name) -> manager.list(name, Integer.class));
        TYPES.put("dict", (manager, name) -> manager.dict(name, String.class, Integer.class));
        TYPES.put("namespace", SyncManager::namespace);
        TYPES.put("value", (manager, name) -> manager.value(name, Integer.class, 1));
        TYPES.put("array", (manager, name) -> manager.array(name, Integer.class, 3));
        TYPES.put("queue", (manager, name) -> manager.queue(name, Integer.class));
        TYPES.put("joinableQueue", (manager, name) -> manager.joinableQueue(name, Integer.class));
        TYPES.put("lock", SyncManager::lock);
        TYPES.put("rlock", SyncManager::rlock);
        TYPES.put("condition", SyncManager::condition);
        TYPES.put("semaphore", (manager, name) -> manager.semaphore(name, 2));
        TYPES.put("boundedSemaphore", (manager, name) -> manager.boundedSemaphore(name, 2));
        TYPES.put("event", SyncManager::event);
        TYPES.put("barrier", (manager, name) -> manager.barrier(name, 2));
    }

    private final int port = serve().port();
    private final SyncManager one = connect(port);
    private final SyncManager two = connect(port);

    @Test
    void eachTypeIsMadeOnceAndThenFound() {
        TYPES.forEach((type, byName) -> {
            RemoteProxy made = byName.apply(one, "a " + type);
            int objects = one.objectCount();
            RemoteProxy found = byName.apply(two, "a " + type);
            assertThat(found.objectToken()).as(type).isEqualTo(made.objectToken());
            assertThat(made.sameObject(found)).isTrue();
            assertThat(one.objectCount()).isEqualTo(objects);
            assertThat(made.objectToken().typeId()).isEqualTo(type);
        });
        assertThat(one.names("a *")).hasSameSizeAs(TYPES.keySet());
    }

    @Test
    void nameOfAnotherTypeIsRefusedWithBothAndMakesNothing() {
        TYPES.forEach((type, byName) -> byName.apply(one, type));
        int objects = one.objectCount();
        TYPES.forEach((type, byName) -> TYPES.keySet().stream()
                .filter(other -> !other.equals(type))
                .forEach(other -> assertThatThrownBy(() -> byName.apply(two, other))
                        .isInstanceOf(NoSuchObjectException.class)
                        .hasMessageContaining("the name " + other + " belongs to " + Printable.withArticle(other))
                        .hasMessageContaining("not to " + Printable.withArticle(type))));
        assertThat(one.objectCount()).isEqualTo(objects);
    }

    @Test
    void namesAreListedInOrderByPattern() {
        for (String name : List.of("job b", "job a", "job ab", "other", "jöb*")) {
            one.lock(name);
        }
        assertThat(two.names("*")).containsExactly("job a", "job ab", "job b", "jöb*", "other");
        assertThat(two.names("job ?")).containsExactly("job a", "job b");
        assertThat(two.names("*b")).containsExactly("job ab", "job b");
        assertThat(two.names("jöb*")).containsExactly("jöb*");
        assertThat(two.names("other")).containsExactly("other");
        assertThat(two.names("[jo]*")).isEmpty();
        assertThat(two.names("")).isEmpty();
    }

    @Test
    void findingNeverMakes() {
        assertThatThrownBy(() -> one.find("nothing", Type.of(SharedLock.class)))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("nothing");
        assertThat(one.objectCount()).isZero();
        SharedQueue<Integer> made = one.queue("jobs", 3, Integer.class);
        assertThat(two.find("jobs", Type.queue(Integer.class)).objectToken()).isEqualTo(made.objectToken());
        assertThatThrownBy(() -> two.find("jobs", Type.list(Integer.class)))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("queue");
    }

    @Test
    void deletedNameIsFreeAndItsObjectLivesOnWithWhoUsesIt() {
        SharedQueue<Integer> old = one.queue("jobs", Integer.class);
        old.add(1);
        assertThat(two.delete("jobs")).isTrue();
        assertThat(two.delete("jobs")).isFalse();
        assertThat(one.names("*")).isEmpty();
        SharedQueue<Integer> fresh = two.queue("jobs", 5, Integer.class);
        assertThat(fresh.sameObject(old)).isFalse();
        assertThat(fresh).isEmpty();
        assertThat(old.peek()).isEqualTo(1);
    }

    @Test
    void nameWithoutACharacterIsRefused() {
        assertThatThrownBy(() -> one.lock(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one character");
        assertThat(one.objectCount()).isZero();
    }

    private static void assertOther(Runnable asked, String asMade, String asAsked) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining(asMade)
                .hasMessageContaining("not with " + asAsked);
    }

    @Test
    void nameOfAnotherShapeIsRefusedWithBoth() {
        SharedQueue<Integer> dead = one.queue("dead", Integer.class);
        SharedQueue<Integer> graveyard = two.queue("graveyard", Integer.class);
        one.queue("queue", 3, Integer.class);
        one.joinableQueue("joinable", Integer.class, QueueOptions.bounded(3).deadLetters(dead, 5));
        one.semaphore("semaphore", 2, PermitPolicy.CONSUMED);
        one.boundedSemaphore("bounded", 2);
        one.barrier("barrier", 2);
        one.value("value", Integer.class, 1);
        one.array("array", TypeCode.INT, 3);
        int objects = one.objectCount();
        assertOther(() -> two.queue("queue", 4, Integer.class), "capacity 3", "capacity 4");
        assertOther(() -> two.queue("queue", 0, Integer.class), "capacity 3", "unbounded");
        assertOther(() -> two.queue("dead", 1, Integer.class), "unbounded", "capacity 1");
        assertOther(
                () -> two.joinableQueue(
                        "joinable", Integer.class, QueueOptions.bounded(3).maxDeliveries(4)),
                "at most 5 deliveries",
                "capacity 3, at most 4 deliveries");
        assertOther(
                () -> two.joinableQueue(
                        "joinable", Integer.class, QueueOptions.bounded(3).deadLetters(graveyard, 5)),
                "dead letters to object",
                "capacity 3, at most 5 deliveries");
        assertOther(() -> two.semaphore("semaphore", 3), "permits: 2", "permits: 3");
        assertOther(
                () -> two.semaphore("semaphore", 2, PermitPolicy.RETURN_ON_DEATH),
                "CONSUMED",
                "permits: 2, RETURN_ON_DEATH");
        assertOther(() -> two.boundedSemaphore("bounded", 1), "permits: 2", "permits: 1");
        assertOther(() -> two.barrier("barrier", 3), "parties: 2", "parties: 3");
        assertOther(() -> two.barrier("barrier", 2, () -> {}), "no action", "parties: 2, an action");
        assertOther(() -> two.value("value", Long.class, 1L), "java.lang.Integer", "type java.lang.Long");
        assertOther(() -> two.value("value", TypeCode.INT, 1), "java.lang.Integer", "type code:i");
        assertOther(() -> two.array("array", TypeCode.INT, 4), "length 3", "type code:i, length 4");
        assertOther(() -> two.array("array", TypeCode.LONG, 3), "code:i", "type code:");
        assertOther(() -> two.array("array", Integer.class, 3), "code:i", "type java.lang.Integer, length 3");
        assertThat(one.objectCount()).isEqualTo(objects);
    }

    @Test
    void whatIsLeftOutAgreesWithAny() {
        SharedQueue<Integer> bounded = one.queue("queue", 3, Integer.class);
        assertThat(two.queue("queue", Integer.class)).isEqualTo(bounded);
        RemoteProxy joinable = one.joinableQueue(
                "joinable", Integer.class, QueueOptions.bounded(3).maxDeliveries(5));
        assertThat(two.joinableQueue("joinable", Integer.class)).isEqualTo(joinable);
        assertThat(two.joinableQueue("joinable", 3, Integer.class)).isEqualTo(joinable);
        RemoteProxy signals = one.semaphore("signals", 2, PermitPolicy.CONSUMED);
        assertThat(two.semaphore("signals", 2)).isEqualTo(signals);
    }
}
