package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.protocol.message.Reply;
import dev.steward.protocol.peer.ScriptedPeer;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The contract over the shared connection alone. */
class NettyTransportTest extends TransportContract {

    @Override
    ClientTransport transport(TransportSettings settings) {
        return new NettyTransport(settings, "contract");
    }

    @Test
    void nothingKeepsTheLoopOfOneThatWasClosedAndUsedAgain() {
        WeakReference<?> loop = loopOfOneThatWasClosed();
        await().until(() -> {
            System.gc();
            return loop.get() == null;
        });
    }

    private WeakReference<?> loopOfOneThatWasClosed() {
        ClientTransport closed = transport(settings(2));
        closed.loop().execute(() -> {});
        closed.close();
        assertThatThrownBy(() -> closed.enter(OPENING, receiver)).isInstanceOf(RejectedExecutionException.class);
        return new WeakReference<>(closed.loop());
    }

    @Test
    void aCallReturnsAtOnceAndItsReplyComesOnTheLoop() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            get(entering).link().call(call(1), receiver.expecting(1, false));
            assertThat(peer.receive()).isEqualTo(call(1));
            peer.send(reply(1));
            assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
            assertThat(receiver.replyThreads.get(0).getName()).startsWith("manager-client-reader-contract");
        }
    }
}
