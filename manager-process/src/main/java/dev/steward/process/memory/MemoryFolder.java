package dev.steward.process.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder in which shared memory has its names: that of the system where it has one, else the temporary folder. */
final class MemoryFolder {

    /** What a file may be called at most. */
    private static final int MOST_BYTES = 255;

    private static final Path OF_THE_SYSTEM = Path.of("/dev/shm");

    private MemoryFolder() {}

    static Path path() {
        return Files.isWritable(OF_THE_SYSTEM) ? OF_THE_SYSTEM : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Returns a name without the slash that POSIX writes before it.
     *
     * @throws IllegalArgumentException if no block can be called so
     */
    static String checked(String name) {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        if (bare.isEmpty() || bare.equals(".") || bare.equals("..")) {
            throw refused(name, "is none: name it by at least one letter or digit");
        }
        if (bare.indexOf('/') >= 0 || bare.indexOf('\0') >= 0) {
            throw refused(name, "may have one slash, in front, and no zero: names of shared memory know no folders");
        }
        int length = bare.getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_BYTES) {
            throw refused(
                    bare.substring(0, 20) + "...", "has " + length + " bytes: take a name of at most " + MOST_BYTES);
        }
        fileOf(bare);
        return bare;
    }

    /** Returns the file of a checked name. */
    static Path fileOf(String name) {
        try {
            return path().resolve(name);
        } catch (InvalidPathException unmappable) {
            throw refused(
                    name,
                    "cannot be written in the encoding of this system's file names, "
                            + System.getProperty("sun.jnu.encoding")
                            + ": take letters and digits of ASCII, or run with a locale of UTF-8");
        }
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("the name '" + name + "' of shared memory " + why);
    }
}
