package dev.steward.process.pipe;

import dev.steward.process.link.Packet;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One way of a pipe, in the process that made it: the messages that were sent and not received. */
final class Mailbox {

    /** Who sent something: told when it was received, and when nobody is left who could receive. No lock is held then. */
    interface Sender {
        void received(int cost);

        void nobodyReceives();
    }

    /** A message on its way. */
    record Letter(Packet packet, Sender sender) {
        /** Tells its sender that it may send as much again. */
        void received() {
            sender.received(costOf(packet));
        }
    }

    final End.Gate gate = new End.Gate();
    private final List<Sender> senders = new CopyOnWriteArrayList<>();
    // Guarded by the gate's lock.
    private final ArrayDeque<Letter> letters = new ArrayDeque<>();
    private int sending;
    private int receiving;

    /** Empty messages cost something too: otherwise any number of them could wait. */
    static int costOf(Packet packet) {
        return packet.size() + 16;
    }

    void join(Sender sender) {
        senders.add(sender);
    }

    void leave(Sender sender) {
        senders.remove(sender);
    }

    void holdSending() {
        gate.lock.lock();
        try {
            sending++;
        } finally {
            gate.lock.unlock();
        }
    }

    void holdReceiving() {
        gate.lock.lock();
        try {
            receiving++;
        } finally {
            gate.lock.unlock();
        }
    }

    void stopSending() {
        gate.lock.lock();
        try {
            sending--;
        } finally {
            gate.lock.unlock();
        }
        gate.wake();
    }

    void stopReceiving() {
        gate.lock.lock();
        try {
            receiving--;
            if (receiving > 0) {
                return;
            }
            letters.clear();
        } finally {
            gate.lock.unlock();
        }
        senders.forEach(Sender::nobodyReceives);
    }

    boolean somebodyReceives() {
        gate.lock.lock();
        try {
            return receiving > 0;
        } finally {
            gate.lock.unlock();
        }
    }

    /** Returns whether all that ever come are here. The gate is locked. */
    boolean nobodySends() {
        return sending == 0;
    }

    /** Adds a message, unless nobody receives. */
    void add(Letter letter) {
        gate.lock.lock();
        try {
            if (receiving == 0) {
                return;
            }
            letters.add(letter);
        } finally {
            gate.lock.unlock();
        }
        gate.wake();
    }

    /** Puts a message that was not received back to its place. */
    void putBack(Letter letter) {
        gate.lock.lock();
        try {
            letters.addFirst(letter);
        } finally {
            gate.lock.unlock();
        }
        gate.wake();
    }

    /** Returns the next message, or null. The gate is locked. */
    @Nullable
    Letter peek() {
        return letters.peek();
    }

    /** Removes the next message. The gate is locked. */
    Letter remove() {
        return letters.remove();
    }
}
