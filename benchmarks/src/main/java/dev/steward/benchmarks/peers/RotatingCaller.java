package dev.steward.benchmarks.peers;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Get from a list, append to another, put into a dict, in turn. The objects are this caller's own. */
public abstract class RotatingCaller implements Caller {

    /** How many elements the list has that is read: each is its index. */
    public static final int ENTRIES = 64;

    private static final int KINDS = 3;
    /** The list that grows starts again when it has so many elements: a few calls more in 30,000. */
    private static final int LONGEST_LIST = 10_000;

    private static final List<String> KEYS =
            IntStream.range(0, ENTRIES).mapToObj(n -> "key-" + n).toList();

    private final @Nullable Long[] values = new Long[ENTRIES];
    private int appended;

    @Override
    public final void call(long number) throws Exception {
        int entry = (int) (number / KINDS % ENTRIES);
        switch ((int) (number % KINDS)) {
            case 0 -> WrongAnswerException.unlessEqual("get", entry, get(entry));
            case 1 -> {
                append(number);
                appended++;
                if (appended == LONGEST_LIST) {
                    checkAndClear(appended, number);
                    appended = 0;
                }
            }
            default -> checkedPut(entry, number);
        }
    }

    private void checkedPut(int entry, long number) throws Exception {
        Long before = put(KEYS.get(entry), number);
        Long expected = values[entry];
        if (before == null ? expected != null : !before.equals(expected)) {
            throw new WrongAnswerException(
                    "put of " + KEYS.get(entry), String.valueOf(expected), String.valueOf(before));
        }
        values[entry] = number;
    }

    /** Reads an element of the list that stays. */
    protected abstract long get(int index) throws Exception;

    /** Appends to the list that grows. */
    protected abstract void append(long element) throws Exception;

    /** Checks the list that has grown, and empties it. */
    protected abstract void checkAndClear(int size, long last) throws Exception;

    /** Puts into the dict and returns what was there. */
    protected abstract @Nullable Long put(String key, long value) throws Exception;
}
