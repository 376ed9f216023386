package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Value;
import dev.steward.protocol.value.ListOfValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that the machine made of values and that nobody has encoded yet: whoever sends it does. Immutable. */
final class ListedValue implements Value {

    /** What a list takes for each of its elements beside the element. */
    static final long PLACE_BYTES = 8;

    /** More elements are not looked at for long lists among them. */
    private static final int FEW = 100;

    private final List<Value> elements;
    private final List<ObjectId> references;

    /**
     * The size once it was counted, else negative. Who drops an answer about ten thousand objects asks for it again, on an event
     * loop. Two threads may count it, and find the same.
     */
    private int counted = -1;

    ListedValue(List<Value> elements, List<ObjectId> references) {
        this.elements = elements;
        this.references = references;
    }

    List<Value> elements() {
        return elements;
    }

    /** Returns what it takes beside its elements; if it is short, with what lists among these take. */
    long placeBytes() {
        long bytes = PLACE_BYTES * elements.size();
        if (elements.size() <= FEW) {
            for (Value element : elements) {
                if (element instanceof ListedValue list) {
                    bytes += list.placeBytes();
                }
            }
        }
        return bytes;
    }

    @Override
    public int size() {
        int known = counted;
        if (known < 0) {
            // As many as when it is encoded: who kept it in one form may drop it in the other, behind a snapshot.
            long size = ListOfValues.startSize(elements.size());
            for (Value element : elements) {
                size += element.size();
            }
            known = (int) Math.min(Integer.MAX_VALUE, size);
            counted = known;
        }
        return known;
    }

    @Override
    public long footprint() {
        long bytes = 0;
        for (Value element : elements) {
            bytes += PLACE_BYTES + element.footprint();
        }
        return bytes;
    }

    @Override
    public List<ObjectId> references() {
        return references;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListedValue list && elements.equals(list.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }
}
