package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeTest {

    interface Declared<T extends Number> {
        SharedDict<String, List<Integer>> dict();

        List<? extends Number> wildcard();

        T variable();

        List<String>[] array();

        int primitive();
    }

    private static Type<?> returned(String method) throws NoSuchMethodException {
        return Type.of(Declared.class.getMethod(method).getGenericReturnType());
    }

    @Test
    void factoriesKeepTheArguments() {
        assertThat(Type.queue(Integer.class).raw()).isEqualTo(SharedQueue.class);
        assertThat(Type.queue(Integer.class).argument(0)).isEqualTo(Type.of(Integer.class));
        assertThat(Type.dict(Type.of(String.class), Type.listOf(Integer.class)))
                .hasToString("SharedDict<String, List<Integer>>");
        assertThat(Type.set(Long.class)).hasToString("SharedSet<Long>");
        assertThat(Type.value(Type.list(Long.class))).hasToString("SharedValue<SharedList<Long>>");
    }

    @Test
    void missingArgumentIsObject() {
        assertThat(Type.of(SharedQueue.class).argument(0)).isEqualTo(Type.of(Object.class));
    }

    @Test
    void reflectionGivesTheSameType() throws NoSuchMethodException {
        assertThat(returned("dict")).isEqualTo(Type.dict(Type.of(String.class), Type.listOf(Integer.class)));
        assertThat(returned("dict").hashCode())
                .isEqualTo(Type.dict(Type.of(String.class), Type.listOf(Integer.class))
                        .hashCode());
    }

    @Test
    void wildcardsAndVariablesBecomeTheirBound() throws NoSuchMethodException {
        assertThat(returned("wildcard")).isEqualTo(Type.listOf(Number.class));
        assertThat(returned("variable")).isEqualTo(Type.of(Number.class));
    }

    @Test
    void genericArraysAndPrimitivesAreClasses() throws NoSuchMethodException {
        assertThat(returned("array").raw()).isEqualTo(List[].class);
        assertThat(returned("primitive").raw()).isEqualTo(int.class);
    }

    @Test
    void differentArgumentsDiffer() {
        assertThat(Type.queue(Integer.class)).isNotEqualTo(Type.queue(Long.class));
        assertThat(Type.of(Map.class)).isNotEqualTo(Type.of(List.class));
    }
}
