package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Listed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects must exist and how often they are referred to, from names, clients, and lists in lists. */
final class LedgerModel {

    final Set<ObjectId> named = new HashSet<>();
    /** The lists that refer to objects, and what is in them. */
    final Map<ObjectId, List<ObjectId>> lists = new LinkedHashMap<>();

    /** Conditions, and the lock that each shares. */
    private final Map<ObjectId, ObjectId> sharing = new LinkedHashMap<>();
    /** The joinable queues, and what they refer to for as long as they live: their queues for dead letters. */
    final Map<ObjectId, ObjectId> deadLetters = new LinkedHashMap<>();

    private final Set<ObjectId> live = new HashSet<>();

    /** Returns how many objects there are. */
    int size() {
        return live.size();
    }

    void created(ObjectId object) {
        live.add(object);
    }

    /** A condition of a lock was made. */
    void shares(ObjectId condition, ObjectId lock) {
        live.add(condition);
        sharing.put(condition, lock);
    }

    /** Frees what nothing refers to. */
    void free(Collection<SimulatedClient> clients) {
        boolean more = true;
        while (more) {
            more = false;
            for (ObjectId object : List.copyOf(live)) {
                if (references(object, clients) == 0) {
                    live.remove(object);
                    lists.remove(object);
                    sharing.remove(object);
                    deadLetters.remove(object);
                    more = true;
                }
            }
        }
    }

    /** Frees what cannot be reached. */
    void collect(Collection<SimulatedClient> clients) {
        Set<ObjectId> reached = new HashSet<>(named);
        clients.forEach(client -> reached.addAll(client.holds.keySet()));
        Deque<ObjectId> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            ObjectId from = next.remove();
            List<ObjectId> targets = new ArrayList<>(lists.getOrDefault(from, List.of()));
            if (deadLetters.containsKey(from)) {
                targets.add(deadLetters.get(from));
            }
            for (ObjectId target : targets) {
                if (reached.add(target)) {
                    next.add(target);
                }
            }
        }
        live.retainAll(reached);
        lists.keySet().retainAll(live);
        sharing.keySet().retainAll(live);
        deadLetters.keySet().retainAll(live);
    }

    private long references(ObjectId object, Collection<SimulatedClient> clients) {
        long references = named.contains(object) ? 1 : 0;
        for (SimulatedClient client : clients) {
            references += client.holds.getOrDefault(object, 0L);
        }
        for (List<ObjectId> list : lists.values()) {
            references += list.contains(object) ? 1 : 0;
        }
        references += sharing.values().stream().filter(object::equals).count();
        for (ObjectId target : deadLetters.values()) {
            references += target.equals(object) ? 1 : 0;
        }
        return references;
    }

    void checkListed(List<Listed> listed, Collection<SimulatedClient> clients) {
        List<ObjectId> ids = new ArrayList<>();
        for (Listed object : listed) {
            ids.add(object.object());
            long expected = references(object.object(), clients);
            check(
                    object.references() == expected,
                    () -> "object " + object.object() + " has " + object.references() + " references, not " + expected);
        }
        check(live.equals(new HashSet<>(ids)), () -> "the objects are " + ids + ", not " + live);
    }
}
