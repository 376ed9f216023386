package dev.steward.benchmarks.workloads;

/** What a figure says, and which way is better. */
public enum Unit {
    /** Microseconds for one operation; less is better. */
    MICROS_PER_OPERATION("us", false),
    /** Operations in a second; more is better. */
    PER_SECOND("/s", true);

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

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
        return moreIsBetter
                ? outcome.operations() * NANOS_PER_SECOND / outcome.nanos()
                : outcome.nanos() / NANOS_PER_MICRO / outcome.operations();
    }
}
