package dev.steward.objects.directory;

import dev.steward.api.ObjectId;
import dev.steward.objects.Outputs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Looks in pieces for objects that nothing but themselves refers to. First it finds what is in use: from the names, holders
 * and calls that it comes by, and all that anybody began to refer to since; whatever is not in use then is lost, and is as
 * good as gone.
 */
final class LostObjects implements Pieces.Work {

    /** Takes what is lost. */
    @FunctionalInterface
    interface Finder {
        void take(DirectoryEntry lost, long now, Outputs out);
    }

    private final Map<ObjectId, DirectoryEntry> entries;
    private final Finder finder;
    /** In use, but not looked through yet for what else is. */
    private final Queue<DirectoryEntry> used = new ArrayDeque<>();

    private List<DirectoryEntry> all = List.of();
    private Iterator<DirectoryEntry> next = all.iterator();
    /** What the one that is looked through refers to, as it was when that began, and has not been looked at. */
    private Iterator<ObjectId> targets = Collections.emptyIterator();
    /** The number of the search. */
    private long search;

    private boolean isUnderWay;
    private boolean isWantedAgain;
    /** Whether all that is in use is known. */
    private boolean isDecided;

    LostObjects(Map<ObjectId, DirectoryEntry> entries, Finder finder) {
        this.entries = entries;
        this.finder = finder;
    }

    /** Begins a search; or returns false because there is one, after which another one follows. */
    boolean begin() {
        if (isUnderWay) {
            isWantedAgain = true;
            return false;
        }
        isUnderWay = true;
        beginAnew();
        return true;
    }

    private void beginAnew() {
        isWantedAgain = false;
        isDecided = false;
        search++;
        all = new ArrayList<>(entries.values());
        next = all.iterator();
    }

    /** Returns whether an object has been found to be lost. */
    boolean isLost(DirectoryEntry entry) {
        return isDecided && entry.usedIn != search;
    }

    /** Somebody refers to an object from now on. */
    void use(DirectoryEntry entry) {
        if (isUnderWay && entry.usedIn != search) {
            entry.usedIn = search;
            used.add(entry);
        }
    }

    @Override
    public boolean goOn(long now, Outputs out) {
        for (int left = Pieces.MOST_STEPS; left > 0; left--) {
            if (targets.hasNext()) {
                DirectoryEntry target = entries.get(targets.next());
                if (target != null) {
                    use(target);
                }
            } else if (!used.isEmpty()) {
                // Meanwhile it may refer to others, who are told of by themselves, and to some of these no more.
                targets = List.copyOf(used.remove().targets).iterator();
            } else if (next.hasNext()) {
                look(next.next(), now, out);
            } else if (!isDecided) {
                isDecided = true;
                next = all.iterator();
            } else if (isWantedAgain) {
                beginAnew();
            } else {
                isUnderWay = false;
                isDecided = false;
                all = List.of();
                next = all.iterator();
                return false;
            }
        }
        return true;
    }

    private void look(DirectoryEntry entry, long now, Outputs out) {
        boolean isGone = !entry.equals(entries.get(entry.id));
        if (isGone) {
            return;
        }
        if (isDecided) {
            if (isLost(entry)) {
                finder.take(entry, now, out);
            }
        } else if (entry.isRoot()) {
            use(entry);
        }
    }
}
