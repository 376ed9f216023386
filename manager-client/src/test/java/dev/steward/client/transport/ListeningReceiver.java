package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a transport says, and plays calls that are done with their replies. */
final class ListeningReceiver implements Receiver {

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    final List<Welcome> welcomes = new CopyOnWriteArrayList<>();
    final BlockingQueue<ManagerException> breaks = new LinkedBlockingQueue<>();
    volatile boolean fails;
    final List<Thread> replyThreads = new CopyOnWriteArrayList<>();
    private final Set<Long> answered = ConcurrentHashMap.newKeySet();

    /** Returns how the call of that number stands, as far as this receiver knows. */
    Exchange expecting(long number, boolean mayWait) {
        return new Expected(number, mayWait);
    }

    private final class Expected implements Exchange {
        private final long number;
        private final boolean mayWait;

        Expected(long number, boolean mayWait) {
            this.number = number;
            this.mayWait = mayWait;
        }

        @Override
        public boolean isOver() {
            return answered.contains(number);
        }

        @Override
        public boolean mayWait() {
            return mayWait;
        }

        @Override
        public long deadline() {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void onWelcome(Welcome welcome) {
        welcomes.add(welcome);
    }

    @Override
    public void onMessage(Message message) {
        if (fails) {
            throw new IllegalStateException("a fault that the test wants");
        }
        if (message instanceof Reply reply) {
            replyThreads.add(Thread.currentThread());
            answered.add(reply.number());
        }
        messages.add(message);
    }

    @Override
    public void onBroken(ManagerException why) {
        breaks.add(why);
    }

    <T extends Message> T next(Class<T> kind) throws InterruptedException {
        Message message = messages.poll(10, TimeUnit.SECONDS);
        if (!kind.isInstance(message)) {
            throw new AssertionError("waited for " + kind.getSimpleName() + ", but there came " + message);
        }
        return kind.cast(message);
    }
}
