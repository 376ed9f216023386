package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AllowedClassesTest {
    private final AllowedClasses allowed = new AllowedClasses();

    record Order(List<? extends Item> items, Map<String, Price[]> prices, Thread thread) {}

    static class Item {}

    static final class Price {}

    sealed interface Tree<T extends Comparable<T>> permits Leaf, Node {}

    record Leaf<T extends Comparable<T>>(T content) implements Tree<T> {}

    record Node<T extends Comparable<T>>(Tree<T> left, Tree<T> right) implements Tree<T> {}

    private boolean isAllowed(Class<?> type) {
        return allowed.isAllowed(type.getName());
    }

    @Test
    void nothingIsAllowedAtFirst() {
        assertThat(isAllowed(Item.class)).isFalse();
        assertThat(allowed.isAllowed("")).isFalse();
    }

    @Test
    void aClassAllowsWhatItNamesButNothingOfTheJdk() {
        allowed.allow(Order.class);

        assertThat(List.of(Order.class, Item.class, Price.class)).allMatch(this::isAllowed);
        assertThat(isAllowed(Thread.class)).isFalse();
    }

    @Test
    void aSealedTypeAllowsItsPermits() {
        allowed.allow(Tree.class);

        assertThat(List.of(Tree.class, Leaf.class, Node.class)).allMatch(this::isAllowed);
    }

    @Test
    void aTypeAllowsItsArguments() {
        allowed.allow(Type.dict(String.class, Item.class));

        assertThat(isAllowed(Item.class)).isTrue();
        assertThat(isAllowed(Price.class)).isFalse();
    }

    @Test
    void aPackageAllowsItsClassesOnly() {
        allowed.allowPackage("dev.steward.protocol");
        assertThat(isAllowed(Item.class)).isFalse();

        allowed.allowPackage(Item.class.getPackageName());
        assertThat(isAllowed(Item.class)).isTrue();
        assertThat(allowed.find(Item.class.getName())).isEqualTo(Item.class);
        assertThat(allowed.find(Item.class.getPackageName() + ".Missing")).isNull();
    }
}
