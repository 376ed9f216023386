package dev.steward.examples;

import dev.steward.process.Pool;
import dev.steward.process.ProcessPool;

/** T7: ten travellers cross a river on three boats: ten tasks of a pool of three workers. */
public final class ThreeBoats {

    private static final int BOATS = 3;
    private static final int TRAVELLERS = 10;
    private static final int CROSSING_MILLIS = 200;

    private ThreeBoats() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        Pool pool = ProcessPool.start(BOATS);
        for (int i = 0; i < TRAVELLERS; i++) {
            pool.applyAsync(ThreeBoats::cross, i).exceptionally(ThreeBoats::drowned);
        }
        pool.close();
        pool.join();
        System.out.println("all have crossed");
    }

    private static int cross(int traveller) throws InterruptedException {
        long boat = ProcessHandle.current().pid();
        System.out.println("traveller " + traveller + " leaves on boat " + boat);
        Thread.sleep(CROSSING_MILLIS);
        System.out.println("traveller " + traveller + " has crossed on boat " + boat);
        return traveller;
    }

    private static Integer drowned(Throwable why) {
        System.out.println("a traveller was lost: " + why.getMessage());
        return -1;
    }
}
