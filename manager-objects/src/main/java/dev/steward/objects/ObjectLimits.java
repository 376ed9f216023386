package dev.steward.objects;

/**
 * How much the objects may hold. What exceeds it is answered with OVERLOADED.
 *
 * @param maxObjects objects of one server
 * @param maxElements elements of one queue that wait to be taken, cells of one array, and elements of a list that is repeated
 */
public record ObjectLimits(int maxObjects, int maxElements) {

    /** 1,000,000 objects, 1,000,000 elements. */
    public static final ObjectLimits DEFAULT = new ObjectLimits(1_000_000, 1_000_000);
}
