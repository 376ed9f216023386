package dev.steward.systemtests.suites;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Function;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's tests of every {@link Queue}: a shared queue, a bounded one, and one whose elements are settled. */
@RunWith(AllTests.class)
public final class QueueSuiteTest {

    private static final int CAPACITY = 100;

    private QueueSuiteTest() {}

    public static Test suite() {
        Shared shared = new Shared();
        TestSuite all = new TestSuite(QueueSuiteTest.class.getName());
        all.addTest(of(shared, "shared queue", SyncManager::queue));
        all.addTest(of(shared, "bounded shared queue", manager -> manager.queue(CAPACITY, String.class)));
        all.addTest(of(shared, "shared joinable queue", SyncManager::joinableQueue));
        return shared.around(all);
    }

    private static Test of(Shared shared, String name, Function<SyncManager, SharedQueue<String>> maker) {
        return QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
                    @Override
                    protected Queue<String> create(String[] elements) {
                        SharedQueue<String> queue = shared.make(maker);
                        queue.addAll(Arrays.asList(elements));
                        return queue;
                    }
                })
                .named(name)
                .withFeatures(CollectionFeature.GENERAL_PURPOSE, CollectionFeature.KNOWN_ORDER, CollectionSize.ANY)
                .withTearDown(shared::forgetAll)
                .createTestSuite();
    }
}
