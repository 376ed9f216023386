package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.Reply;
import dev.steward.protocol.peer.ScriptedPeer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The contract over a plain channel alone. */
class SelectorTransportTest extends TransportContract {

    @Override
    ClientTransport transport(TransportSettings settings) {
        return new SelectorTransport(settings, "contract");
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
