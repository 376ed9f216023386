package dev.steward.python.face;

/** What one name does when Python calls it. */
@FunctionalInterface
interface PythonMethod {

    /**
     * Begins the call, which is answered once: now or later.
     *
     * @throws PythonError what it ends with, if that is known at once
     */
    void run(MethodCall call) throws PythonError;
}
