package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

/** What clients can bring about as often as they like fills no log. */
@Timeout(60)
class EventDispatcherTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Logger log = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, all) -> {
                if (method.getName().equals("warn") || method.getName().equals("info")) {
                    lines.add(String.valueOf(all[0]));
                }
                return null;
            });

    @Test
    void aFloodIsAFewLinesWithACount() {
        try (EventDispatcher dispatcher = new EventDispatcher(new ServerEvents() {}, log, null)) {
            for (int i = 0; i < 3_000; i++) {
                dispatcher.authentication("10.0.0.1:" + i, "the proof is wrong");
            }
            for (int i = 0; i < 60_000; i++) {
                dispatcher.refused("client " + i, "cancel of call 1/" + i + ", which never came");
            }
            for (int i = 0; i < 100_000; i++) {
                dispatcher.abandoned("lock " + i, "session");
                dispatcher.redelivered("queue " + i, "session");
                dispatcher.deadLettered("queue " + i, "session", 3, null);
            }
            dispatcher.refused("10.0.0.1:1", "it speaks no TLS");
        }
        assertThat(lines)
                .contains("10.0.0.1:0 did not authenticate: the proof is wrong")
                .contains("refused client 0: cancel of call 1/0, which never came")
                .contains("refused 10.0.0.1:1: it speaks no TLS")
                .anyMatch(line -> line.startsWith("the holder of lock 0 died"))
                .hasSizeLessThan(60);
    }

    @Test
    void whereNobodyListensNoThreadIsWoken() throws InterruptedException {
        assertThat(threadsThatTell(null)).isZero();
        assertThat(threadsThatTell(new ServerEvents() {})).isOne();
    }

    /** Returns how many threads a report has started: those are of the group of the thread that reports. */
    private int threadsThatTell(@Nullable ServerEvents listener) throws InterruptedException {
        ThreadGroup group = new ThreadGroup("one who reports");
        AtomicInteger threads = new AtomicInteger();
        try (EventDispatcher dispatcher = new EventDispatcher(listener, log, null)) {
            Thread reporter = new Thread(group, () -> {
                dispatcher.authentication("10.0.0.1:1", null);
                threads.set(group.activeCount() - 1);
            });
            reporter.start();
            reporter.join();
        }
        return threads.get();
    }

    @Test
    void aListenerThatFailsInWhateverWayIsLoggedAndTheOthersAreTold() {
        List<String> told = new CopyOnWriteArrayList<>();
        try (EventDispatcher dispatcher = new EventDispatcher(null, log, null)) {
            dispatcher.add(listening(() -> {
                throw new IllegalStateException("a fault of a listener");
            }));
            dispatcher.add(listening(() -> {
                throw new NoClassDefFoundError("a class of a listener");
            }));
            dispatcher.add(listening(() -> told.add("told")));
            dispatcher.authentication("10.0.0.1:1", null);
            dispatcher.authentication("10.0.0.1:2", null);
        }
        assertThat(told).containsExactly("told", "told");
        assertThat(lines).contains("a ServerEvents method failed");
    }

    private static ServerEvents listening(Runnable method) {
        return new ServerEvents() {
            @Override
            public void authentication(String peer, @Nullable String failure) {
                method.run();
            }
        };
    }

    @Test
    void whatClientsWriteBreaksNoLine() {
        try (EventDispatcher dispatcher = new EventDispatcher(new ServerEvents() {}, log, null)) {
            dispatcher.refused("a\nb\u202E", "c\rd");
        }
        assertThat(lines).containsExactly("refused a\\u000Ab\\u202E: c\\u000Dd");
    }
}
