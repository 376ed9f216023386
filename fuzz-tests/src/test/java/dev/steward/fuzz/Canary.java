package dev.steward.fuzz;

/** Allowed nowhere: whoever has it initialised, by a name in some bytes, has run what a stranger named. */
final class Canary {

    static {
        Cage.open();
    }

    private Canary() {}
}
