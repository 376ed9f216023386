package dev.steward.benchmarks.peers.steward;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.benchmarks.peers.RotatingCaller;
import dev.steward.benchmarks.peers.WrongAnswerException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Calls of a list, another list and a dict. */
final class StewardCaller extends RotatingCaller {

    private final SharedList<Long> read;
    private final SharedList<Long> grown;
    private final SharedDict<String, Long> dict;

    StewardCaller(SyncManager manager) {
        read = manager.list(Long.class);
        read.addAll(LongStream.range(0, ENTRIES).boxed().toList());
        grown = manager.list(Long.class);
        dict = manager.dict(String.class, Long.class);
    }

    @Override
    protected long get(int index) {
        return read.get(index);
    }

    @Override
    protected void append(long element) {
        if (!grown.add(element)) {
            throw new WrongAnswerException("list.add", true, false);
        }
    }

    @Override
    protected void checkAndClear(int size, long last) {
        WrongAnswerException.unlessEqual("list.size", size, grown.size());
        WrongAnswerException.unlessEqual("last element", last, grown.get(size - 1));
        grown.clear();
    }

    @Override
    protected @Nullable Long put(String key, long value) {
        return dict.put(key, value);
    }
}
