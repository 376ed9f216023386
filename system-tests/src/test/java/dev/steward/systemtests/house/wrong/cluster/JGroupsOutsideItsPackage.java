package dev.steward.systemtests.house.wrong.cluster;

import org.jgroups.Version;

/** Wrong on purpose: the log knows its engine. */
final class JGroupsOutsideItsPackage {
    private JGroupsOutsideItsPackage() {}

    static String version() {
        return Version.printVersion();
    }
}
