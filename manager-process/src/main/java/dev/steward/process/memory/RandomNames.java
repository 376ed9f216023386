package dev.steward.process.memory;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody can guess. */
final class RandomNames {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomNames() {}

    /** Returns so many random bytes as hexadecimal digits. */
    static String next(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
