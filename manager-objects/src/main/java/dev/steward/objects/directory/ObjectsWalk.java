package dev.steward.objects.directory;

import dev.steward.objects.Listed;
import dev.steward.objects.Outputs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Lists all objects that there were when it began and are still there when it comes to them. */
final class ObjectsWalk implements Pieces.Work {

    private final Ledger ledger;
    private final long ticket;
    private final Iterator<DirectoryEntry> next;
    private final List<Listed> objects = new ArrayList<>();

    ObjectsWalk(Ledger ledger, long ticket) {
        this.ledger = ledger;
        this.ticket = ticket;
        this.next = ledger.all().iterator();
    }

    @Override
    public boolean goOn(long now, Outputs out) {
        for (int step = 0; step < Pieces.MOST_STEPS && next.hasNext(); step++) {
            DirectoryEntry entry = next.next();
            if (entry.equals(ledger.get(entry.id))) {
                objects.add(new Listed(entry.id, entry.typeId, entry.name, entry.references));
            }
        }
        if (!next.hasNext()) {
            out.listed(ticket, objects);
        }
        return next.hasNext();
    }
}
