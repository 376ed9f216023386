package dev.steward.api;

/** What becomes of the permits of a {@link SharedSemaphore} when the process that acquired them dies. */
public enum PermitPolicy {
    /** They return: permits stand for something that is used and given back. */
    RETURN_ON_DEATH,
    /**
     * They are used up, and count as such from when the process has them: for signalling, where one side only releases and
     * the other only acquires. A permit on its way to a process that dies before it has it returns.
     */
    CONSUMED
}
