package dev.steward.cli.look;

import dev.steward.api.SyncManager;
import dev.steward.client.ClusterServers;
import java.util.List;

/** The way to the server that a command is about. A mixin of picocli, which fills it from the command line. */
public interface ServerAccess {

    /**
     * Opens a session for some calls; the caller closes it. Blocks.
     *
     * @param packages classes of these may be opened
     */
    SyncManager open(List<String> packages);

    /**
     * The servers that are reached there, as whoever looks after them sees them. Connects to nobody yet.
     *
     * @throws picocli.CommandLine.ParameterException if several servers are never reached so
     */
    ClusterServers cluster();

    /** Returns the address as the user would write it. */
    String address();
}
