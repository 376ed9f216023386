package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectToken;
import dev.steward.api.OverloadedException;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.test.ManagerServerTest;
import dev.steward.test.TestServer;
import java.math.BigDecimal;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * List, dict, set, Namespace, Value, queue and condition once around, over the shared connection alone and over connections of the
 * callers' own. The other types have tests of their own.
 */
@Timeout(60)
@ManagerServerTest(perMethod = true)
class SharedTypesTest {

    private TestServer server;

    @BeforeEach
    void serve(TestServer started) {
        server = started;
    }

    private SyncManager connect(int connections) {
        return server.client("client", ClientOptions.builder().connections(connections))
                .manager();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aListIsTheSameForEverybodyWhoKnowsItsName(int connections) {
        try (SyncManager one = connect(connections);
                SyncManager two = connect(connections)) {
            SharedList<Integer> mine = one.list("numbers", Integer.class);
            SharedList<Integer> yours = two.list("numbers", Integer.class);
            mine.addAll(List.of(3, 1, 2));
            yours.sort(null);
            assertThat(mine).containsExactly(1, 2, 3).isEqualTo(yours);
            assertThat(mine.sameObject(yours)).isTrue();
            assertThat(one.names("num*")).containsExactly("numbers");
            assertThat(two.delete("numbers")).isTrue();
            assertThat(mine.get(2)).isEqualTo(3);
            mine.reverse();
            mine.addFirst(4);
            mine.addLast(0);
            assertThat(yours).containsExactly(4, 3, 2, 1, 0);
            assertThat(List.of(yours.getFirst(), yours.getLast(), yours.removeFirst(), yours.removeLast()))
                    .containsExactly(4, 0, 4, 0);
            yours.repeat(2);
            assertThat(mine).containsExactly(3, 2, 1, 3, 2, 1);
            assertThat(mine.reversed()).containsExactly(1, 2, 3, 1, 2, 3);
            assertThatThrownBy(() -> mine.repeat(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("list 'numbers', repeat(): a list cannot stand there -1 times; 0 clears it");
            assertThatThrownBy(() -> mine.repeat(200_000))
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining("would be more than 1000000");
            mine.clear();
            assertThatThrownBy(mine::getFirst)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("the list is empty");
            assertThatThrownBy(mine::getLast).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(mine::removeLast).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aDictComputesOnItsNewestValue(int connections) {
        try (SyncManager manager = connect(connections)) {
            SharedDict<String, Integer> dict = manager.dict("scores", String.class, Integer.class);
            dict.put("a", 1);
            dict.merge("a", 4, Integer::sum);
            dict.computeIfAbsent("b", key -> 7);
            assertThat(dict.snapshot()).isEqualTo(Map.of("a", 5, "b", 7));
            assertThat(dict.union(Map.of("b", 8, "c", 9))).hasToString("{a=5, b=8, c=9}");
            dict.put("c", 0);
            assertThat(dict.pollLastEntry()).isEqualTo(Map.entry("c", 0));
            assertThat(dict.pollFirstEntry()).isEqualTo(Map.entry("a", 5));
            assertThat(dict.pollLastEntry()).isEqualTo(Map.entry("b", 7));
            assertThat(dict.pollLastEntry()).isNull();
            assertThat(dict.pollFirstEntry()).isNull();
            assertThatThrownBy(() -> manager.find("nobody", Type.dict(String.class, Integer.class)))
                    .isInstanceOf(NoSuchObjectException.class)
                    .hasMessageContaining("nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aSetIsASetForEverybody(int connections) {
        try (SyncManager one = connect(connections);
                SyncManager two = connect(connections)) {
            SharedSet<Object> mine = one.set("seen", Object.class);
            SharedSet<Object> yours = two.set("seen", Type.of(Object.class));
            assertThat(mine.addAll(List.of("b", 1, List.of(2)))).isTrue();
            assertThat(yours.addAll(List.of(1L, 1.0, "b", List.of(2)))).isFalse();
            assertThat(yours)
                    .containsExactly("b", 1, List.of(2))
                    .isEqualTo(mine)
                    .isEqualTo(mine.snapshot());
            assertThat(mine.union(List.of(1.0, "c"))).containsExactly("b", 1, List.of(2), "c");
            assertThat(mine.intersection(yours)).isEqualTo(yours);
            assertThat(mine.contains(new BigDecimal("1.00"))).isTrue();
            assertThat(mine.removeAll(List.of(1L, new int[0]))).isTrue();
            assertThat(mine.toggleAll(yours)).isTrue();
            assertThat(yours).isEmpty();
            SharedSet<List<Integer>> inner = one.setOf(List.of(List.of(1), List.of(1), List.of(2)));
            SharedSet<Object> holder = one.set();
            assertThat(holder.addIfAbsent(inner)).isTrue();
            assertThat(holder.addIfAbsent(inner)).isFalse();
            assertThat(holder.contains(inner)).isTrue();
            assertThat(holder.iterator().next()).isEqualTo(Set.of(List.of(2), List.of(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void whoGoesOverASetLeavesAloneWhatCameBack(int connections) {
        try (SyncManager manager = connect(connections)) {
            SharedSet<Integer> set = manager.setOf(List.of(1, 2, 3));
            Iterator<Integer> each = set.iterator();
            SharedIterator<Integer> shared = manager.iterator(set);
            each.next();
            each.remove();
            each.next();
            set.remove(2);
            each.remove();
            each.next();
            set.toggleAll(List.of(3));
            set.add(3);
            assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
            assertThat(set).containsExactly(3);
            assertThat(List.of(shared.next(), shared.next(), shared.next())).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aNamespaceHoldsAttributes(int connections) {
        try (SyncManager manager = connect(connections)) {
            SharedNamespace namespace = manager.namespace("settings");
            namespace.set("host", "here");
            namespace.update(Map.of("port", 8080));
            assertThat(namespace.get("port", Integer.class)).isEqualTo(8080);
            assertThat(namespace.contains("nothing")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aValueCounts(int connections) {
        try (SyncManager manager = connect(connections)) {
            SharedValue<Long> value = manager.value(TypeCode.LONG, 5L);
            assertThat(value.getAndAdd(2L)).isEqualTo(5L);
            assertThat(value.updateAndGet(old -> old * 2)).isEqualTo(14L);
            assertThat(manager.value("named", Integer.class, 1).get()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aQueueHandsElementsFromOneClientToAnother(int connections) throws Exception {
        try (SyncManager one = connect(connections);
                SyncManager two = connect(connections)) {
            SharedQueue<String> in = one.queue("jobs", 10, String.class);
            SharedQueue<String> out = two.queue("jobs", String.class);
            in.put("first");
            in.put("second");
            assertThat(out.take()).isEqualTo("first");
            assertThat(out.poll(1, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(out.poll()).isNull();
            assertThat(out.poll(20, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aConditionIsSignalledAcrossClients(int connections) throws Exception {
        try (SyncManager one = connect(connections);
                SyncManager two = connect(connections)) {
            SharedCondition waiting = one.condition("ready");
            SharedCondition signalling = two.condition("ready");
            SharedValue<Boolean> flag = one.value("flag", Boolean.class, false);
            SharedValue<Boolean> sameFlag = two.value("flag", Boolean.class, false);
            Thread signaller = new Thread(() -> {
                signalling.lock();
                try {
                    sameFlag.set(true);
                    signalling.signalAll();
                } finally {
                    signalling.unlock();
                }
            });
            waiting.lock();
            try {
                signaller.start();
                waiting.awaitFor(flag::get);
                assertThat(waiting.isHeldByMe()).isTrue();
            } finally {
                waiting.unlock();
            }
            signaller.join();
            assertThat(waiting.isLocked()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void sharedObjectsCanBeStoredInEachOtherAndAttachedByTheirTokens(int connections) {
        try (SyncManager one = connect(connections);
                SyncManager two = connect(connections)) {
            SharedList<Integer> inner = one.list(Integer.class);
            SharedDict<String, SharedList<Integer>> outer =
                    one.dict("outer", Type.of(String.class), Type.list(Integer.class));
            outer.put("a", inner);
            outer.get("a").add(5);
            assertThat(inner).containsExactly(5);
            SharedList<Integer> attached =
                    two.attach(ObjectToken.parse(inner.objectToken().toString()), Type.list(Integer.class));
            attached.add(6);
            assertThat(outer.get("a")).containsExactly(5, 6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void theManagerTellsWhatTheServerHas(int connections) {
        try (SyncManager manager = connect(connections)) {
            SharedQueue<Integer> queue = manager.queue("described", 3, Integer.class);
            queue.add(1);
            assertThat(manager.objectCount()).isEqualTo(1);
            assertThat(manager.describeObjects()).hasSize(1).first().satisfies(row -> {
                assertThat(row.name()).isEqualTo("described");
                assertThat(row.typeId()).isEqualTo("queue");
            });
            assertThat(manager.ping()).isPositive();
        }
    }
}
