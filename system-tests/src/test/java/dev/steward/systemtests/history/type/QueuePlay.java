package dev.steward.systemtests.history.type;

import dev.steward.api.Delivery;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one can do with a bounded queue: put, take, receive, settle, and look at it.
 *
 * @param <Q> the proxies
 */
abstract class QueuePlay<Q extends SharedQueue<Long>> implements Play<Q, QueueState> {

    static final int CAPACITY = 3;

    private final AtomicLong lastElement = new AtomicLong();

    @Override
    public boolean servesOutOfTurn() {
        return true;
    }

    @Override
    public void act(Q object, Hand hand) throws InterruptedException {
        long millis = hand.drawWait();
        switch ((int) hand.draw(10)) {
            case 0 -> hand.call("size", List.of(), object::size);
            case 1 -> hand.call("peek", List.of(), object::peek);
            case 2 -> {
                long element = Math.max(1, lastElement.get() - hand.draw(5));
                hand.call("remove", List.of(element), () -> object.remove((Object) element));
            }
            case 3, 4, 5, 6 -> {
                long element = lastElement.incrementAndGet();
                hand.call("offer", List.of(element, millis), () -> object.offer(element, Duration.ofMillis(millis)));
            }
            case 7 -> receive(object, hand, millis);
            default -> take(object, hand, millis);
        }
    }

    private void receive(Q object, Hand hand, long millis) throws InterruptedException {
        List<Delivery<Long>> received = new ArrayList<>();
        hand.call("receive", List.of(millis), () -> {
            Delivery<Long> delivery = object.receive(Duration.ofMillis(millis));
            if (delivery == null) {
                return null;
            }
            received.add(delivery);
            return List.of(delivery.value(), (long) delivery.count());
        });
        for (Delivery<Long> delivery : received) {
            meanwhile(object, hand);
            if (hand.draw(2) == 0) {
                hand.call("done", List.of(delivery.value()), () -> {
                    delivery.done();
                    return null;
                });
            } else {
                hand.call("nack", List.of(delivery.value()), () -> {
                    delivery.nack();
                    return null;
                });
            }
        }
    }

    /** Takes an element, and settles it where that is needed. */
    void take(Q object, Hand hand, long millis) throws InterruptedException {
        hand.call("take", List.of(millis), () -> object.poll(Duration.ofMillis(millis)));
    }

    /** Does something while an element is reserved. */
    void meanwhile(Q object, Hand hand) throws InterruptedException {
        if (hand.draw(3) == 0) {
            hand.call("size", List.of(), object::size);
        }
    }

    /** A queue. */
    static final class Plain extends QueuePlay<SharedQueue<Long>> {

        @Override
        public String typeId() {
            return "queue";
        }

        @Override
        public SharedQueue<Long> make(SyncManager manager) {
            return manager.queue(CAPACITY, Long.class);
        }

        @Override
        public Type<SharedQueue<Long>> type() {
            return Type.queue(Long.class);
        }

        @Override
        public QueueModel model() {
            return new QueueModel(CAPACITY, false);
        }
    }

    /** A queue whose elements are to be done. */
    static final class Joinable extends QueuePlay<SharedJoinableQueue<Long>> {

        @Override
        public String typeId() {
            return "joinableQueue";
        }

        @Override
        public SharedJoinableQueue<Long> make(SyncManager manager) {
            return manager.joinableQueue(CAPACITY, Long.class);
        }

        @Override
        public Type<SharedJoinableQueue<Long>> type() {
            return Type.joinableQueue(Long.class);
        }

        @Override
        public QueueModel model() {
            return new QueueModel(CAPACITY, true);
        }

        @Override
        void take(SharedJoinableQueue<Long> object, Hand hand, long millis) throws InterruptedException {
            if (hand.draw(3) == 0) {
                long patience = hand.drawWait();
                hand.call("join", List.of(patience), () -> object.join(Duration.ofMillis(patience)));
            }
            long takes = 1 + hand.draw(2);
            for (long take = 0; take < takes; take++) {
                super.take(object, hand, millis);
                meanwhile(object, hand);
            }
            // Now and then once too often, and also if nothing came: then there is nothing left to settle.
            long settlements = takes + hand.draw(4) / 3;
            for (long settlement = 0; settlement < settlements; settlement++) {
                settle(object, hand);
            }
        }

        private static void settle(SharedJoinableQueue<Long> object, Hand hand) throws InterruptedException {
            if (hand.draw(3) > 0) {
                hand.call("taskDone", List.of(), () -> {
                    object.taskDone();
                    return null;
                });
            } else {
                hand.call("giveBack", List.of(), () -> {
                    object.nack();
                    return null;
                });
            }
        }
    }
}
