package dev.steward.face.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedList;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.Faces;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.object.FakeCaller.Way;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedIteratorFaceTest {

    private static FakeCaller over(@Nullable Object... elements) {
        List<@Nullable Object> left = new ArrayList<>(Arrays.asList(elements));
        return new FakeCaller((operation, arguments) -> {
            if (operation == Operation.QUEUE_TAKE && left.isEmpty()) {
                throw FakeCaller.failure(Status.SHUT_DOWN);
            }
            return operation == Operation.QUEUE_TAKE ? left.remove(0) : null;
        });
    }

    private static SharedIteratorFace<Long> iterator(FakeCaller caller) {
        return new SharedIteratorFace<>(caller, Type.iterator(Long.class));
    }

    @Test
    void hasNextTakesWhatNextReturns() {
        FakeCaller caller = over(1, 2);
        SharedIteratorFace<Long> each = iterator(caller);
        assertThat(each.hasNext()).isTrue();
        assertThat(each.hasNext()).isTrue();
        assertThat(caller.operations()).containsExactly(Operation.QUEUE_TAKE);
        assertThat(each.next()).isEqualTo(1L);
        assertThat(each.next()).isEqualTo(2L);
        assertThat(each.hasNext()).isFalse();
        assertThatThrownBy(each::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(each::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullIsAnElementAndNotTheEnd() {
        SharedIteratorFace<@Nullable Object> each =
                new SharedIteratorFace<>(over(null, 1), Type.iterator(Object.class));
        List<@Nullable Object> met = new ArrayList<>();
        assertThat(each.hasNext()).isTrue();
        each.forEachRemaining(met::add);
        assertThat(met).containsExactly(null, 1);
    }

    @Test
    void anElementThatCannotBeReadIsGivenBackAndToldByNext() {
        FakeCaller caller = over("text", 2);
        SharedIteratorFace<Long> each = iterator(caller);
        assertThat(each.hasNext()).as("there is one, which next() tells of").isTrue();
        assertThat(caller.givenBack).containsExactly(Operation.QUEUE_TAKE);
        assertThatThrownBy(each::next).isInstanceOf(UnsupportedValueException.class);
        assertThat(each.next()).as("it goes on behind it").isEqualTo(2);
    }

    @Test
    void closingEndsItAlsoInAnInterruptedThread() {
        FakeCaller caller = over(1, 2);
        SharedIteratorFace<Long> each = iterator(caller);
        each.hasNext();
        Thread.currentThread().interrupt();
        each.close();
        assertThatThrownBy(each::next).isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(caller.asked)
                .contains(new FakeCaller.Asked(Way.UNINTERRUPTIBLY, Operation.QUEUE_SHUTDOWN, List.of(true)));
    }

    @Test
    void iteratorOfASharedObjectHasTheTypeOfItsElements() {
        SharedIterator<?> made = iterator(over(5));
        SharedList<?> list = (SharedList<?>) Faces.create(
                BuiltInType.LIST,
                new FakeCaller(
                        (operation, arguments) -> operation == Operation.OBJECT_ITERATE ? untyped(over(5)) : null),
                Type.list(Long.class));
        SharedIterator<Object> each = Faces.iteratorOver(list);
        assertThat(each).isNotNull().isEqualTo(made);
        assertThat(each.next()).isEqualTo(5L);
        assertThat(Faces.iteratorOver(List.of(1))).isNull();
        SharedList<?> broken = (SharedList<?>)
                Faces.create(BuiltInType.LIST, new FakeCaller((operation, arguments) -> 5), Type.list(Long.class));
        assertThatThrownBy(() -> Faces.iteratorOver(broken)).isInstanceOf(ProtocolException.class);
    }

    private static SharedIteratorFace<Object> untyped(FakeCaller caller) {
        return new SharedIteratorFace<>(caller, Type.of(Object.class));
    }
}
