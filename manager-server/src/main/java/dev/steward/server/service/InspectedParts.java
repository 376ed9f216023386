package dev.steward.server.service;

/** Where in what an object tells of itself the lists stand: the row of OBJECT_INSPECT. */
final class InspectedParts {

    /** Who holds something of it. */
    static final int HOLDERS = 5;

    /** Which calls wait in it. */
    static final int WAITERS = 6;

    private InspectedParts() {}
}
