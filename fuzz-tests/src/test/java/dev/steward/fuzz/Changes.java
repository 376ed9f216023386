package dev.steward.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes samples as damage and malice do: bits and bytes, lengths, pieces left out, doubled and taken from others. */
final class Changes {

    private static final int LONGEST = 2 * Boundary.LONGEST_SEED;
    private static final byte[] TELLING = {0, 1, 2, 0x7F, -128, -1, 13, 14, 0x20, 0x40};

    private final Random random;
    private final List<byte[]> seeds;

    Changes(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** Returns the next changed sample. */
    byte[] next() {
        byte[] bytes = any().clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> bytes[at] = (byte) random.nextInt();
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                int end = at + random.nextInt(Math.min(16, bytes.length - at) + 1);
                return joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                byte[] other = any();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, Math.min(LONGEST, first.length + second.length));
        int room = Math.max(0, both.length - first.length);
        System.arraycopy(second, 0, both, both.length - room, room);
        return both;
    }
}
