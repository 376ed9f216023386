package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.api.Delivery;
import dev.steward.api.Outcome;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a process declares of an object's elements is checked where they are read (decision 27): the error names the object, the
 * method, both classes and the cure, and the element is there for whoever declares the right one.
 */
class DeclaredElementsTest extends ServedTest {

    private SyncManager right;
    private SyncManager wrong;

    @BeforeEach
    void connectBoth() {
        int port = serve().port();
        right = connect(port, ClientOptions.builder());
        wrong = connect(port, ClientOptions.builder());
    }

    private static UnsupportedValueException refused(ThrowingCallable body, String... parts) {
        UnsupportedValueException told = catchThrowableOfType(UnsupportedValueException.class, body);
        assertThat(told).isNotNull();
        assertThat(told.getMessage())
                .contains(parts)
                .contains("java.lang.String")
                .contains("LocalDate")
                .contains("declare the class that was put in");
        return told;
    }

    private static void refusedUntouched(ThrowingCallable body, String... parts) {
        assertThat(refused(body, parts).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void takersOfAQueueLoseNothing() throws InterruptedException {
        SharedQueue<String> queue = right.queue("q", String.class);
        queue.put("a");
        SharedQueue<LocalDate> asDates = wrong.queue("q", LocalDate.class);
        refusedUntouched(asDates::take, "queue 'q', take()");
        refusedUntouched(asDates::poll, "queue 'q', poll()");
        refusedUntouched(asDates::remove, "queue 'q', remove()");
        refusedUntouched(asDates::peek, "queue 'q', peek()");
        refusedUntouched(asDates::element, "queue 'q', element()");
        refusedUntouched(() -> asDates.drainTo(new java.util.ArrayList<>()), "queue 'q', drainTo()");
        CompletionException future = catchThrowableOfType(
                CompletionException.class, () -> asDates.async().take().join());
        refusedUntouched(
                () -> {
                    throw future.getCause();
                },
                "queue 'q'");
        assertThat(queue).hasSize(1);
        assertThat(queue.take()).isEqualTo("a");
    }

    @Test
    void aDeliveryOfAWrongClassCanBeGivenBack() throws InterruptedException {
        SharedJoinableQueue<String> queue = right.joinableQueue("j", String.class);
        queue.put("a");
        SharedJoinableQueue<LocalDate> asDates = wrong.joinableQueue("j", LocalDate.class);
        Delivery<LocalDate> delivery = asDates.receive();
        refused(delivery::value, "joinableQueue 'j'");
        delivery.nack();
        assertThat(queue.take()).isEqualTo("a");
        queue.taskDone();
        queue.join();
    }

    @Test
    void listsDictsAndSetsAreUnchanged() {
        SharedList<String> list = right.list("l", String.class);
        list.add("a");
        SharedList<LocalDate> dates = wrong.list("l", LocalDate.class);
        refusedUntouched(() -> dates.get(0), "list 'l', get()");
        refusedUntouched(() -> dates.iterator().next(), "list 'l'");
        refusedUntouched(() -> dates.snapshot().get(0), "list 'l'");
        refusedUntouched(() -> dates.removeIf(date -> true), "list 'l', removeIf()");
        refusedUntouched(() -> dates.replaceAll(date -> date), "list 'l', replaceAll()");
        assertThat(list).containsExactly("a");
        assertThat(refused(() -> dates.set(0, LocalDate.EPOCH), "list 'l', set()")
                        .outcome())
                .isEqualTo(Outcome.EXECUTED);
        assertThat(dates).containsExactly(LocalDate.EPOCH);

        SharedDict<String, String> dict = right.dict("d", String.class, String.class);
        dict.put("k", "v");
        SharedDict<String, LocalDate> byName = wrong.dict("d", String.class, LocalDate.class);
        refusedUntouched(() -> byName.get("k"), "dict 'd', get()");
        refusedUntouched(() -> byName.computeIfPresent("k", (key, date) -> null), "dict 'd', computeIfPresent()");
        refusedUntouched(() -> byName.values().iterator().next(), "dict 'd'");
        SharedDict<LocalDate, String> byDate = wrong.dict("d", LocalDate.class, String.class);
        refusedUntouched(() -> byDate.keySet().iterator().next(), "dict 'd'");
        assertThat(dict).hasSize(1).containsEntry("k", "v");

        SharedSet<String> set = right.set("s", String.class);
        set.add("a");
        SharedSet<LocalDate> ofDates = wrong.set("s", LocalDate.class);
        refusedUntouched(() -> ofDates.iterator().next(), "set 's'");
        assertThat(set).containsExactly("a");
    }

    @Test
    void cellsTellTheSame() {
        SharedValue<String> value = right.value("v", String.class, "a");
        SharedNamespace namespace = right.namespace("n");
        namespace.set("x", "a");
        SharedNamespace other = wrong.namespace("n");
        // Attributes have no type of their own: it is a cast.
        assertThatThrownBy(() -> other.get("x", LocalDate.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("namespace 'n': the attribute x is not of type LocalDate")
                .hasMessageContaining("java.lang.String");
        assertThat(namespace.get("x", String.class)).isEqualTo("a");
        SharedValue<LocalDate> date = wrong.find("v", Type.value(LocalDate.class));
        refusedUntouched(date::get, "value 'v', get()");
        refusedUntouched(() -> date.updateAndGet(each -> each), "value 'v', updateAndGet()");
        assertThat(value.get()).isEqualTo("a");
        SharedArray<String> array = right.array("a", String.class, List.of("a"));
        SharedArray<LocalDate> dates = wrong.find("a", Type.array(LocalDate.class));
        refusedUntouched(() -> dates.get(0), "array 'a', get()");
        assertThat(array.get(0)).isEqualTo("a");
    }
}
