package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Value;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import java.util.List;

/** A call that brings tasks and waits for room. */
final class Bringer extends Waiter {

    /** What it was asked with. */
    final List<Value> arguments;

    /** The items among them. */
    final List<Value> items;

    final long bytes;

    Bringer(CallId call, ObjectId target, Presence presence, long deadline, List<Value> arguments, List<Value> items) {
        super(call, target, presence, deadline);
        this.arguments = arguments;
        this.items = items;
        this.bytes = bytesOf(items);
    }

    static long bytesOf(List<Value> items) {
        long bytes = 0;
        for (Value item : items) {
            bytes += item.size();
        }
        return bytes;
    }

    @Override
    public String purpose() {
        return "room";
    }
}
