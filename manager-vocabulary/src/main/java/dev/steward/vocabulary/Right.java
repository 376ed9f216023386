package dev.steward.vocabulary;

/** Which key a client needs for an operation, once a server has an admin key beside the ordinary one. */
public enum Right {
    /** Either key. */
    ANYONE,
    /** The admin key. */
    ADMIN
}
