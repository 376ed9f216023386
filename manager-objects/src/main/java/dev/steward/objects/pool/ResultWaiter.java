package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import org.jspecify.annotations.Nullable;

/** A call that waits for something of a job. */
final class ResultWaiter extends Waiter {

    final ResultArguments asked;
    private @Nullable Lot lot;

    ResultWaiter(CallId call, ObjectId target, Presence presence, long deadline, ResultArguments asked) {
        super(call, target, presence, deadline);
        this.asked = asked;
    }

    /** Lets the first task of a lot wait with it, if there is such a run; the one that did so before goes on. */
    void waitWith(@Nullable Lot waiting) {
        Lot before = lot;
        if (before != null && before.firstRun() == asked.run() && before.size() > 0) {
            before.waits(-1);
        }
        lot = waiting;
        if (waiting != null && waiting.firstRun() == asked.run()) {
            waiting.waits(1);
        }
    }

    @Override
    public String purpose() {
        return "result";
    }
}
