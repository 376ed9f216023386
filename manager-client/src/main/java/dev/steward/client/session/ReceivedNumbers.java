package dev.steward.client.session;

import dev.steward.protocol.message.Received;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which replies of one logical thread have arrived: a floor, below which all have, and ranges above it. Replies mostly
 * arrive in order, so there are mostly no ranges. Not thread-safe: guarded by the lock of its {@link LogicalThread}.
 */
final class ReceivedNumbers {

    private long floor = 1;
    // Range i goes from firsts[i] to lasts[i]; ranges rise and leave gaps of at least one number.
    private long[] firsts = new long[4];
    private long[] lasts = new long[4];
    private int count;

    /** Adds a number that was not added before. */
    void add(long number) {
        if (number == floor) {
            floor++;
            if (count > 0 && firsts[0] == floor) {
                floor = lasts[0] + 1;
                removeRange(0);
            }
            return;
        }
        int at = firstRangeAbove(number);
        boolean joinsBelow = at > 0 && lasts[at - 1] == number - 1;
        boolean joinsAbove = at < count && firsts[at] == number + 1;
        if (joinsBelow && joinsAbove) {
            lasts[at - 1] = lasts[at];
            removeRange(at);
        } else if (joinsBelow) {
            lasts[at - 1] = number;
        } else if (joinsAbove) {
            firsts[at] = number;
        } else {
            insertRange(at, number);
        }
    }

    /** Returns whether a number was added. */
    boolean contains(long number) {
        int above = firstRangeAbove(number + 1);
        return number < floor || (above > 0 && lasts[above - 1] >= number);
    }

    /** Returns how many ranges there are. */
    int ranges() {
        return count;
    }

    /** Returns what has arrived, with at most so many of the lowest ranges. */
    Received toReceived(int most) {
        if (count == 0 || most == 0) {
            return Received.below(floor);
        }
        List<Received.Range> ranges = new ArrayList<>(Math.min(count, most));
        for (int i = 0; i < count && i < most; i++) {
            ranges.add(new Received.Range(firsts[i], lasts[i]));
        }
        return new Received(floor, ranges);
    }

    private int firstRangeAbove(long number) {
        int at = Arrays.binarySearch(firsts, 0, count, number);
        return at >= 0 ? at : -at - 1;
    }

    private void removeRange(int at) {
        System.arraycopy(firsts, at + 1, firsts, at, count - at - 1);
        System.arraycopy(lasts, at + 1, lasts, at, count - at - 1);
        count--;
    }

    private void insertRange(int at, long number) {
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            lasts = Arrays.copyOf(lasts, count * 2);
        }
        System.arraycopy(firsts, at, firsts, at + 1, count - at);
        System.arraycopy(lasts, at, lasts, at + 1, count - at);
        firsts[at] = number;
        lasts[at] = number;
        count++;
    }
}
