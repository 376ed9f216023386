package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Store;
import dev.steward.benchmarks.peers.WrongAnswerException;
import java.util.Arrays;
import java.util.Random;

/** Puts bytes and gets them back. Counts the bytes of both ways. */
final class Payloads implements Part {

    private static final int SEED = 20;

    private final Store store;
    private final byte[] payload;
    private int round;

    /** Payloads of so many bytes. */
    Payloads(PeerClient client, int bytes) throws Exception {
        store = client.store();
        payload = new byte[bytes];
        new Random(SEED).nextBytes(payload);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long bytes = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            round++;
            // So that no two are alike: an answer of an earlier round would be noticed.
            payload[round % payload.length]++;
            store.put(payload);
            byte[] back = store.get();
            if (!Arrays.equals(payload, back)) {
                throw new WrongAnswerException("payload, first difference", "none", Arrays.mismatch(payload, back));
            }
            bytes += payload.length + (long) back.length;
        }
        return new RunReport(bytes, System.nanoTime() - start);
    }
}
