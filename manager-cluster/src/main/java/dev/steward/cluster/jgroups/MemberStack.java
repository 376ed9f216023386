package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Membership;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.protocols.raft.NO_DUPES;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.stack.Protocol;

/**
 * The parts of the engine, and how they are set. One of them opens a socket, at the address that was given, and it is reached
 * by whoever has proved the key; members are looked for where they were said to be, and nowhere else.
 */
final class MemberStack {

    /** After how long nothing is heard of a member that is still connected it is taken for lost. */
    private static final int SILENT_MILLIS = 3_000;

    private static final int HEARTBEAT_MILLIS = 500;
    /** When the others have gone on without such a member: if only its connection keeps them, it ends. */
    private static final int CONNECTION_SILENT_MILLIS = 6_000;
    /** How long a member whose connection broke has to answer on another one. */
    private static final int VERIFY_MILLIS = 500;
    /** How long others are looked for at the start; a member that is alone has nobody to wait for. */
    private static final int JOIN_MILLIS = 500;

    private static final int LEAVE_MILLIS = 500;
    private static final int MERGE_LEAST_MILLIS = 300;
    private static final int MERGE_MOST_MILLIS = 1_000;
    private static final int RESEND_MILLIS = 100;
    private static final int CONNECT_MILLIS = 1_000;
    /** What one part of a message may have: larger ones are divided. */
    private static final int FRAGMENT_BYTES = 60_000;
    /** No part of a message is near that. */
    private static final int MOST_BYTES = 16 << 20;

    private MemberStack() {}

    /** Returns the parts, from the socket up, for a log that is open. */
    static List<Protocol> parts(Membership membership, RAFT raft, ELECTION election) {
        InetSocketAddress own = membership.address();
        TCP tcp = new TCP();
        tcp.setBindAddress(own.getAddress());
        tcp.setBindPort(own.getPort());
        tcp.setPortRange(0);
        tcp.setSockConnTimeout(CONNECT_MILLIS);
        tcp.setMaxLength(MOST_BYTES);
        tcp.enableSuspectEvents(true);
        tcp.tcpNodelay(true);
        tcp.setSocketFactory(new ProvedSockets(new KeyProof(derived(membership)), CONNECTION_SILENT_MILLIS));
        // A thread for each member: by one for all, each word to any of them waits for the proof of one that takes
        // connections and says nothing, as a stopped one does.
        PerDestinationBundler bundler = new PerDestinationBundler();
        bundler.useSingleSenderThread(false);
        tcp.setBundler(bundler);
        List<Protocol> parts = new ArrayList<>();
        parts.add(tcp);
        parts.add(new TCPPING()
                .initialHosts(List.copyOf(membership.members().values()))
                .portRange(0));
        parts.add(new MERGE3().setMinInterval(MERGE_LEAST_MILLIS).setMaxInterval(MERGE_MOST_MILLIS));
        parts.add(new FD_ALL3().setTimeout(SILENT_MILLIS).setInterval(HEARTBEAT_MILLIS));
        parts.add(new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS));
        parts.add(new NAKACK2().useMcastXmit(false));
        parts.add(new UNICAST3());
        parts.add(new STABLE());
        parts.add(new NO_DUPES());
        int join = membership.members().size() == 1 ? 1 : JOIN_MILLIS;
        parts.add(new GMS()
                .setJoinTimeout(join)
                .setMaxJoinAttempts(2)
                .setLeaveTimeout(LEAVE_MILLIS)
                .printLocalAddress(false));
        parts.add(new UFC());
        parts.add(new MFC());
        parts.add(new FRAG4().setFragSize(FRAGMENT_BYTES));
        parts.add(election);
        parts.add(raft.raftId(membership.self())
                .members(membership.members().keySet())
                .maxLogSize(membership.snapshotBytes())
                .maxLogCacheSize(0)
                .resendInterval(RESEND_MILLIS)
                // At once they go to members too whose last entries are of a leader that is none any more, who apply
                // those.
                .sendCommitsImmediately(false));
        return parts;
    }

    /** What members prove: made of the key and of who the members are, so that members that disagree about that do not meet. */
    private static byte[] derived(Membership membership) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(membership.key(), "HmacSHA256"));
            mac.update("steward cluster member".getBytes(StandardCharsets.UTF_8));
            membership.members().forEach((name, address) -> {
                String place = address.getHostString() + ":" + address.getPort();
                for (String part : List.of(name, place)) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    mac.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(bytes.length)
                            .flip());
                    mac.update(bytes);
                }
            });
            return mac.doFinal();
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("HmacSHA256 is not available in this JDK", unavailable);
        }
    }
}
