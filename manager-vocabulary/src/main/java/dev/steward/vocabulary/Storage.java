package dev.steward.vocabulary;

/** Whether a server keeps more after an operation than before it. */
public enum Storage {
    /** It may keep more: refused when the heap is nearly full. */
    STORES,
    /** It keeps as much or less: served when the heap is full, so that it can be emptied. */
    STORES_NOTHING
}
