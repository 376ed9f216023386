package dev.steward.systemtests.suites;

import com.google.common.collect.testing.testers.ListListIteratorTester;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

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

    /** What runs on objects in the process of the test alone, by the same faces: half of a suite's calls are its own. */
    static final List<Method> WITHOUT_SOCKET =
            List.of(method(ListListIteratorTester.class, "testListIterator_fullyModifiable"));

    /** Returns the tests that the suite of a subject leaves out. */
    static Method[] of(String subject) {
        return left(subject).toArray(Method[]::new);
    }

    /** Returns the tests that the suite of a subject leaves out when its objects are beyond a socket. */
    static Method[] ofSocket(String subject) {
        return Stream.concat(left(subject), WITHOUT_SOCKET.stream()).distinct().toArray(Method[]::new);
    }

    private static Stream<Method> left(String subject) {
        return ALL.stream().filter(one -> one.subject.equals(subject)).map(one -> method(one.tester, one.test));
    }

    private static Method method(Class<?> tester, String test) {
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
