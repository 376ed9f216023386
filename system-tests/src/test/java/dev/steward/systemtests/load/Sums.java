package dev.steward.systemtests.load;

import dev.steward.systemtests.Jvm;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What clients did to what they share.
 *
 * @param calls how many calls they made in all, each with an answer that was looked at
 * @param counted how often they added one to the counter
 * @param guarded how often they added one to the value that the lock guards
 * @param put how many elements they put
 * @param putSum the sum of these
 * @param taken how many elements they took
 * @param takenSum the sum of these
 */
record Sums(long calls, long counted, long guarded, long put, long putSum, long taken, long takenSum) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

    private static final String BEGINNING = "sums ";

    Sums plus(Sums other) {
        return new Sums(
                calls + other.calls,
                counted + other.counted,
                guarded + other.guarded,
                put + other.put,
                putSum + other.putSum,
                taken + other.taken,
                takenSum + other.takenSum);
    }

    /** Returns the line in which a process tells them. */
    String line() {
        return BEGINNING
                + String.join(
                        " ",
                        LongStream.of(calls, counted, guarded, put, putSum, taken, takenSum)
                                .mapToObj(Long::toString)
                                .toList());
    }

    /** Reads what a process told, which has ended or is about to. */
    static Sums toldBy(Jvm process) {
        long[] told = Stream.of(process.awaitLine(BEGINNING).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Sums(told[0], told[1], told[2], told[3], told[4], told[5], told[6]);
    }
}
