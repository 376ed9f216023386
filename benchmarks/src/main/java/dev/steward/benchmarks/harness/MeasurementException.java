package dev.steward.benchmarks.harness;

/** A measurement that failed: a process ended, was too slow to answer, or found a wrong answer. */
public final class MeasurementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what failed. */
    public MeasurementException(String message) {
        super(message);
    }

    /** Says what failed and why. */
    public MeasurementException(String message, Throwable cause) {
        super(message, cause);
    }
}
