package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TupleTest {

    @Test
    void isEqualByContent() {
        assertThat(Tuple.of(1, "a", null)).isEqualTo(Tuple.of(1, "a", null)).hasSameHashCodeAs(Tuple.of(1, "a", null));
        assertThat(Tuple.of(1, 2)).isNotEqualTo(Tuple.of(2, 1));
    }

    @Test
    void copiesItsElementsAndCannotBeChanged() {
        List<@Nullable Object> elements = new ArrayList<>(List.of(1, 2));
        Tuple tuple = new Tuple(elements);
        elements.set(0, 9);
        assertThat(tuple.get(0)).isEqualTo(1);
        assertThat(tuple.size()).isEqualTo(2);
        assertThatThrownBy(() -> tuple.elements().set(0, 9)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void indexOutOfRangeIsTheJdksOwnError() {
        assertThatThrownBy(() -> Tuple.of(1).get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
