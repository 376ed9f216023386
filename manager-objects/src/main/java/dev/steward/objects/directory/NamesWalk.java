package dev.steward.objects.directory;

import dev.steward.objects.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** Looks for the names that match. Of those that come or go meanwhile it sees some. */
final class NamesWalk implements Pieces.Work {

    /** After so many steps of the pattern others come first; going on to the next name counts as a few. */
    private static final long MOST_STEPS = 500_000;

    private static final long STEPS_OF_NAME = 16;

    /** Takes what was found. */
    @FunctionalInterface
    interface Found {
        /** Takes the names, sorted, which are never changed again. */
        void take(List<String> names, long now, Outputs out);
    }

    private final NavigableMap<String, ?> names;
    private final Glob glob;
    private final Found found;
    private final List<String> matching = new ArrayList<>();
    /** No name is empty. */
    private String last = "";

    NamesWalk(NavigableMap<String, ?> names, Glob glob, Found found) {
        this.names = names;
        this.glob = glob;
        this.found = found;
    }

    /** Returns how many names it has found. */
    int found() {
        return matching.size();
    }

    @Override
    public boolean goOn(long now, Outputs out) {
        long left = MOST_STEPS + glob.steps();
        for (String name : names.tailMap(last, false).keySet()) {
            if (glob.matches(name)) {
                matching.add(name);
            }
            left -= STEPS_OF_NAME;
            if (glob.steps() > left) {
                last = name;
                return true;
            }
        }
        found.take(matching, now, out);
        return false;
    }
}
