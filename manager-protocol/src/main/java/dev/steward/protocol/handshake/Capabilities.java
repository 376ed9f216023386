package dev.steward.protocol.handshake;

/**
 * What one side can speak.
 *
 * @param lowestVersion the oldest protocol version, at least 1
 * @param highestVersion the newest, not below the oldest, at most 65535
 * @param features one bit for each optional feature
 */
public record Capabilities(int lowestVersion, int highestVersion, long features) {

    /** The feature that a {@code TraceContext} may go behind the arguments of a call of users' code. */
    public static final long TRACE_CONTEXT = 1;

    /** What this code speaks: version 1, with each optional feature. */
    public static final Capabilities CURRENT = new Capabilities(1, 1, TRACE_CONTEXT);

    /** Checks the versions. */
    public Capabilities {
        if (lowestVersion < 1 || lowestVersion > highestVersion || highestVersion > 0xFFFF) {
            throw new IllegalArgumentException(
                    "versions go from 1 to 65535, not from " + lowestVersion + " to " + highestVersion);
        }
    }

    String versions() {
        return lowestVersion == highestVersion
                ? "version " + lowestVersion
                : "versions " + lowestVersion + " to " + highestVersion;
    }
}
