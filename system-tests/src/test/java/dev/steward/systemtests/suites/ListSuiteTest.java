package dev.steward.systemtests.suites;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import dev.steward.api.SharedList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's tests of every {@link List}: a shared list, its parts, and its reversed view. */
@RunWith(AllTests.class)
public final class ListSuiteTest {

    private ListSuiteTest() {}

    public static Test suite() {
        Shared shared = new Shared();
        TestSuite all = new TestSuite(ListSuiteTest.class.getName());
        all.addTest(of(shared, "shared list", elements -> list(shared, elements)));
        all.addTest(of(shared, "part of a shared list", elements -> part(list(shared, "before"), elements)));
        if (Runtime.version().feature() >= 21) {
            all.addTest(of(shared, LeftOut.REVERSED, elements -> reversed(list(shared), elements)));
        }
        return shared.around(all);
    }

    private static SharedList<String> list(Shared shared, String... elements) {
        SharedList<String> list = shared.make(manager -> manager.list(String.class));
        list.addAll(Arrays.asList(elements));
        return list;
    }

    private static List<String> part(List<String> whole, String... elements) {
        int from = whole.size();
        whole.addAll(Arrays.asList(elements));
        whole.add("after");
        return whole.subList(from, from + elements.length);
    }

    // The method of Java 21, called so that this compiles for 17.
    @SuppressWarnings("unchecked")
    private static List<String> reversed(List<String> list, String... elements) {
        try {
            List<String> view = (List<String>) List.class.getMethod("reversed").invoke(list);
            view.addAll(Arrays.asList(elements));
            return view;
        } catch (ReflectiveOperationException failed) {
            throw new AssertionError("a list that cannot be reversed", failed);
        }
    }

    private static Test of(Shared shared, String name, Function<String[], List<String>> maker) {
        return ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        return maker.apply(elements);
                    }
                })
                .named(name)
                .withFeatures(
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionSize.ANY)
                .suppressing(LeftOut.of(name))
                .withTearDown(shared::forgetAll)
                .createTestSuite();
    }
}
