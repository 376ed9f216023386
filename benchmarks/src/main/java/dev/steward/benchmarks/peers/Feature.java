package dev.steward.benchmarks.peers;

/** What a peer can do, so far as workloads need it: each is one method of {@link PeerClient}. */
public enum Feature {
    /** Synchronous calls: {@link PeerClient#caller}. */
    CALLS,
    /** Queues between client processes: {@link PeerClient#inlet} and {@link PeerClient#outlet}. */
    QUEUES,
    /** Calls that do not wait for the one before: {@link PeerClient#pipeline}. */
    PIPELINE,
    /** A lock: {@link PeerClient#mutex}. */
    LOCKS,
    /** Storage of bytes: {@link PeerClient#store}. */
    STORAGE
}
