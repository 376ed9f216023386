package dev.steward.benchmarks.peers;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Get from a list, append to another, put into a dict, in turn. The objects are this caller's own. */
final class StewardCaller implements Caller {

    private static final int ENTRIES = 64;
    /** The list that grows starts again when it has so many elements: one call more in 30,000. */
    private static final int LONGEST_LIST = 10_000;

    private static final List<String> KEYS =
            LongStream.range(0, ENTRIES).mapToObj(n -> "key-" + n).toList();

    private final SharedList<Long> read;
    private final SharedList<Long> grown;
    private final SharedDict<String, Long> dict;
    private final @Nullable Long[] put = new Long[ENTRIES];
    private int appended;

    StewardCaller(SyncManager manager) {
        read = manager.list(Long.class);
        read.addAll(LongStream.range(0, ENTRIES).boxed().toList());
        grown = manager.list(Long.class);
        dict = manager.dict(String.class, Long.class);
    }

    @Override
    public void call(long number) {
        int entry = (int) (number / 3 % ENTRIES);
        switch ((int) (number % 3)) {
            case 0 -> WrongAnswerException.unlessEqual("list.get", entry, read.get(entry));
            case 1 -> append(number);
            default -> put(entry, number);
        }
    }

    private void append(long number) {
        if (!grown.add(number)) {
            throw new WrongAnswerException("list.add", true, false);
        }
        appended++;
        if (appended == LONGEST_LIST) {
            WrongAnswerException.unlessEqual("list.size", appended, grown.size());
            WrongAnswerException.unlessEqual("last element", number, grown.get(appended - 1));
            grown.clear();
            appended = 0;
        }
    }

    private void put(int entry, long number) {
        Long before = dict.put(KEYS.get(entry), number);
        Long expected = put[entry];
        if (before == null ? expected != null : !before.equals(expected)) {
            throw new WrongAnswerException("dict.put of " + KEYS.get(entry), String.valueOf(expected), before + "");
        }
        put[entry] = number;
    }
}
