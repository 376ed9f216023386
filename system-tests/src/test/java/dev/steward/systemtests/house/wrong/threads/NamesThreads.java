package dev.steward.systemtests.house.wrong.threads;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.ref.Cleaner;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Wrong on purpose: threads that no page names, with names that are given in each of the ways there are. */
public final class NamesThreads {

    private static final String VIRTUAL = "wrong-virtual-";

    private final String colour;

    private NamesThreads(String colour) {
        this.colour = colour;
    }

    static void run(int number) {
        new Thread(() -> {}, "wrong-literal").start();
        new NamesThreads("red").start(number);
        new NamesThreads("blue").start(number);
        new Subclass(nameOf(number)).start();
        Thread.currentThread().setName("wrong-renamed");
    }

    private static String nameOf(int number) {
        return "wrong-subclass-" + number;
    }

    private void start(int number) {
        String name = "wrong-" + colour + "-" + number;
        new Thread(null, () -> {}, name, 1 << 20).start();
    }

    static Object factories() {
        return new Object[] {new DefaultThreadFactory("wrong-factory"), new OwnFactory(), Cleaner.create()};
    }

    /** A name behind methods that the JDK has from 21 on, and this tree only looks like. */
    static Thread virtual(Builders builders, int number) {
        return builders.ofVirtual().name(VIRTUAL, number).unstarted(() -> {});
    }

    interface Builders {
        Builder ofVirtual();
    }

    interface Builder {
        Builder name(String prefix, long first);

        Thread unstarted(Runnable body);
    }

    static Object nameless() {
        ThreadPoolExecutor named =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new OwnFactory());
        return new Object[] {
            named,
            new Thread(() -> {}),
            Executors.newSingleThreadExecutor(),
            Executors.newSingleThreadExecutor(new OwnFactory())
        };
    }

    private static final class Subclass extends Thread {
        Subclass(String name) {
            super(name);
        }
    }

    private static final class OwnFactory extends DefaultThreadFactory {
        OwnFactory() {
            super("wrong-never-seen");
        }

        @Override
        protected Thread newThread(Runnable body, String ignored) {
            return super.newThread(body, "wrong-own-factory-" + body.hashCode());
        }
    }
}
