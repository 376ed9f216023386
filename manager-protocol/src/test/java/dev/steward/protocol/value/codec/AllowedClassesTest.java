package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void theUnnamedPackageIsEmpty() {
        allowed.allowPackage("dev");
        assertThat(allowed.isAllowed("Main$Order")).isFalse();

        allowed.allowPackage("");
        assertThat(allowed.isAllowed("Main$Order")).isTrue();
        assertThat(isAllowed(Item.class)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com", "com.acme", "com.acme._1.t\u00e4glich"})
    void packagesAreNamedAsTheirClassesNameThem(String name) {
        assertThat(AllowedClasses.checkedPackage(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "com.", ".acme", "com.acme.*", "com..acme", "com/acme", "com.1st", " com.acme"})
    void whatIsNoPackageIsRefused(String name) {
        assertThatThrownBy(() -> AllowedClasses.checkedPackage(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is no package: name it as its classes do, such as com.acme, and each of its"
                        + " subpackages too");
    }
}
