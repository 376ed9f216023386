package dev.steward.objects.pool;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of which tasks wait for a worker, in the order in which they are handed out. */
final class PoolLine {

    private final Turns ofAll = new Turns();
    private final Map<String, Turns> byPackage = new LinkedHashMap<>();

    /** Takes in a job of which tasks wait. */
    void added(PoolJob job) {
        ofAll.add(job);
        byPackage.computeIfAbsent(job.packageName, name -> new Turns()).add(job);
    }

    /** Takes out a job if none of its tasks waits any more. */
    void removed(PoolJob job) {
        if (job.waiting() == 0) {
            ofAll.remove(job);
            Turns ofPackage = byPackage.get(job.packageName);
            if (ofPackage != null) {
                ofPackage.remove(job);
                if (ofPackage.isEmpty()) {
                    byPackage.remove(job.packageName);
                }
            }
        }
    }

    /** Returns of which job a worker gets tasks next, whose turn that was, or null. */
    @Nullable
    PoolJob next(Seat seat) {
        PoolJob next = seat.packages.isEmpty() ? ofAll.next() : nextOfPackages(seat);
        if (next != null) {
            ofAll.hadItsTurn(next);
            Turns ofPackage = byPackage.get(next.packageName);
            if (ofPackage != null) {
                ofPackage.hadItsTurn(next);
            }
        }
        return next;
    }

    /** Packages take turns, too. */
    private @Nullable PoolJob nextOfPackages(Seat seat) {
        int count = seat.packages.size();
        for (int i = 0; i < count; i++) {
            int at = (seat.nextPackage + i) % count;
            Turns ofPackage = byPackage.get(seat.packages.get(at));
            if (ofPackage != null) {
                seat.nextPackage = (at + 1) % count;
                return ofPackage.next();
            }
        }
        return null;
    }

    void save(StateWriter writer) {
        ofAll.save(writer);
        writer.writeInt(byPackage.size());
        byPackage.forEach((name, turns) -> {
            writer.writeText(name);
            turns.save(writer);
        });
    }

    /** Reads whose turn it is; the jobs are added after that. */
    void load(StateReader reader) {
        ofAll.load(reader);
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            Turns turns = new Turns();
            String name = reader.readText();
            turns.load(reader);
            byPackage.put(name, turns);
        }
    }
}
