package dev.steward.benchmarks.parts;

import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.client.transport.Exchange;
import dev.steward.client.transport.Receiver;
import dev.steward.client.transport.ServerAddress;
import dev.steward.client.transport.ServerLink;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Stands where the network begins: answers each call on the thread that makes it, with what was prepared for its
 * operation. So a call through it costs what the client does for it and nothing else.
 */
final class AnsweringTransport implements ClientTransport {

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "answering-loop");
        thread.setDaemon(true);
        return thread;
    });
    private final Welcome server;
    private final Map<Integer, EncodedValue> answers;

    /**
     * A transport to a server that is not there.
     *
     * @param answers the result of each operation by its number; null of all others
     */
    AnsweringTransport(Welcome server, Map<Integer, EncodedValue> answers) {
        this.server = server;
        this.answers = Map.copyOf(answers);
    }

    @Override
    public ScheduledExecutorService loop() {
        return loop;
    }

    @Override
    public ClientTransport to(ServerAddress other, Duration timeout) {
        return this;
    }

    @Override
    public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
        receiver.onWelcome(server);
        SessionTerms terms = new SessionTerms(
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofSeconds(3),
                1_024,
                20_000,
                FrameRules.DEFAULT_MAX_FRAME,
                FrameRules.DEFAULT_MAX_FRAME);
        return CompletableFuture.completedFuture(new Entered(new AnsweringLink(receiver), terms, System.nanoTime()));
    }

    @Override
    public void close() {
        loop.shutdown();
    }

    /** The other end of every call. */
    private final class AnsweringLink implements ServerLink {
        private final Receiver receiver;

        AnsweringLink(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(Message message) {
            if (message instanceof Call call) {
                loop.execute(() -> receiver.onMessage(answerTo(call)));
            } else if (message instanceof Heartbeat heartbeat) {
                loop.execute(() -> receiver.onMessage(new HeartbeatAnswer(heartbeat.tick())));
            } else if (message instanceof CloseSession) {
                loop.execute(() -> receiver.onMessage(new SessionClosed("closed by its client")));
            }
        }

        @Override
        public void send(Message message, Runnable whenWritten) {
            send(message);
            whenWritten.run();
        }

        @Override
        public void call(Call call, Exchange exchange) {
            receiver.onMessage(answerTo(call));
        }

        private Reply answerTo(Call call) {
            EncodedValue result = answers.getOrDefault(call.operation(), EncodedValue.NULL);
            return new Reply(call.thread(), call.number(), Status.OK, false, false, 1, result);
        }

        @Override
        public void close() {}
    }
}
