package dev.steward.systemtests.house.wrong.server.nine;

/** Wrong on purpose: nine classes of one package need each other. */
final class RingOfNine {
    int next = RingOfNine2.LIMIT;
}
