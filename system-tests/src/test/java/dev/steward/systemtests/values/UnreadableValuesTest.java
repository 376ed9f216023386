package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.systemtests.values.Unreadable.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader cannot open in a list, a dict, a namespace or a cell is told to who asks for it, and to nobody else. */
@Timeout(120)
class UnreadableValuesTest {

    @TempDir
    private Path directory;

    private Unreadable world;

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private static UnsupportedValueException assertTold(Reason reason, Outcome outcome, ThrowingCallable call) {
        UnsupportedValueException told = catchThrowableOfType(UnsupportedValueException.class, call);
        assertThat(told)
                .hasMessageMatching("(?s)(list|dict|set|namespace|value|array|queue) ('[^']+'|\\d+).*")
                .hasMessageContaining(reason.what())
                .hasMessageContaining(reason.cure());
        assertThat(told.outcome()).isEqualTo(outcome);
        return told;
    }

    private void assertInPart(Reason reason, List<Object> snapshot) {
        assertThat(snapshot).hasSize(3);
        assertThat(snapshot.get(0)).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, () -> snapshot.get(1));
        assertThat(snapshot.get(2)).isEqualTo(2);
        assertThatThrownBy(() -> snapshot.remove(0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("copy");
    }

    @ParameterizedTest
    @EnumSource
    void aListGoesOnBehindAnElement(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedList<Object> sent = world.sender.list("l", Object.class);
        SharedList<Object> read = world.reader.list("l", world.type());
        sent.addAll(List.of(1, world.value, 2));

        assertThat(read.get(0)).isEqualTo(1);
        assertThat(catchThrowableOfType(UnsupportedValueException.class, () -> read.get(1)))
                .hasMessageContaining(reason.cure());
        assertInPart(reason, read.snapshot());
        assertInPart(reason, read.async().snapshot().join());
        assertThat(read.subList(1, 3).iterator().hasNext()).isTrue();
        ListIterator<Object> iterator = read.listIterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, iterator::next);
        assertThat(iterator.next()).isEqualTo(2);
        assertThat(iterator.previous()).isEqualTo(2);
        assertTold(reason, Outcome.NOT_EXECUTED, iterator::previous);
        iterator.set(7);
        assertThat(sent).isEqualTo(List.of(1, 7, 2));
    }

    @ParameterizedTest
    @EnumSource
    void whatChangesAListForAFunctionIsRefusedAndUnchanged(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedList<Object> sent = world.sender.list("l", Object.class);
        SharedList<Object> read = world.reader.list("l", world.type());
        sent.addAll(List.of(1, world.value, 2));

        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.removeIf(element -> true));
        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.replaceAll(element -> 0));
        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.subList(0, 2).sort((left, right) -> 0));
        List<Object> seen = new ArrayList<>();
        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.forEach(seen::add));
        assertThat(seen).containsExactly(1);
        assertTold(reason, Outcome.NOT_EXECUTED, read::toArray);

        assertThat(sent).isEqualTo(List.of(1, world.value, 2));
        assertThat(read.toString()).startsWith("[1, ").endsWith("2]");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReplacedOrRemovedHasTakenEffect(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedList<Object> sent = world.sender.list("l", Object.class);
        SharedList<Object> read = world.reader.list("l", world.type());
        sent.addAll(List.of(world.value, world.other));
        SharedDict<Object, Object> dict = world.sender.dict("d", Object.class, Object.class);
        SharedDict<Object, Object> dictRead = world.reader.dict("d", Object.class, world.type());
        dict.put("a", world.value);
        dict.put("b", world.value);

        assertTold(reason, Outcome.EXECUTED, () -> read.set(0, 1));
        assertTold(reason, Outcome.EXECUTED, () -> read.remove(1));
        assertThat(sent).isEqualTo(List.of(1));
        assertTold(reason, Outcome.EXECUTED, () -> dictRead.put("a", 1));
        assertTold(reason, Outcome.EXECUTED, () -> dictRead.remove("b"));
        assertThat(dict).isEqualTo(Map.of("a", 1));
    }

    @ParameterizedTest
    @EnumSource
    void aDictGoesOnBehindAValue(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedDict<Object, Object> sent = world.sender.dict("d", Object.class, Object.class);
        SharedDict<Object, Object> read = world.reader.dict("d", Object.class, world.type());
        sent.put("a", 1);
        sent.put("b", world.value);
        sent.put("c", 2);

        assertThat(read.get("a")).isEqualTo(1);
        for (Map<Object, Object> snapshot :
                List.of(read.snapshot(), read.async().snapshot().join())) {
            assertThat(snapshot.get("a")).isEqualTo(1);
            assertThat(snapshot.keySet()).containsExactly("a", "b", "c");
            assertTold(reason, Outcome.NOT_EXECUTED, () -> snapshot.get("b"));
            Iterator<Map.Entry<Object, Object>> entries = snapshot.entrySet().iterator();
            assertThat(entries.next().getValue()).isEqualTo(1);
            Map.Entry<Object, Object> second = entries.next();
            assertThat(second.getKey()).isEqualTo("b");
            assertTold(reason, Outcome.NOT_EXECUTED, second::getValue);
            assertThat(entries.next().getValue()).isEqualTo(2);
            assertThatThrownBy(() -> snapshot.put("a", 2)).isInstanceOf(UnsupportedOperationException.class);
        }
        Iterator<Object> iterator = read.values().iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, iterator::next);
        iterator.remove();
        assertThat(iterator.next()).isEqualTo(2);
        assertThat(sent).isEqualTo(Map.of("a", 1, "c", 2));
    }

    @ParameterizedTest
    @EnumSource
    void aDictGoesOnBehindAKey(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedDict<Object, Object> sent = world.sender.dict("d", Object.class, Object.class);
        SharedDict<Object, Object> read = world.reader.dict("d", world.type(), Object.class);
        sent.put(1, "a");
        sent.put(world.value, "b");
        sent.put(2, "c");

        Iterator<Object> keys = read.keySet().iterator();
        assertThat(keys.next()).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, keys::next);
        assertTold(reason, Outcome.NOT_EXECUTED, keys::remove);
        assertThat(keys.next()).isEqualTo(2);
        assertThat(read.values()).containsExactly("a", "b", "c");
        Iterator<Object> copied = read.snapshot().keySet().iterator();
        assertThat(copied.next()).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, copied::next);
        assertThat(copied.next()).isEqualTo(2);
        assertThat(sent).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aSetGoesOnBehindAnElement(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedSet<Object> sent = world.sender.set("s", Object.class);
        SharedSet<Object> read = world.reader.set("s", world.type());
        sent.addAll(List.of(1, world.value, 2));

        for (Set<Object> copy : List.of(read.snapshot(), read.async().snapshot().join(), read.union(List.of(1)))) {
            assertThat(copy).hasSize(3);
            assertGoesOn(reason, copy.iterator());
        }
        Iterator<Object> iterator = read.iterator();
        assertGoesOn(reason, iterator);
        iterator.remove();
        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.removeIf(element -> true));
        assertTold(reason, Outcome.NOT_EXECUTED, read::toArray);
        assertThat(sent).isEqualTo(Set.of(1, world.value));
        assertThat(read.difference(List.of(1))).hasSize(1);
        sent.remove(1);
        assertTold(reason, Outcome.EXECUTED, read::pollFirst);
        assertThat(sent).isEmpty();
    }

    private void assertGoesOn(Reason reason, Iterator<Object> elements) {
        assertThat(elements.next()).isEqualTo(1);
        assertTold(reason, Outcome.NOT_EXECUTED, elements::next);
        assertThat(elements.next()).isEqualTo(2);
        assertThat(elements.hasNext()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ALLOWED", "NOT_THERE", "ANOTHER_VERSION"})
    void aNamespaceShowsItsOtherAttributes(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedNamespace sent = world.sender.namespace("n");
        SharedNamespace read = world.reader.namespace("n");
        sent.set("a", 1);
        sent.set("b", world.value);

        assertTold(reason, Outcome.NOT_EXECUTED, () -> read.get("b"));
        for (Map<String, Object> all :
                List.of(read.toMap(), read.async().toMap().join())) {
            assertThat(all.get("a")).isEqualTo(1);
            assertThat(all).hasSize(2);
            assertTold(reason, Outcome.NOT_EXECUTED, () -> all.get("b"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ALLOWED", "NOT_THERE", "ANOTHER_VERSION"})
    void cellsShowTheirOthers(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedValue<Object> value = world.sender.value("v", Object.class, world.value);
        SharedValue<Object> valueRead = world.reader.attach(value.objectToken(), Type.value(Object.class));
        SharedArray<Object> array = world.sender.array("a", Object.class, Arrays.asList(1, world.value, 2));
        SharedArray<Object> arrayRead = world.reader.attach(array.objectToken(), Type.array(Object.class));

        assertTold(reason, Outcome.NOT_EXECUTED, valueRead::get);
        assertTold(reason, Outcome.NOT_EXECUTED, () -> valueRead.updateAndGet(old -> 1));
        assertThat(value.get()).isEqualTo(world.value);
        assertInPart(reason, arrayRead.toList());
        assertInPart(reason, arrayRead.getRange(0, 3));
        assertTold(reason, Outcome.NOT_EXECUTED, () -> arrayRead.getAndUpdate(1, old -> 1));
        assertThat(array.get(1)).isEqualTo(world.value);
        valueRead.set(7);
        assertThat(value.get()).isEqualTo(7);
    }

    /** Waits until the reader has given back what was garbage before. */
    private void awaitGarbage() {
        long before = world.sender.objectCount();
        world.reader.list(Object.class).add("garbage at once");
        await().until(() -> {
            System.gc();
            return world.sender.objectCount() <= before;
        });
    }

    /** Holds a value and a proxy, so that what becomes of the reference can be seen. */
    @Test
    void aReferenceBesideWhatCannotBeOpenedIsNeitherLostNorGivenBackTwice() throws Exception {
        world = new Unreadable(Reason.NOT_ALLOWED, directory);
        SharedQueue<Object> sent = world.sender.queue("q", Object.class);
        SharedQueue<Object> read = world.reader.queue("q", Object.class);
        SharedList<Object> inner = world.sender.list(Object.class);
        inner.add("kept");
        SharedList<Object> own = world.reader.attach(inner.objectToken(), Type.list(Object.class));
        for (int i = 0; i < 20; i++) {
            sent.add(List.of(inner, world.value));
        }

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(read::take).isInstanceOf(UnsupportedValueException.class);
        }
        RemoteProxy.forget(inner);
        awaitGarbage();
        awaitGarbage();
        assertThat(own.get(0)).isEqualTo("kept");

        // By now all that was given back is there again.
        sent.clear();
        long before = world.sender.objectCount();
        RemoteProxy.forget(own);
        await().until(() -> {
            System.gc();
            return world.sender.objectCount() < before;
        });
    }
}
