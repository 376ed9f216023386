package dev.steward.process.ctype;

import java.util.Locale;

/**
 * What the C of one 64-bit system calls differently from that of another.
 *
 * @param longSize how many bytes a {@code long} has
 * @param wideCharacterSize how many bytes a {@code wchar_t} has
 */
record DataModel(int longSize, int wideCharacterSize) {

    /** Linux, macOS and other relatives of Unix. */
    static final DataModel LP64 = new DataModel(Long.BYTES, Integer.BYTES);

    /** Windows. */
    static final DataModel LLP64 = new DataModel(Integer.BYTES, Short.BYTES);

    static final DataModel CURRENT = of(System.getProperty("os.name"));

    static DataModel of(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows") ? LLP64 : LP64;
    }
}
