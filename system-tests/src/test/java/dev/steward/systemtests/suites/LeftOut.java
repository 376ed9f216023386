package dev.steward.systemtests.suites;

import com.google.common.collect.testing.testers.ListListIteratorTester;
import java.lang.reflect.Method;

/** Tests of Guava's that a suite leaves out; docs/semantics.md names them. Stateless. */
final class LeftOut {

    /** What runs on objects in the process of the test alone, by the same faces: half of a suite's calls are its own. */
    static final Method[] OF_SOCKET = {method(ListListIteratorTester.class, "testListIterator_fullyModifiable")};

    private LeftOut() {}

    private static Method method(Class<?> tester, String test) {
        try {
            return tester.getMethod(test);
        } catch (NoSuchMethodException unknown) {
            throw new IllegalStateException("Guava has no such test", unknown);
        }
    }
}
