package dev.steward.benchmarks.workloads;

/** What a figure says, and which way is better. */
public enum Unit {
    /** Microseconds for one operation; less is better. */
    MICROS_PER_OPERATION("us", false),
    /** Operations in a second; more is better. */
    PER_SECOND("/s", true),
    /** Millions of bytes in a second; the operations of a report are bytes. More is better. */
    MEGABYTES_PER_SECOND("MB/s", true),
    /** Microseconds of processor time that the server's process used for one operation; less is better. */
    SERVER_MICROS_PER_OPERATION("us of server", false),
    /** Milliseconds from the start of a program to its end; less is better. */
    MILLIS_PER_PROGRAM("ms", false),
    /** Milliseconds of processor time that a program used with all its children; less is better. */
    PROCESSOR_MILLIS_PER_PROGRAM("ms of processor", false);

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGA = 1e6;

    private final String symbol;
    private final boolean moreIsBetter;

    Unit(String symbol, boolean moreIsBetter) {
        this.symbol = symbol;
        this.moreIsBetter = moreIsBetter;
    }

    /** Returns how tables write it. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether a greater figure, and a greater ratio, is the better one. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** Returns the figure of so many operations in such a time. */
    public double figure(RunReport report) {
        return switch (this) {
            case MICROS_PER_OPERATION, SERVER_MICROS_PER_OPERATION ->
                report.nanos() / NANOS_PER_MICRO / report.operations();
            case MILLIS_PER_PROGRAM, PROCESSOR_MILLIS_PER_PROGRAM ->
                report.nanos() / NANOS_PER_MILLI / report.operations();
            case PER_SECOND -> report.operations() * NANOS_PER_SECOND / report.nanos();
            case MEGABYTES_PER_SECOND -> report.operations() * NANOS_PER_SECOND / MEGA / report.nanos();
        };
    }
}
