package dev.steward.benchmarks.peers;

/** A peer answered something else than it has to. What was measured until then means nothing. */
public final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was expected and what came. */
    public WrongAnswerException(String what, Object expected, Object got) {
        super(what + ": expected " + expected + " and got " + got);
    }

    /** Throws if two numbers differ. */
    public static void unlessEqual(String what, long expected, long got) {
        if (expected != got) {
            throw new WrongAnswerException(what, expected, got);
        }
    }
}
