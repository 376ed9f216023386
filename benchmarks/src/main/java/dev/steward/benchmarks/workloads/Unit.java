package dev.steward.benchmarks.workloads;

/** What a figure says, and which way is better. */
public enum Unit {
    /** Microseconds for one operation; less is better. */
    MICROS_PER_OPERATION("us", false),
    /** Operations in a second; more is better. */
    PER_SECOND("/s", true),
    /** Millions of bytes in a second; the operations of an outcome are bytes. More is better. */
    MEGABYTES_PER_SECOND("MB/s", true),
    /** Microseconds of processor time that the server's process used for one operation; less is better. */
    SERVER_MICROS_PER_OPERATION("us of server", false);

    private static final double NANOS_PER_MICRO = 1e3;
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
    public double figure(Outcome outcome) {
        return switch (this) {
            case MICROS_PER_OPERATION, SERVER_MICROS_PER_OPERATION ->
                outcome.nanos() / NANOS_PER_MICRO / outcome.operations();
            case PER_SECOND -> outcome.operations() * NANOS_PER_SECOND / outcome.nanos();
            case MEGABYTES_PER_SECOND -> outcome.operations() * NANOS_PER_SECOND / MEGA / outcome.nanos();
        };
    }
}
