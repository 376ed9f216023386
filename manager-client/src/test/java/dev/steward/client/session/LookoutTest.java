package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Outcome;
import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.Entered;
import dev.steward.client.transport.Exchange;
import dev.steward.client.transport.Receiver;
import dev.steward.client.transport.ServerAddress;
import dev.steward.client.transport.ServerLink;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.secret.SessionSecret;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a session goes while its server answers nothing. The test is the other servers. */
@Timeout(30)
class LookoutTest {

    private static final SessionTerms TERMS = new SessionTerms(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(3), 1_024, 20_000, 1 << 24, 1 << 26);

    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1);
    private final BlockingQueue<CompletableFuture<Entered>> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Entered> entered = new LinkedBlockingQueue<>();
    private final Stays stays = new Stays();
    private final Link silent = new Link();

    @AfterEach
    void close() {
        loop.shutdownNow();
    }

    private Lookout lookout(Duration patience) {
        stays.begin(silent);
        return new Lookout(
                new Others(),
                new JoinSession(new UUID(1, 2), new SessionSecret(new byte[SessionSecret.SIZE]), ConnectionRole.SHARED),
                new Welcome(1, 0, new UUID(3, 4), 1),
                patience,
                stays,
                new Outcomes());
    }

    private void onLoop(Runnable task) throws Exception {
        loop.submit(task).get();
    }

    @Test
    void theOthersAreAskedUntilOneLetsTheSessionIn() throws Exception {
        Lookout lookout = lookout(Duration.ofMillis(1));
        onLoop(lookout::beat);
        CompletableFuture<Entered> follower = asked.take();
        onLoop(() -> follower.completeExceptionally(
                new ConnectionLostException("it does not lead", Outcome.NOT_EXECUTED, null)));
        CompletableFuture<Entered> leader = asked.take();
        assertThat(silent.closed).isFalse();
        Entered there = new Entered(new Link(), TERMS, System.nanoTime());
        onLoop(() -> leader.complete(there));
        assertThat(entered.take()).isSameAs(there);
        assertThat(silent.closed).isTrue();
        assertThat(stays.now()).isNull();
    }

    @Test
    void nobodyIsAskedWhenTheServerAnswers() throws Exception {
        Lookout lookout = lookout(Duration.ofHours(1));
        onLoop(lookout::beat);
        assertThat(loop.getQueue()).hasSize(1);
        onLoop(lookout::answered);
        assertThat(loop.getQueue()).allMatch(timer -> ((Future<?>) timer).isCancelled());
        assertThat(asked).isEmpty();
    }

    @Test
    void whoeverLetsItInTooLateIsLeftAgain() throws Exception {
        Lookout lookout = lookout(Duration.ofMillis(1));
        onLoop(lookout::beat);
        CompletableFuture<Entered> late = asked.take();
        Link needless = new Link();
        onLoop(() -> {
            stays.end();
            stays.begin(new Link());
            late.complete(new Entered(needless, TERMS, System.nanoTime()));
        });
        assertThat(needless.closed).isTrue();
        assertThat(silent.closed).isFalse();
        assertThat(entered).isEmpty();
    }

    /** Says what the test says. */
    private final class Others implements ClientTransport {
        @Override
        public ScheduledExecutorService loop() {
            return loop;
        }

        @Override
        public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
            throw new AssertionError("the same server is asked");
        }

        @Override
        public CompletableFuture<Entered> enterElsewhere(Message entry, Receiver receiver) {
            CompletableFuture<Entered> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        @Override
        public ClientTransport to(ServerAddress server, Duration timeout) {
            throw new AssertionError("nobody is named");
        }

        @Override
        public void close() {}
    }

    private final class Outcomes implements Reconnector.Outcomes {
        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void entered(Entered there, Ears ears) {
            entered.add(there);
        }

        @Override
        public void lost(SessionEnd why) {
            throw new AssertionError(why.toString());
        }
    }

    /** Tells whether it was closed. */
    private static final class Link implements ServerLink {
        private volatile boolean closed;

        @Override
        public void send(Message message) {}

        @Override
        public void send(Message message, Runnable whenWritten) {}

        @Override
        public void call(Call call, Exchange exchange) {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
