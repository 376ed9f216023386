package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.face.callback.Callbacks;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.secret.KeyId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes out together and what comes in together. The test's thread is the loop; its clock stands unless it says so. */
@Timeout(30)
class NettyLinkTest {

    /** Nobody looks whether a callback keeps others waiting: they stay behind each other, on one thread. */
    private final Callbacks callbacks = new Callbacks("callbacks-of-a-link", watch -> {}, Duration.ZERO);

    private final CountDownLatch release = new CountDownLatch(1);
    private final Wire wire = new Wire();
    private final Heard heard = new Heard();
    private final AtomicLong clock = new AtomicLong();
    private final EmbeddedChannel channel = new EmbeddedChannel(wire);
    private volatile long clockStep;
    private volatile boolean othersRun;
    private final NettyLink link = new NettyLink(
            channel,
            heard,
            new ConnectFailures(new TransportSettings(
                    new ServerAddress.Tcp("127.0.0.1", 1),
                    new ProofKeys(AuthKey.of("0123456789abcdef")),
                    KeyId.AUTH,
                    null,
                    Duration.ofSeconds(1),
                    true,
                    0)),
            new SendQueue(() -> clock.addAndGet(clockStep), () -> othersRun));

    NettyLinkTest() {
        channel.pipeline().addLast(link);
    }

    @AfterEach
    void close() {
        release.countDown();
        callbacks.close();
    }

    /** Counts what is written and how often it is flushed. */
    private static final class Wire extends ChannelOutboundHandlerAdapter {
        private final List<Object> written = new ArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private int flushes;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            written.add(message);
            begun.countDown();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
        }
    }

    /** Keeps what was handed over, and how. */
    private static final class Heard implements Receiver {
        private final List<List<Message>> batches = new ArrayList<>();
        private int messagesBeforeTheBreak = -1;

        @Override
        public void onWelcome(Welcome welcome) {
            throw new AssertionError("a link welcomes nobody");
        }

        @Override
        public void onMessage(Message message) {
            throw new AssertionError("one by one: " + message);
        }

        @Override
        public void onMessages(List<Message> messages) {
            batches.add(messages);
        }

        @Override
        public void onBroken(ManagerException why) {
            messagesBeforeTheBreak = batches.stream().mapToInt(List::size).sum();
        }
    }

    /** Lets tasks run one behind the other, and returns when the first has sent something. */
    private void runBehindEachOther(Runnable... tasks) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        callbacks.execute(() -> await(all));
        boolean first = true;
        for (Runnable task : tasks) {
            callbacks.execute(first ? () -> run(task, sent) : task);
            first = false;
        }
        all.countDown();
        sent.await();
    }

    private void run(Runnable task, CountDownLatch sent) {
        link.send(new Heartbeat(1));
        sent.countDown();
        task.run();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** Keeps its thread busy, without blocking it. */
    private static void spin(CountDownLatch until) {
        while (until.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatCallbacksSendOneBehindTheOtherIsFlushedOnce() throws Exception {
        Runnable[] tasks = new Runnable[20];
        // The first stays until the loop has begun to write, so that all others come after that.
        tasks[0] = () -> spin(wire.begun);
        for (int task = 1; task < tasks.length; task++) {
            int tick = task + 1;
            tasks[task] = () -> link.send(new Heartbeat(tick));
        }
        runBehindEachOther(tasks);
        channel.runPendingTasks();
        assertThat(wire.written)
                .hasSize(20)
                .isSortedAccordingTo(
                        (one, other) -> Long.compare(((Heartbeat) one).tick(), ((Heartbeat) other).tick()));
        assertThat(wire.flushes).isEqualTo(1);
    }

    @Test
    void aCallbackThatBlocksHoldsBackNothing() throws Exception {
        CompletableFuture<Thread> blocked = new CompletableFuture<>();
        runBehindEachOther(
                () -> {
                    blocked.complete(Thread.currentThread());
                    await(release);
                },
                () -> {});
        while (blocked.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        channel.runPendingTasks();
        assertThat(wire.written).hasSize(1);
        assertThat(wire.flushes).isEqualTo(1);
    }

    @Test
    void aCallbackThatIsBusyHoldsBackNothingForLong() throws Exception {
        clockStep = SendQueue.LONGEST_NANOS / 4;
        runBehindEachOther(() -> spin(release), () -> {});
        channel.runPendingTasks();
        assertThat(wire.written).hasSize(1);
        assertThat(wire.flushes).isEqualTo(1);
        assertThat(clock.get()).isGreaterThan(SendQueue.LONGEST_NANOS);
    }

    @Test
    void whereOthersRanMeanwhileItWaitsNoLonger() throws Exception {
        othersRun = true;
        runBehindEachOther(() -> spin(release), () -> {});
        channel.runPendingTasks();
        assertThat(wire.written).hasSize(1);
        assertThat(wire.flushes).isEqualTo(1);
    }

    @Test
    void aFullBatchWaitsForNothing() throws Exception {
        runBehindEachOther(
                () -> {
                    for (int tick = 2; tick <= SendQueue.FULL; tick++) {
                        link.send(new Heartbeat(tick));
                    }
                    spin(release);
                },
                () -> {});
        channel.runPendingTasks();
        assertThat(wire.written).hasSize(SendQueue.FULL);
        assertThat(wire.flushes).isEqualTo(1);
    }

    @Test
    void whatTheLastCallbackOrAnotherThreadSendsWaitsForNothing() throws Exception {
        runBehindEachOther(() -> spin(release));
        channel.runPendingTasks();
        assertThat(wire.flushes).isEqualTo(1);
        link.send(new Heartbeat(2));
        channel.runPendingTasks();
        assertThat(wire.written).hasSize(2);
        assertThat(wire.flushes).isEqualTo(2);
    }

    @Test
    void whatIsReadAtOnceIsHandedOverAtOnce() {
        channel.writeInbound(new HeartbeatAnswer(1), new HeartbeatAnswer(2), new HeartbeatAnswer(3));
        channel.writeInbound(new HeartbeatAnswer(4));
        assertThat(heard.batches)
                .containsExactly(
                        List.of(new HeartbeatAnswer(1), new HeartbeatAnswer(2), new HeartbeatAnswer(3)),
                        List.of(new HeartbeatAnswer(4)));
    }

    @Test
    void whatWasReadBeforeTheConnectionBrokeIsHandedOverBeforeThat() {
        channel.pipeline().fireChannelRead(new HeartbeatAnswer(1));
        channel.close();
        channel.runPendingTasks();
        assertThat(heard.messagesBeforeTheBreak).isEqualTo(1);
    }
}
