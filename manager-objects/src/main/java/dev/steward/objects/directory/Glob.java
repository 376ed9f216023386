package dev.steward.objects.directory;

import java.util.Arrays;

/**
 * A pattern for names: {@code *} is any number of characters, {@code ?} is one. Follows all ways to match at once, 64 to a
 * word, so that a name takes as many steps as it has characters for each 64 of the pattern, whatever both are. Not
 * thread-safe.
 */
final class Glob {

    private static final char ANY_NUMBER = '*';
    private static final char ANY_ONE = '?';

    /** How many characters a pattern has without its stars; state n means that the first n have matched. */
    private final int length;
    /** Which characters stand in it, sorted. */
    private final char[] letters;
    /** For each of them, which states it leads on from. */
    private final long[][] leadsOn;
    /** Which states every other character leads on from. */
    private final long[] anyLeadsOn;
    /** Which states any character leaves as they are. */
    private final long[] stars;

    private final long[] states;
    private long steps;

    Glob(String pattern) {
        String characters = pattern.replace(String.valueOf(ANY_NUMBER), "");
        length = characters.length();
        letters = characters
                .replace(String.valueOf(ANY_ONE), "")
                .chars()
                .distinct()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toCharArray();
        int words = (length >> 6) + 1;
        leadsOn = new long[letters.length][words];
        anyLeadsOn = new long[words];
        stars = new long[words];
        states = new long[words];
        int state = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == ANY_NUMBER) {
                set(stars, state);
            } else if (character == ANY_ONE) {
                set(anyLeadsOn, state);
                for (long[] fits : leadsOn) {
                    set(fits, state);
                }
                state++;
            } else {
                set(leadsOn[Arrays.binarySearch(letters, character)], state);
                state++;
            }
        }
    }

    boolean matches(String name) {
        Arrays.fill(states, 0);
        set(states, 0);
        for (int i = 0; i < name.length(); i++) {
            if (isSet(states, length) && isSet(stars, length)) {
                return true;
            }
            if (!read(name.charAt(i))) {
                return false;
            }
        }
        return isSet(states, length);
    }

    /** Goes on by a character; returns whether there is any way left. */
    private boolean read(char character) {
        int letter = Arrays.binarySearch(letters, character);
        long[] fits = letter < 0 ? anyLeadsOn : leadsOn[letter];
        long carry = 0;
        long left = 0;
        for (int word = 0; word < states.length; word++) {
            long before = states[word];
            long led = before & fits[word];
            long after = (led << 1 | carry) | (before & stars[word]);
            carry = led >>> 63;
            states[word] = after;
            left |= after;
        }
        steps += states.length;
        return left != 0;
    }

    /** Returns how many steps matching took until now. */
    long steps() {
        return steps;
    }

    private static void set(long[] bits, int index) {
        bits[index >> 6] |= 1L << index;
    }

    private static boolean isSet(long[] bits, int index) {
        return (bits[index >> 6] & 1L << index) != 0;
    }
}
