package dev.steward.objects.lock;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Holdings;
import dev.steward.objects.waiting.Presence;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** The permits of one semaphore that are out, and who has them, oldest first. */
final class HeldPermits {

    private final Holdings<PermitGrant> all = new Holdings<>(PermitGrant.class);
    private long total;

    /** Returns how many are out. */
    long total() {
        return total;
    }

    /** Notes permits; those that follow others of the same session count with them. */
    void add(CallId call, Presence presence, long count, long now) {
        PermitGrant last = all.youngest();
        if (last != null && last.presence() == presence) {
            last.count += count;
            total += count;
        } else {
            addApart(call, presence, count, now);
        }
    }

    /** Notes permits that are found by their call again. */
    void addApart(CallId call, Presence presence, long count, long now) {
        all.add(new PermitGrant(call, presence, count, now));
        total += count;
    }

    /** Tells who has permits, the longest first. */
    void tell(Findings findings) {
        findings.count(all.size());
        for (PermitGrant grant : all.first(findings.most())) {
            findings.holder(grant.presence().session(), grant.call().thread(), grant.since, grant.count, "");
        }
    }

    /** Takes so many permits from a session, its oldest first, or all that it has; returns how many. */
    long takeOf(Presence presence, long most) {
        long left = most;
        for (PermitGrant first = all.oldestOf(presence); first != null && left > 0; first = all.oldestOf(presence)) {
            left -= take(first, left);
        }
        return most - left;
    }

    /** Takes so many permits from whoever has them longest, or all that are out; returns those that had some. */
    Set<Presence> takeOldest(long most) {
        Set<Presence> debited = new LinkedHashSet<>();
        long left = most;
        for (PermitGrant first = all.oldest(); first != null && left > 0; first = all.oldest()) {
            debited.add(first.presence());
            left -= take(first, left);
        }
        return debited;
    }

    /** Takes the permits that a call of a session acquired apart from others; returns how many. */
    long takeCall(Presence presence, CallId call) {
        for (PermitGrant grant : all.listOf(presence)) {
            if (grant.call().equals(call)) {
                return take(grant, grant.count);
            }
        }
        return 0;
    }

    private long take(PermitGrant grant, long most) {
        long taken = Math.min(most, grant.count);
        grant.count -= taken;
        total -= taken;
        if (grant.count == 0) {
            all.remove(grant);
        }
        return taken;
    }

    void save(StateWriter writer) {
        writer.writeInt(all.size());
        for (PermitGrant grant : all.toList()) {
            writer.writeCall(grant.call());
            writer.writeSession(grant.presence().session());
            writer.writeLong(grant.count);
            writer.writeLong(grant.since);
        }
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            CallId call = reader.readCall();
            Presence presence = presences.apply(reader.readSession());
            long permits = reader.readLong();
            addApart(call, presence, permits, reader.readLong());
        }
    }
}
