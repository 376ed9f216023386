package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Consensus;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.Util;

/** What tests do to the engine. */
public final class JGroupsEngines {

    private JGroupsEngines() {}

    /** Ends a member without a word to the others: its connections break. */
    public static void kill(Consensus member) {
        try {
            Util.shutdown(channel(member), false);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Has a member hear nothing of those, whose connections stand, and again of all others. */
    public static void ignore(Consensus member, List<Consensus> others) {
        ProtocolStack stack = channel(member).getProtocolStack();
        DISCARD discard = stack.findProtocol(DISCARD.class);
        if (discard == null) {
            discard = new DISCARD();
            stack.insertProtocolInStack(discard, stack.getTransport(), ProtocolStack.Position.ABOVE);
        }
        discard.resetIgnoredMembers();
        for (Consensus other : others) {
            discard.addIgnoreMember(channel(other).getAddress());
        }
    }

    private static JChannel channel(Consensus member) {
        JChannel channel = ((JGroupsConsensus) member).channel();
        if (channel == null) {
            throw new IllegalStateException("it does not run");
        }
        return channel;
    }
}
