package dev.steward.examples;

import dev.steward.api.Registered;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;

/** What {@link TaskServer} registered, as its clients see it: a proxy for each object, and the function by value. */
public interface TaskManager {

    /** Returns the tasks that wait for a consumer; at most 10. */
    @Registered("get_task_queue")
    SharedQueue<Integer> tasks();

    /** Returns the results; 20 of them are all. */
    @Registered("get_result_queue")
    SharedQueue<Integer> results();

    /** Returns the condition under which tasks change hands. */
    @Registered("get_cond")
    SharedCondition condition();

    /** Returns the flag that tells all programs that the results are complete. */
    @Registered("get_done")
    SharedValue<Boolean> done();

    /** Doubles a number, on the server. */
    @Registered("get_double")
    int twice(int n);
}
