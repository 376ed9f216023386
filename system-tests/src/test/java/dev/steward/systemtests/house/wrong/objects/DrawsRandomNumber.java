package dev.steward.systemtests.house.wrong.objects;

import java.util.Random;

/** Wrong on purpose: a random number in the machine. */
public final class DrawsRandomNumber {
    private DrawsRandomNumber() {}

    static int run() {
        return new Random().nextInt();
    }
}
