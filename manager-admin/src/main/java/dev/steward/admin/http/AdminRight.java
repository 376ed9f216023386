package dev.steward.admin.http;

/** What somebody may do who has a token. */
public enum AdminRight {
    /** Nothing that anybody may not. */
    NONE,
    /** Look at what there is. */
    LOOK,
    /** Put right what others hold, too. */
    ACT;

    /** Returns whether this right is that one, or more. */
    boolean includes(AdminRight other) {
        return compareTo(other) >= 0;
    }
}
