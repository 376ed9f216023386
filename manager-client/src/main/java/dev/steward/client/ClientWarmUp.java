package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.warmup.LoopbackServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a server that answers nobody else; see {@link ManagerClient#warmUp}. */
final class ClientWarmUp {

    /** How long it calls at most. */
    static final int MOST_MILLIS = 1_000;

    /** So many calls of each kind: all is loaded after the first, and compiled once where most time goes. */
    private static final int MOST_ROUNDS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ClientWarmUp.class);

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private ClientWarmUp() {}

    /** Does so the first time; what it is for is done then. */
    static void once() {
        if (DONE.compareAndSet(false, true)) {
            run();
        }
    }

    /** Returns how many rounds of calls it came to. */
    static int run() {
        AuthKey key = AuthKey.random();
        ClientOptions options = ClientOptions.builder().name("warm-up").build();
        try (LoopbackServer server = LoopbackServer.open(key);
                SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key, options)) {
            return exercise(manager);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException | ManagerException cannot) {
            LOG.debug("cannot warm up", cannot);
            return 0;
        }
    }

    private static int exercise(SyncManager manager) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
        SharedList<String> list = manager.list(String.class);
        SharedDict<String, Integer> dict = manager.dict(String.class, Integer.class);
        SharedQueue<Integer> queue = manager.queue(0, Integer.class);
        SharedValue<Integer> value = manager.value(Integer.class, 0);
        SharedLock lock = manager.lock();
        int rounds = 0;
        while (rounds < MOST_ROUNDS && System.nanoTime() - until < 0) {
            rounds++;
            list.set(0, "an element");
            list.get(0);
            dict.put("a key", rounds);
            dict.get("a key");
            queue.put(rounds);
            queue.take();
            value.set(rounds);
            value.get();
            try (Hold held = lock.hold()) {
                held.valid();
            }
        }
        return rounds;
    }
}
