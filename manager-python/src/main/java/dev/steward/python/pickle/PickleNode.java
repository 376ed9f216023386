package dev.steward.python.pickle;

/**
 * One object of the graph that a pickle stands for. Nodes are told apart by identity: what two places refer to is one node in
 * both, and a node may be among its own parts. Not thread-safe while it grows; the reader's and the caller's alone until then.
 */
public abstract class PickleNode {

    private final PickleKind kind;

    PickleNode(PickleKind kind) {
        this.kind = kind;
    }

    /** Returns what it is. */
    public final PickleKind kind() {
        return kind;
    }

    /** Returns how many nodes it holds: of a dict two for each entry; of an instance with what it is made of. */
    public int size() {
        return 0;
    }

    /**
     * Returns one of the nodes that it holds.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public PickleNode part(int index) {
        throw new IndexOutOfBoundsException("a " + kind + " has no parts");
    }
}
