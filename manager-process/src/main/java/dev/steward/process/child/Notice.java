package dev.steward.process.child;

/**
 * What a child tells its parent, as a line of its standard output that the parent does not show. It begins with characters
 * that no program prints.
 */
enum Notice {
    /** The JVM is up, and the launch message was read. */
    HELLO,
    /** What to do was opened: the proxies in it are attached. */
    OPENED,
    /** The work says that others can rely on it now. */
    READY,
    /** The child needs the manager of the process tree. */
    TREE_MANAGER;

    static final String MARK = "\u0001\u0002steward ";

    String line() {
        return MARK + name();
    }

    static boolean isNotice(String line) {
        return line.startsWith(MARK);
    }

    static Notice of(String line) {
        return valueOf(line.substring(MARK.length()));
    }
}
