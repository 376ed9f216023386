package dev.steward.admin.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of several servers that keep one log, for the command line's {@code --json} and over HTTP. Immutable.
 *
 * @param member its name
 * @param clients where clients reach it, null if that is not known
 * @param servers where the others reach it
 * @param role what it is
 * @param why why it is not reached, null if it is
 * @param standing what it says of itself, null if it was not asked or did not answer
 */
public record MemberJson(
        String member,
        @Nullable String clients,
        String servers,
        Role role,
        @Nullable String why,
        @Nullable Standing standing) {

    /** What a server is among them. */
    public enum Role {
        /** Leads the others, and lets clients in. */
        LEADER("leader"),
        /** Has another one lead, or none. */
        FOLLOWER("follower"),
        /** Does not answer. */
        UNREACHABLE("unreachable");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** Returns what it is called. */
        public String word() {
            return word;
        }
    }

    /**
     * What a server says of itself.
     *
     * @param leader the name of the one that leads, as far as it knows; null if none does
     * @param term the number of the last election of which it knows
     * @param applied how many entries it has applied
     * @param committed the last entry of which it knows that more than half of them have it
     * @param appended the last entry that it has itself
     * @param diskBytes how many bytes its directory has
     * @param heapBytes how many bytes of its heap are in use
     * @param mostHeapBytes how many that may be
     * @param sees the names of those with which it is connected, and its own
     */
    public record Standing(
            @Nullable String leader,
            long term,
            long applied,
            long committed,
            long appended,
            long diskBytes,
            long heapBytes,
            long mostHeapBytes,
            List<String> sees) {
        /** Copies the names. */
        public Standing {
            sees = List.copyOf(sees);
        }
    }

    /** Returns it as JSON. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("member", member);
        json.put("clients", clients);
        json.put("servers", servers);
        json.put("role", role.word());
        if (why != null) {
            json.put("why", why);
        }
        if (standing != null) {
            json.put("leader", standing.leader());
            json.put("term", standing.term());
            json.put("applied", standing.applied());
            json.put("committed", standing.committed());
            json.put("appended", standing.appended());
            json.put("diskBytes", standing.diskBytes());
            json.put("heapBytes", standing.heapBytes());
            json.put("mostHeapBytes", standing.mostHeapBytes());
            json.put("sees", standing.sees());
        }
        return json;
    }
}
