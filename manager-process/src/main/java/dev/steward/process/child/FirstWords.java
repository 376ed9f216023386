package dev.steward.process.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a child prints before it has begun: words of its JVM. ^C goes to a child as to this process, and a JVM that is being
 * initialised prints a trace of the JDK then, which says nothing to whoever has just ended the program. So each line is held
 * back for a moment, and dropped if this process ends meanwhile. Otherwise lines are passed on in the order in which they
 * came: when their moment is over, for a debugger says there where it waits; when the child has begun, or has ended without;
 * and when they are many. Safe for use by any number of threads.
 */
final class FirstWords {

    /** In characters. */
    static final int MOST_HELD = 65_536;

    private record Line(String text, Consumer<String> shown, long due) {}

    private final String child;
    private final CountDownLatch ownEnd;
    private final long nanosHeld;
    private final LostLines lost = new LostLines();
    private final ReentrantLock passing = new ReentrantLock();

    // Guarded by passing.
    private final Deque<Line> held = new ArrayDeque<>();
    private int characters;
    private @Nullable Thread keeper;

    /** Whether nothing is held back any more. Written with passing held. */
    private volatile boolean over;

    /** Whether the JVM said that a signal ended it. Written with passing held. */
    private volatile boolean signalled;

    /**
     * Holds lines back from now on.
     *
     * @param child what threads call it
     * @param ownEnd is down when this process has begun to end
     * @param nanosHeld how long a line is held back at most
     */
    FirstWords(String child, CountDownLatch ownEnd, long nanosHeld) {
        this.child = child;
        this.ownEnd = ownEnd;
        this.nanosHeld = nanosHeld;
    }

    /** Takes a line of the child; passes it on if the child has begun. */
    void take(String text, Consumer<String> shown) {
        if (over) {
            shown.accept(text);
            return;
        }
        passing.lock();
        try {
            if (over) {
                shown.accept(text);
            } else {
                hold(text, shown);
            }
        } finally {
            passing.unlock();
        }
    }

    private void hold(String text, Consumer<String> shown) {
        if (SignalledStart.isToldBy(text)) {
            signalled = true;
        }
        if (isOwnEnd()) {
            return;
        }
        held.add(new Line(text, shown, System.nanoTime() + nanosHeld));
        characters += text.length() + 1;
        if (characters > MOST_HELD) {
            end();
        } else if (keeper == null) {
            Thread started = new Thread(this::keep, "process-first-words-" + child);
            started.setDaemon(true);
            started.start();
            keeper = started;
        }
    }

    /** The child has begun: passes on what is held, and from then on what comes. */
    void begun() {
        passing.lock();
        try {
            end();
        } finally {
            passing.unlock();
        }
    }

    /**
     * The child has ended, and nothing more comes. If it did not begin, what is held is passed on or dropped.
     *
     * @param bySignal whether a signal ended it that this process did not send: then this process may be about to end too,
     *     which is waited for as long as a line is held
     */
    void ended(boolean bySignal) {
        Thread waiting = keeperNow();
        if (waiting != null && (bySignal || signalled)) {
            try {
                waiting.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        passing.lock();
        try {
            if (isOwnEnd()) {
                held.clear();
            }
            end();
        } finally {
            passing.unlock();
        }
    }

    /** Returns whether the child's JVM said that a signal ended it before it was initialised. */
    boolean areOfASignal() {
        return signalled;
    }

    private @Nullable Thread keeperNow() {
        passing.lock();
        try {
            return keeper;
        } finally {
            passing.unlock();
        }
    }

    private boolean isOwnEnd() {
        return ownEnd.getCount() == 0;
    }

    /** With passing held. */
    private void end() {
        while (!held.isEmpty()) {
            passOn(held.remove());
        }
        over = true;
        if (keeper != null) {
            keeper.interrupt();
        }
    }

    /** A line that is not taken is lost, and the others come. */
    private void passOn(Line line) {
        characters -= line.text().length() + 1;
        try {
            line.shown().accept(line.text());
        } catch (RuntimeException | Error failed) {
            lost.add(failed);
        }
    }

    /** Passes on each line when it is due, until there is none, or drops them when this process ends. */
    private void keep() {
        try {
            for (Line next = nextHeld(); next != null; next = nextHeld()) {
                if (ownEnd.await(next.due() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    drop();
                } else {
                    passOnDue();
                }
            }
        } catch (InterruptedException begun) {
            // Nothing is held any more.
            return;
        }
    }

    /** Returns the line that is held longest; null ends the keeper. */
    private @Nullable Line nextHeld() {
        passing.lock();
        try {
            Line next = held.peek();
            if (next == null) {
                keeper = null;
            }
            return next;
        } finally {
            passing.unlock();
        }
    }

    private void passOnDue() {
        passing.lock();
        try {
            long now = System.nanoTime();
            while (!held.isEmpty() && held.element().due() - now <= 0) {
                passOn(held.remove());
            }
        } finally {
            passing.unlock();
        }
    }

    private void drop() {
        passing.lock();
        try {
            held.clear();
        } finally {
            passing.unlock();
        }
    }
}
