package dev.steward.objects.shared;

import dev.steward.api.ObjectId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Values;

/**
 * What every new object is given.
 *
 * @param values makes and reads values
 * @param id its id; for an object that belongs to no server yet, any negative number
 * @param epoch the upper half of its fencing tokens
 * @param fencingFloor the counter from which its fencing tokens go on
 * @param limits how much it may hold
 */
public record Creation(Values values, ObjectId id, long epoch, long fencingFloor, ObjectLimits limits) {

    /** Returns what an object is given that is made before it belongs to a server. */
    public static Creation detached(Values values) {
        return new Creation(values, new ObjectId(-1), 0, 0, ObjectLimits.DEFAULT);
    }
}
