package dev.steward.protocol.handshake;

/**
 * What one side can speak.
 *
 * @param lowestVersion the oldest protocol version, at least 1
 * @param highestVersion the newest, not below the oldest, at most 65535
 * @param features one bit for each optional feature
 */
public record Capabilities(int lowestVersion, int highestVersion, long features) {

    /** What this code speaks: version 1, without optional features, of which there are none yet. */
    public static final Capabilities CURRENT = new Capabilities(1, 1, 0);

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
