package dev.steward.server;

import java.util.Map;

/**
 * Several servers that keep one log, as one of them sees them. Immutable. Python has no twin of it.
 *
 * @param self the name of the one that sees them
 * @param leads whether it leads the others, and lets clients in
 * @param standing how it stands among them, and who they are
 * @param clientAddresses by name where clients reach those that have led and so told it, such as {@code 10.0.0.1:8080}
 */
public record ClusterView(
        String self, boolean leads, ServerCluster.Standing standing, Map<String, String> clientAddresses) {

    /** Copies the addresses. */
    public ClusterView {
        clientAddresses = Map.copyOf(clientAddresses);
    }
}
