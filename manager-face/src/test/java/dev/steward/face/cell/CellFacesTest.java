package dev.steward.face.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.FakeCaller;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Arrays, and what new cells are created with. */
class CellFacesTest {

    private static <T> SharedArrayFace<T> array(Class<T> type, FakeCaller caller) {
        return new SharedArrayFace<>(caller, Type.array(type));
    }

    private static FakeCaller answering(@Nullable Object answer) {
        return new FakeCaller((operation, arguments) -> answer);
    }

    @Test
    void valuesAreWidenedToTheDeclaredClass() {
        assertThat(array(Long.class, answering(5)).get(0)).isEqualTo(5L);
        assertThat(array(Long.class, answering(List.of(1, 2))).getRange(0, 2)).containsExactly(1L, 2L);
        assertThat(array(Long.class, answering(List.of(1, 2))).toList()).containsExactly(1L, 2L);
        assertThat(array(Long.class, answering(List.of(1, 2)))).containsExactly(1L, 2L);
        assertThat(array(Long.class, answering(7)).getAndAdd(0, 1L)).isEqualTo(7L);
    }

    @Test
    void copiesAreArraysOfPrimitives() {
        FakeCaller caller = answering(List.of(1, 2L, 3.0));
        assertThat(array(Object.class, caller).toIntArray()).containsExactly(1, 2, 3);
        assertThat(array(Object.class, caller).toLongArray()).containsExactly(1, 2, 3);
        assertThat(array(Object.class, caller).toDoubleArray()).containsExactly(1, 2, 3);
        assertThat(array(Object.class, caller).toByteArray()).containsExactly(1, 2, 3);
        assertThat(caller.operations()).containsOnly(Operation.ARRAY_SNAPSHOT).hasSize(4);
        assertThatThrownBy(() -> array(Object.class, answering(List.of(1, 300))).toByteArray())
                .isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> array(Object.class, answering(List.of(0.5))).toIntArray())
                .isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() ->
                        array(Object.class, answering(Arrays.asList(1, null))).toIntArray())
                .isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void rangesOfPrimitivesGoInOneStep() {
        FakeCaller caller = answering(null);
        SharedArrayFace<Object> array = array(Object.class, caller);
        array.setRange(1, 1, 2);
        array.setRange(2, 3L, 4L);
        array.setRange(3, 0.5);
        array.setRange(4, new byte[] {7});
        array.setRange(5, List.of("a", "b"));
        array.setRange(6, new int[0]);
        assertThat(caller.operations()).containsOnly(Operation.ARRAY_SET_RANGE);
        assertThat(caller.asked.stream().map(FakeCaller.Asked::arguments))
                .containsExactly(
                        List.of(1, List.of(1, 2)),
                        List.of(2, List.of(3L, 4L)),
                        List.of(3, List.of(0.5)),
                        List.of(4, List.of((byte) 7)),
                        List.of(5, List.of("a", "b")),
                        List.of(6, List.of()));
    }

    @Test
    void updateRunsAgainIfTheCellChangedMeanwhile() {
        List<Integer> contents = new ArrayList<>(List.of(5, 6));
        FakeCaller caller = new FakeCaller((operation, arguments) -> operation == Operation.ARRAY_GET_STAMPED
                ? List.of(contents.size(), contents.remove(0))
                : (Object) contents.isEmpty());
        assertThat(array(Integer.class, caller).updateAndGet(3, old -> old * 10))
                .isEqualTo(60);
        assertThat(caller.asked.get(3).arguments()).containsExactly(3, 1, 60);
        contents.add(9);
        assertThat(array(Integer.class, caller).getAndUpdate(3, old -> old + 1)).isEqualTo(9);
    }

    @Test
    void failuresAreWhatTheJdkPromises() {
        SharedArrayFace<Integer> outside = array(Integer.class, FakeCaller.failing(Status.INDEX, "Index 4"));
        assertThatThrownBy(() -> outside.get(4))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("thing 17, get(): Index 4");
        SharedArrayFace<Integer> unfit = array(Integer.class, FakeCaller.failing(Status.OUT_OF_RANGE, "no"));
        assertThatThrownBy(() -> unfit.set(0, 1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unfit.setRange(0, 1)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textShowsTheFirstFewAndReadsNoMore() {
        FakeCaller caller = new FakeCaller((operation, arguments) ->
                operation == Operation.ARRAY_LENGTH ? (Object) 1_000 : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertThat(array(Integer.class, caller)).hasToString("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 990 more]");
        assertThat(caller.asked.get(1).arguments()).containsExactly(0, 10);
    }

    @Test
    void newCellsHoldZeroWhereThereIsOne() {
        assertThat(NewCells.of(TypeCode.INT).array(3)).containsExactly("code:i", 3, 0);
        assertThat(NewCells.of(TypeCode.UNSIGNED_LONG).array(3)).containsExactly("code:Q", 3, BigInteger.ZERO);
        assertThat(NewCells.of(TypeCode.BOOLEAN).array(1)).containsExactly("code:?", 1, false);
        assertThat(NewCells.of(TypeCode.CHARACTER).array(1)).containsExactly("code:u", 1, '\0');
        assertThat(NewCells.of(String.class).array(1)).containsExactly("java.lang.String", 1, null);
        assertThat(NewCells.of(Double.class).array(List.of(1.0))).containsExactly("java.lang.Double", List.of(1.0));
        assertThatThrownBy(() -> NewCells.of(Integer.class).array(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void primitiveClassMeansItsWrapper() {
        assertThat(NewCells.of(int.class)).isEqualTo(NewCells.of(Integer.class));
        assertThat(NewCells.of(boolean.class).cell(true)).containsExactly("java.lang.Boolean", true);
    }
}
