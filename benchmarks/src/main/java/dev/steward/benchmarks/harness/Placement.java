package dev.steward.benchmarks.harness;

import java.util.Locale;

/** On which cores the processes run: without it a figure of one call means nothing. */
public enum Placement {
    /** Server and clients share one core. */
    SAME("same core"),
    /** The server has a core, the clients have another one. */
    EACH("a core each"),
    /** The scheduler places them on any core. */
    FREE("free");

    private final String title;

    Placement(String title) {
        this.title = title;
    }

    /** Returns how tables write it. */
    public String title() {
        return title;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
