package dev.steward.systemtests.history.type;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A value is an {@link AtomicLong}. */
record ValueModel() implements TwinModel<Long, AtomicLong> {

    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public AtomicLong twin(Long state) {
        return new AtomicLong(state);
    }

    @Override
    public Long state(AtomicLong twin) {
        return twin.get();
    }

    /** What the functions make of a value. */
    static long next(long value) {
        return (value * 7 + 3) % 1_000;
    }

    @Override
    public @Nullable Object tell(AtomicLong twin, TypedCall call) {
        return switch (call.name()) {
            case "get" -> twin.get();
            case "set" -> {
                twin.set(call.argument(0));
                yield null;
            }
            case "getAndAdd" -> twin.getAndAdd(call.argument(0));
            case "compareAndSet" -> twin.compareAndSet(call.argument(0), call.argument(1));
            case "updateAndGet" -> twin.updateAndGet(ValueModel::next);
            case "getAndUpdate" -> twin.getAndUpdate(ValueModel::next);
            default -> throw new IllegalStateException(call.name());
        };
    }
}
