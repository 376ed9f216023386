package dev.steward.process.child;

/**
 * What a child tells its parent, as a line of its standard output that the parent does not show. It begins with the
 * {@link NoticeMark} of the child.
 */
enum Notice {
    /** The JVM is up, and the launch message was read. */
    HELLO,
    /** What to do was opened: the proxies in it are attached. */
    OPENED,
    /** The work says that others can rely on it now. */
    READY,
    /** The child needs the manager of the process tree. */
    TREE_MANAGER,
    /** The child needs the tree's folder for shared memory. */
    TREE_MEMORY,
    /** The JVM has begun to end. */
    ENDING
}
