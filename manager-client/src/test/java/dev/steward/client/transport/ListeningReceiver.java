package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a transport says, and plays a call that is done with its reply. */
final class ListeningReceiver implements Receiver, Exchange {

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    final List<Welcome> welcomes = new CopyOnWriteArrayList<>();
    final BlockingQueue<ManagerException> breaks = new LinkedBlockingQueue<>();
    final List<Thread> replyThreads = new CopyOnWriteArrayList<>();
    private volatile boolean mayWait;
    private volatile boolean answered;

    /** Makes the next call one that may wait, or not. */
    ListeningReceiver expecting(boolean wait) {
        mayWait = wait;
        answered = false;
        return this;
    }

    @Override
    public void onWelcome(Welcome welcome) {
        welcomes.add(welcome);
    }

    @Override
    public void onMessage(Message message) {
        if (message instanceof Reply) {
            replyThreads.add(Thread.currentThread());
            answered = true;
        }
        messages.add(message);
    }

    @Override
    public void onBroken(ManagerException why) {
        breaks.add(why);
    }

    @Override
    public boolean isDone() {
        return answered;
    }

    @Override
    public boolean mayWait() {
        return mayWait;
    }

    @Override
    public long deadline() {
        return Long.MAX_VALUE;
    }

    <T extends Message> T next(Class<T> kind) throws InterruptedException {
        Message message = messages.poll(10, TimeUnit.SECONDS);
        if (!kind.isInstance(message)) {
            throw new AssertionError("waited for " + kind.getSimpleName() + ", but there came " + message);
        }
        return kind.cast(message);
    }
}
