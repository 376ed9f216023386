package dev.steward.systemtests.death;

import dev.steward.systemtests.death.Evidence.HandOut;
import dev.steward.systemtests.death.StreamClient.Way;
import dev.steward.systemtests.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The account of a stream whose clients were killed, each of them: where each of its elements is, or each number of a counter.
 * Three witnesses are heard: what the clients noted themselves, what the networks before them heard, and what was there in
 * the end. So what a client received and could not note any more is told apart from what is lost. Used by one thread.
 */
final class Whereabouts {

    /** Where an element or a number is. */
    enum Place {
        /** A client noted that it is its own. */
        SAID,
        /** A client told its server that it has it, or is done with it, and died before it noted that. */
        UNSAID,
        /** A client's increment was asked for and the server's answer came too late for any witness. */
        UNANSWERED,
        /** In the queue. */
        LEFT,
        /** With nobody. */
        LOST
    }

    /**
     * One client that was killed.
     *
     * @param journal its calls, as it noted them
     * @param handOuts what its server handed out to it, in that order
     * @param told what it told its server to be its own
     * @param unanswered how many of its increments the server did not answer
     */
    record Testimony(List<Operation> journal, List<HandOut> handOuts, Set<Long> told, long unanswered) {}

    /** Something that was handed out to a client. */
    private record Holder(int client, HandOut handOut) {}

    private final Way way;
    private final List<Testimony> clients;
    private final List<Set<Long>> said = new ArrayList<>();
    private final List<Set<Long>> received = new ArrayList<>();
    private final SortedMap<Long, List<Holder>> holders = new TreeMap<>();
    private final SortedMap<Long, Place> places = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long comeBack;
    private long comeBackReceived;

    private Whereabouts(Way way, List<Testimony> clients) {
        this.way = way;
        this.clients = clients;
        for (int client = 0; client < clients.size(); client++) {
            said.add(saidBy(clients.get(client)));
            received.add(receivedBy(clients.get(client)));
            for (HandOut handOut : clients.get(client).handOuts()) {
                holders.computeIfAbsent(handOut.what(), what -> new ArrayList<>())
                        .add(new Holder(client, handOut));
            }
        }
        holders.values().forEach(each -> each.sort(Comparator.comparingLong(holder -> holder.handOut.at())));
    }

    private Set<Long> saidBy(Testimony client) {
        Set<Long> own = new HashSet<>();
        for (Operation call : client.journal()) {
            if (call.is(way.saying()) && call.isOk()) {
                own.add(way == Way.RECEIVES || way == Way.TASKS ? call.argument() : call.result());
            }
        }
        return own;
    }

    private static Set<Long> receivedBy(Testimony client) {
        return client.journal().stream()
                .filter(call -> call.isOk() && (call.is("take") || call.is("receive")))
                .map(Operation::result)
                .collect(Collectors.toSet());
    }

    /**
     * Accounts for the elements of a queue.
     *
     * @param put all that were put
     * @param left what was in the queue when the session of the last client had ended, each with its flag
     */
    static Whereabouts ofElements(Way way, Set<Long> put, Map<Long, Boolean> left, List<Testimony> clients) {
        Whereabouts account = new Whereabouts(way, clients);
        put.forEach(element -> account.element(element, left));
        Set<Long> known = new HashSet<>(account.holders.keySet());
        known.addAll(left.keySet());
        account.said.forEach(known::addAll);
        known.removeAll(put);
        known.forEach(element -> account.fault(element, "was never put"));
        return account;
    }

    private void element(long element, Map<Long, Boolean> left) {
        List<Holder> had = holders.getOrDefault(element, List.of());
        List<Integer> owners = new ArrayList<>();
        for (int client = 0; client < clients.size(); client++) {
            if (clients.get(client).told().contains(element)) {
                owners.add(client);
            } else if (said.get(client).contains(element) && way != Way.TAKES) {
                fault(element, "was done, said client " + client + ", which did not tell its server");
            }
        }
        Boolean flag = left.get(element);
        if (owners.size() + (flag == null ? 0 : 1) > 1) {
            fault(element, "is with the clients " + owners + (flag == null ? "" : " and in the queue"));
        }
        for (int turn = 1; turn < had.size(); turn++) {
            comesBack(element, had.get(turn - 1));
            if (!had.get(turn).handOut.redelivered()) {
                fault(element, "came again without the flag: " + had);
            }
        }
        if (!owners.isEmpty() && had.get(had.size() - 1).client != owners.get(0)) {
            fault(element, "was handed out after client " + owners.get(0) + " had told that it is its own: " + had);
        }
        if (flag != null && !flag && !had.isEmpty()) {
            fault(element, "is in the queue without the flag, after " + had);
        }
        if (flag != null) {
            if (!had.isEmpty()) {
                comesBack(element, had.get(had.size() - 1));
            }
            places.put(element, Place.LEFT);
        } else if (owners.isEmpty()) {
            places.put(element, Place.LOST);
            fault(element, "is lost, after " + had);
        } else {
            places.put(element, said.get(owners.get(0)).contains(element) ? Place.SAID : Place.UNSAID);
        }
    }

    private void comesBack(long element, Holder former) {
        comeBack++;
        comeBackReceived += received.get(former.client).contains(element) ? 1 : 0;
    }

    /**
     * Accounts for the numbers of a counter.
     *
     * @param count what the counter came to: each number below is to be somewhere
     */
    static Whereabouts ofNumbers(long count, List<Testimony> clients) {
        Whereabouts account = new Whereabouts(Way.COUNTS, clients);
        long unanswered = clients.stream().mapToLong(Testimony::unanswered).sum();
        for (long number = 0; number < count; number++) {
            List<Holder> had = account.holders.getOrDefault(number, List.of());
            Place place = account.placeOf(number, had);
            if (place == Place.LOST && unanswered > 0) {
                unanswered--;
                place = Place.UNANSWERED;
            }
            if (place == Place.LOST) {
                account.fault(number, "was counted by nobody");
            }
            if (had.size() > 1) {
                account.fault(number, "was handed out twice: " + had);
            }
            account.places.put(number, place);
        }
        account.holders.tailMap(count).forEach((number, had) -> account.fault(number, "is above the counter: " + had));
        account.said.forEach(numbers -> numbers.stream()
                .filter(number -> !account.holders.containsKey(number))
                .forEach(number -> account.fault(number, "was found by a client and never handed out")));
        return account;
    }

    private Place placeOf(long number, List<Holder> had) {
        if (had.isEmpty()) {
            return Place.LOST;
        }
        return said.get(had.get(0).client).contains(number) ? Place.SAID : Place.UNSAID;
    }

    private void fault(long what, String sentence) {
        faults.add(what + " " + sentence);
    }

    /** Returns where each is. */
    SortedMap<Long, Place> places() {
        return places;
    }

    /** Returns how many are in each place. */
    Map<Place, Integer> counts() {
        Map<Place, Integer> counts = new EnumMap<>(Place.class);
        places.values().forEach(place -> counts.merge(place, 1, Integer::sum));
        return counts;
    }

    /** Returns how often an element was handed out again, or was left, after a client had had it that died with it. */
    long comeBack() {
        return comeBack;
    }

    /** Returns how many of those the client that died had noted to have received: it may have worked on them. */
    long comeBackReceived() {
        return comeBackReceived;
    }

    /** Returns what is against the promise, in sentences. */
    List<String> faults() {
        return faults;
    }
}
