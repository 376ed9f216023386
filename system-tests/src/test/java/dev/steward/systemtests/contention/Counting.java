package dev.steward.systemtests.contention;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import java.util.HashSet;
import java.util.Set;

/**
 * A client in a process of its own that counts in entries that another process counts in too. Arguments: the port, how
 * many processes there are, how many times each counts.
 */
public final class Counting {

    /** The entry that holds a number. */
    static final String NUMBER = "number";

    /** The entry that holds a {@link Tally}. */
    static final String TALLY = "tally";

    private static final int NAMES = 20;

    /**
     * A count beside a set whose bytes depend on what went in and out of it, so that equal tallies are not always equal
     * bytes.
     */
    record Tally(int count, Set<String> names) {

        Tally next(int round) {
            Set<String> changed = new HashSet<>(1 << (round % 7));
            changed.addAll(names);
            String name = "name " + round % NAMES;
            if (!changed.remove(name)) {
                changed.add(name);
            }
            return new Tally(count + 1, changed);
        }
    }

    private Counting() {}

    public static void main(String[] args) throws Exception {
        int processes = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        try (SyncManager manager =
                ManagerClient.connect("127.0.0.1", Integer.parseInt(args[0]), AuthKey.of("0123456789abcdef"))) {
            SharedDict<String, Integer> numbers = manager.dict("numbers", String.class, Integer.class);
            SharedDict<String, Tally> tallies = manager.dict("tallies", String.class, Tally.class);
            manager.barrier("start", processes).await();
            for (int round = 0; round < rounds; round++) {
                int number = round;
                switch (round % 5) {
                    case 0, 1 -> numbers.merge(NUMBER, 1, Integer::sum);
                    case 2, 3 -> numbers.compute(NUMBER, (key, old) -> old == null ? 1 : old + 1);
                    default ->
                        tallies.compute(TALLY, (key, old) -> (old == null ? new Tally(0, Set.of()) : old).next(number));
                }
            }
        }
        System.out.println("counted");
    }
}
