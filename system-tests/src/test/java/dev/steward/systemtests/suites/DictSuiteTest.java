package dev.steward.systemtests.suites;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.steward.api.SharedDict;
import java.util.Map;
import junit.framework.Test;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's tests of every {@link java.util.concurrent.ConcurrentMap} and its views: a shared dict. */
@RunWith(AllTests.class)
public final class DictSuiteTest {

    private DictSuiteTest() {}

    public static Test suite() {
        Shared shared = new Shared();
        Test tests = ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        SharedDict<String, String> dict =
                                shared.make(manager -> manager.dict(String.class, String.class));
                        for (Map.Entry<String, String> entry : entries) {
                            dict.put(entry.getKey(), entry.getValue());
                        }
                        return dict;
                    }
                })
                .named("shared dict")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionSize.ANY)
                .withTearDown(shared::forgetAll)
                .createTestSuite();
        return shared.around(tests);
    }
}
