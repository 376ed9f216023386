package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of one of several servers, in the place of entering a session. */
public sealed interface ClusterMessage extends Message {

    /**
     * Asks one of several servers how it stands among them, in the place of entering a session: whether it leads or not, it answers
     * with {@link ClusterState}, or closes the connection with a {@link Failure} that says why it does not.
     *
     * @param wish what is asked for
     */
    record AskCluster(Wish wish) implements ClusterMessage {

        /** What is asked for. */
        public enum Wish {
            /** How it stands. */
            LOOK(0),
            /** That another server leads in its place; answered when one does. Needs the admin key if the server has one. */
            STEP_DOWN(1);

            private final int code;

            Wish(int code) {
                this.code = code;
            }

            /** Returns the wish of a number, or null if there is none. */
            public static @Nullable Wish of(int code) {
                for (Wish wish : values()) {
                    if (wish.code == code) {
                        return wish;
                    }
                }
                return null;
            }

            /** Returns the number on the wire, one byte. */
            public int code() {
                return code;
            }
        }

        /** Checks that something is asked for. */
        public AskCluster {
            requireNonNull(wish, "wish");
        }

        @Override
        public MessageType type() {
            return MessageType.ASK_CLUSTER;
        }
    }

    /**
     * How one of several servers stands among them, as far as it knows: the answer to {@link AskCluster}.
     *
     * @param self its name
     * @param leader the name of the one that leads; empty if none does, or it does not know
     * @param leads whether it leads itself, and lets clients in
     * @param term the number of the last election of which it knows
     * @param applied how many entries of their log it has applied
     * @param committed the last entry of the engine's log that more than half of the servers have
     * @param appended the last entry that it has
     * @param logBytes how many bytes its directory has
     * @param heapBytes how many bytes of heap are in use
     * @param mostHeapBytes how many that may be
     * @param members all servers, in the order of their names; {@value #MAX_MEMBERS} at most
     */
    record ClusterState(
            String self,
            String leader,
            boolean leads,
            long term,
            long applied,
            long committed,
            long appended,
            long logBytes,
            long heapBytes,
            long mostHeapBytes,
            List<Member> members)
            implements ClusterMessage {

        /** The most servers that a state has. */
        public static final int MAX_MEMBERS = 255;

        /**
         * One of the servers.
         *
         * @param name its name
         * @param address where the others reach it
         * @param clientAddress where clients reach it; empty if it has not led yet, and so has not said so
         * @param reached whether the server that says so is connected with it
         */
        public record Member(String name, String address, String clientAddress, boolean reached) {
            /** Checks the texts. */
            public Member {
                ControlText.require("name", name);
                ControlText.require("address", address);
                ControlText.require("clientAddress", clientAddress);
            }
        }

        /** Checks texts and numbers, and copies the servers. */
        public ClusterState {
            ControlText.require("self", self);
            ControlText.require("leader", leader);
            if (term < 0
                    || applied < 0
                    || committed < 0
                    || appended < 0
                    || logBytes < 0
                    || heapBytes < 0
                    || mostHeapBytes < 0) {
                throw new IllegalArgumentException("a state has no number below 0");
            }
            members = List.copyOf(members);
            if (members.size() > MAX_MEMBERS) {
                throw new IllegalArgumentException(
                        "a state has at most " + MAX_MEMBERS + " servers, not " + members.size());
            }
        }

        @Override
        public MessageType type() {
            return MessageType.CLUSTER_STATE;
        }
    }
}
