package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Consensus;
import org.jgroups.JChannel;
import org.jgroups.util.Util;

/** What tests do to the engine. */
public final class JGroupsEngines {

    private JGroupsEngines() {}

    /** Ends a member without a word to the others: its connections break. */
    public static void kill(Consensus member) {
        JChannel channel = ((JGroupsConsensus) member).channel();
        if (channel == null) {
            throw new IllegalStateException("it does not run");
        }
        try {
            Util.shutdown(channel, false);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
