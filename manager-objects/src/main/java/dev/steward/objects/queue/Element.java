package dev.steward.objects.queue;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;

/** An element of a queue. */
class Element {

    final Value value;
    /** Its place: smaller comes first. */
    final long stamp;
    /** How often it was delivered. */
    int deliveries;
    /** When it was put, in tenths of a second of the machine's time: a finer one would make each element larger. */
    final int put;

    private static final long TENTH = 100_000_000;
    private static final int UNKNOWN = -1;

    Element(Value value, long stamp, int deliveries, int put) {
        this.value = value;
        this.stamp = stamp;
        this.deliveries = deliveries;
        this.put = put;
    }

    /** An element that is put at that time of the machine. */
    static Element put(Value value, long stamp, long now) {
        return new Element(value, stamp, 0, tenths(now));
    }

    /** An element of which nobody knows when it was put. */
    static Element ofOld(Value value, long stamp) {
        return new Element(value, stamp, 0, UNKNOWN);
    }

    static int tenths(long now) {
        return (int) (now / TENTH);
    }

    /** Returns for how many nanoseconds it has been there; -1 if that is not known. */
    long age(long now) {
        return put == UNKNOWN ? UNKNOWN : Math.max(0, now - put * TENTH);
    }

    /** Returns how its deliveries are written: of a dead letter negative, and where it comes from follows behind all. */
    int writtenDeliveries() {
        return deliveries;
    }

    void save(StateWriter writer) {
        writer.writeValue(value);
        writer.writeLong(stamp);
        writer.writeInt(writtenDeliveries());
        writer.writeInt(put);
    }

    static Element load(StateReader reader) {
        Value value = reader.readValue();
        long stamp = reader.readLong();
        int deliveries = reader.readInt();
        int put = reader.readInt();
        return deliveries < 0
                ? new GivenUpElement(value, stamp, ~deliveries, put, reader.readObject())
                : new Element(value, stamp, deliveries, put);
    }
}
