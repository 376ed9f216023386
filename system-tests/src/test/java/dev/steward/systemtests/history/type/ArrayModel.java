package dev.steward.systemtests.history.type;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An array is one of so many numbers. */
record ArrayModel(int length) implements TwinModel<List<Long>, long[]> {

    @Override
    public List<Long> initial() {
        return Collections.nCopies(length, 0L);
    }

    @Override
    public long[] twin(List<Long> state) {
        return state.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public List<Long> state(long[] twin) {
        return Arrays.stream(twin).boxed().toList();
    }

    @Override
    public @Nullable Object tell(long[] twin, TypedCall call) {
        int index = (int) call.argument(0);
        int count = (int) call.argument(1);
        long content = call.argument(2);
        return switch (call.name()) {
            case "toList" -> state(twin);
            case "getRange" -> {
                Objects.checkFromToIndex(index, index + count, twin.length);
                yield state(twin).subList(index, index + count);
            }
            case "setRange" -> {
                Objects.checkFromToIndex(index, index + count, twin.length);
                Arrays.fill(twin, index, index + count, content);
                yield null;
            }
            default -> ofCell(twin, Objects.checkIndex(index, twin.length), call);
        };
    }

    private static @Nullable Object ofCell(long[] twin, int index, TypedCall call) {
        long before = twin[index];
        long content = call.argument(2);
        return switch (call.name()) {
            case "get" -> before;
            case "set" -> {
                twin[index] = content;
                yield null;
            }
            case "getAndAdd" -> {
                twin[index] += content;
                yield before;
            }
            case "compareAndSet" -> {
                if (before == call.argument(1)) {
                    twin[index] = content;
                }
                yield before == call.argument(1);
            }
            case "updateAndGet" -> {
                twin[index] = ValueModel.next(before);
                yield twin[index];
            }
            case "getAndUpdate" -> {
                twin[index] = ValueModel.next(before);
                yield before;
            }
            default -> throw new IllegalStateException(call.name());
        };
    }
}
