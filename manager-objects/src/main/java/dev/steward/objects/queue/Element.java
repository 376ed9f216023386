package dev.steward.objects.queue;

import dev.steward.objects.Value;

/** An element of a queue. */
final class Element {

    final Value value;
    /** Its place: smaller comes first. */
    final long stamp;
    /** How often it was delivered. */
    int deliveries;

    Element(Value value, long stamp, int deliveries) {
        this.value = value;
        this.stamp = stamp;
        this.deliveries = deliveries;
    }
}
