package dev.steward.process;

/**
 * Hears how far a map of a {@link Pool} has come. Called in this process, on the pool's callback thread, one call at a time.
 */
@FunctionalInterface
public interface Progress {

    /**
     * So many tasks are done.
     *
     * @param total how many there are, or -1 if that is not known
     */
    void done(long done, long total);

    /**
     * Returns a progress that draws a bar on standard error, if that is a terminal, and nothing otherwise.
     *
     * @param label what stands before the bar
     */
    static Progress bar(String label) {
        return ProgressBars.onTerminal(label);
    }
}
