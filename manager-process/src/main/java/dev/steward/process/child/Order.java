package dev.steward.process.child;

/** What a parent tells a child beside what it answers. */
enum Order {
    /** It is not needed any more. */
    END
}
