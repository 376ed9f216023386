package dev.steward.systemtests.suites;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.server.SharedObjects;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's tests of every {@link List}: a shared list and its parts, over a socket and in this process, and its reversed view. */
@RunWith(AllTests.class)
public final class ListSuiteTest {

    private ListSuiteTest() {}

    public static Test suite() {
        Shared shared = new Shared();
        TestSuite all = new TestSuite(ListSuiteTest.class.getName());
        all.addTest(overSocket(shared, "shared list", elements -> list(shared, elements)));
        all.addTest(overSocket(shared, "part of a shared list", elements -> part(list(shared, "before"), elements)));
        all.addTest(overSocket(shared, "reversed view of a shared list", elements -> reversed(list(shared), elements)));
        all.addTest(inProcess(shared, "shared list in this process", elements -> ownList(shared, elements)));
        all.addTest(inProcess(
                shared,
                "part of a shared list in this process",
                elements -> part(ownList(shared, "before"), elements)));
        all.addTest(inProcess(
                shared,
                "reversed view of a shared list in this process",
                elements -> reversed(ownList(shared), elements)));
        return shared.around(all);
    }

    private static SharedList<String> list(Shared shared, String... elements) {
        return filled(shared, manager -> manager.list(String.class), elements);
    }

    /** Returns a list of this process, which has the face of every other and no socket below it. */
    private static SharedList<String> ownList(Shared shared, String... elements) {
        return filled(shared, manager -> SharedObjects.list(), elements);
    }

    private static SharedList<String> filled(
            Shared shared, Function<SyncManager, SharedList<String>> maker, String... elements) {
        SharedList<String> list = shared.make(maker);
        list.addAll(Arrays.asList(elements));
        return list;
    }

    private static List<String> part(List<String> whole, String... elements) {
        int from = whole.size();
        whole.addAll(Arrays.asList(elements));
        whole.add("after");
        return whole.subList(from, from + elements.length);
    }

    private static List<String> reversed(SharedList<String> list, String... elements) {
        List<String> view = list.reversed();
        view.addAll(Arrays.asList(elements));
        return view;
    }

    private static Test overSocket(Shared shared, String name, Function<String[], List<String>> maker) {
        return of(shared, name, maker).suppressing(LeftOut.OF_SOCKET).createTestSuite();
    }

    private static Test inProcess(Shared shared, String name, Function<String[], List<String>> maker) {
        return of(shared, name, maker).createTestSuite();
    }

    private static ListTestSuiteBuilder<String> of(Shared shared, String name, Function<String[], List<String>> maker) {
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
                .withTearDown(shared::forgetAll);
    }
}
