package dev.steward.systemtests.suites;

import com.google.common.collect.testing.testers.ListListIteratorTester;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A test of Guava's that a suite leaves out; docs/semantics.md has the same rows. Immutable.
 *
 * @param subject what the suite is about
 * @param tester the class that has the test
 * @param test its name
 * @param reason why it does not apply
 */
record LeftOut(String subject, Class<?> tester, String test, String reason) {

    static final String REVERSED = "reversed view of a shared list";

    static final List<LeftOut> ALL = List.of(new LeftOut(
            REVERSED,
            ListListIteratorTester.class,
            "testListIterator_fullyModifiable",
            "the view is the JDK's own; over an `ArrayList` too its iterator removes what it has just added"));

    /** Returns the tests that the suite of a subject leaves out. */
    static Method[] of(String subject) {
        return ALL.stream()
                .filter(one -> one.subject.equals(subject))
                .map(LeftOut::method)
                .toArray(Method[]::new);
    }

    private Method method() {
        try {
            return tester.getMethod(test);
        } catch (NoSuchMethodException unknown) {
            throw new IllegalStateException("Guava has no such test", unknown);
        }
    }

    /** Returns the row that docs/semantics.md must have. */
    String row() {
        return "| " + subject + " | " + tester.getSimpleName() + ", " + test + " | " + reason + " |";
    }
}
