package dev.steward.systemtests.suites;

import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.SetFeature;
import dev.steward.api.SharedSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import junit.framework.Test;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's tests of every {@link Set}: a shared set over a socket. */
@RunWith(AllTests.class)
public final class SetSuiteTest {

    private SetSuiteTest() {}

    public static Test suite() {
        Shared shared = new Shared();
        Test tests = SetTestSuiteBuilder.using(new TestStringSetGenerator() {
                    @Override
                    protected Set<String> create(String[] elements) {
                        SharedSet<String> set = shared.make(manager -> manager.set(String.class));
                        set.addAll(Arrays.asList(elements));
                        return set;
                    }

                    @Override
                    public List<String> order(List<String> insertionOrder) {
                        return insertionOrder;
                    }
                })
                .named("shared set")
                .withFeatures(
                        SetFeature.GENERAL_PURPOSE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionSize.ANY)
                .withTearDown(shared::forgetAll)
                .createTestSuite();
        return shared.around(tests);
    }
}
