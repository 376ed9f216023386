package dev.steward.vocabulary;

/**
 * How deep in an answer that says OK the values stand that the object holds. Each of them is opened by itself, so that one
 * that cannot be opened is no obstacle to the others.
 */
public enum Layout {
    /** The answer is one of them, or none is in it. */
    WHOLE(0),
    /** They are in the list that the answer is, alone or with numbers. */
    LISTED(1),
    /** They are in a list in the list that the answer is. */
    NESTED(2);

    private final int depth;

    Layout(int depth) {
        this.depth = depth;
    }

    /** Returns in how many lists each of them is. */
    public int depth() {
        return depth;
    }
}
