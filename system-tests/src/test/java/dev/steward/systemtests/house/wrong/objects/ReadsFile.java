package dev.steward.systemtests.house.wrong.objects;

import java.io.File;

/** Wrong on purpose: a file in the machine. */
public final class ReadsFile {
    private ReadsFile() {}

    static boolean run() {
        return new File("state").exists();
    }
}
