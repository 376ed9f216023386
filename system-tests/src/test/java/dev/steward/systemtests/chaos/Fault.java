package dev.steward.systemtests.chaos;

/** What a run of chaos does to a client, a server or the network between them. */
enum Fault {
    /** {@code kill -9} of a client; another one takes its place. */
    KILL_CLIENT,
    /** A client stands still for longer than its lease, and goes on. */
    STOP_CLIENT,
    /** {@code kill -9} of the server; another one is started in its place, with the same state directory. */
    KILL_SERVER,
    /** The server stands still for two seconds, as long as the leases, and goes on. */
    STOP_SERVER,
    /** All connections of a client are reset. */
    CUT,
    /** The same, and new ones are refused for a while, some of them for longer than the resume window. */
    REFUSE,
    /** Everything between a client and the server is held back for a while. */
    SLOW,
    /** Everything between a client and the server comes in writes of one byte. */
    TRICKLE,
    /** The server hears nothing from a client for a while, and the connection stands. */
    DEAF_SERVER,
    /** A client hears nothing for a while, and the connection stands. */
    DEAF_CLIENT,
    /** A reply is dropped after the call was done, and the connection with it. */
    DROP_REPLY,
    /** Some bytes come twice. */
    DUPLICATE,
    /** Some bytes come in part, then the connection breaks. */
    TRUNCATE
}
