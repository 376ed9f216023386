package dev.steward.python.pickle;

/** A list, tuple, dict, set or frozenset. */
public final class PickleItems extends PickleBranch {

    private PickleItems(PickleKind kind) {
        super(kind);
    }

    /** Returns an empty one of a kind that holds items. */
    public static PickleItems of(PickleKind kind) {
        return switch (kind) {
            case LIST, TUPLE, DICT, SET, FROZENSET -> new PickleItems(kind);
            default -> throw new IllegalArgumentException(kind + " holds no items");
        };
    }

    /** Returns a tuple of some nodes. */
    public static PickleItems tuple(PickleNode... items) {
        PickleItems tuple = new PickleItems(PickleKind.TUPLE);
        for (PickleNode item : items) {
            tuple.add(item);
        }
        return tuple;
    }

    /** Adds an item behind the others; of a dict first a key, then its value. */
    public void add(PickleNode item) {
        append(item);
    }
}
