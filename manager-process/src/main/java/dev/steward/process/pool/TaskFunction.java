package dev.steward.process.pool;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a task does with its argument. */
@FunctionalInterface
public interface TaskFunction extends Serializable {

    /** Returns the result. */
    @Nullable
    Object run(@Nullable Object argument) throws Exception;
}
