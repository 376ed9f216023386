package dev.steward.benchmarks.peers.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How things are closed at the end, when nobody uses them any more. */
final class Closing {

    private Closing() {}

    static void quietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot close " + thing, failed);
        }
    }
}
