package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.peer.ScriptedPeer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The contract with caller connections beside the shared one, and what these do. */
class DirectTransportTest extends TransportContract {

    @Override
    ClientTransport transport(TransportSettings settings) {
        return new DirectTransport(settings, new SelectorTransport(settings, "contract"));
    }

    @Test
    void aCallerWritesAndReadsItsOwnConnectionAndLeavesItToTheNext() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            AtomicReference<Thread> caller = new AtomicReference<>();
            Future<?> first = meanwhile(() -> {
                caller.set(Thread.currentThread());
                link.call(call(1), receiver.expecting(1, false));
            });
            try (ScriptedPeer own = acceptCaller()) {
                assertThat(own.receive()).isEqualTo(call(1));
                own.send(reply(1));
                get(first);
                assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
                assertThat(receiver.replyThreads).containsExactly(caller.get());
                Future<?> second = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
                assertThat(own.receive()).isEqualTo(call(2));
                own.send(reply(2));
                get(second);
            }
            assertThat(shared).isNotNull();
        }
    }

    @Test
    void aCallThatWaitsKeepsItsConnectionWhileOthersAreLeft() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            AtomicReference<Thread> caller = new AtomicReference<>();
            Future<?> waiting = meanwhile(() -> {
                caller.set(Thread.currentThread());
                link.call(call(1), receiver.expecting(1, true));
            });
            try (ScriptedPeer kept = acceptCaller()) {
                assertThat(kept.receive()).isEqualTo(call(1));
                Future<?> next = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
                try (ScriptedPeer other = acceptCaller()) {
                    assertThat(other.receive()).isEqualTo(call(2));
                    other.send(reply(2));
                    get(next);
                    assertThat(receiver.next(Reply.class)).isEqualTo(reply(2));
                    kept.send(reply(1));
                    get(waiting);
                    assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
                    assertThat(receiver.replyThreads).contains(caller.get());
                }
            }
            assertThat(shared).isNotNull();
        }
    }

    @Test
    void aCallThatWaitsIsParkedWhereConnectionsAreFewAndItsOwnServesTheNext() throws Exception {
        connectLaterBy(1);
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Future<?> waiting = meanwhile(() -> link.call(call(1), receiver.expecting(1, true)));
            try (ScriptedPeer own = acceptCaller()) {
                own.receive(Call.class);
                assertThat(own.receive()).isEqualTo(new Park(1, 1));
                own.send(new Parked(1, 1));
                get(waiting);
                assertThat(receiver.messages).isEmpty();
                Future<?> next = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
                assertThat(own.receive()).isEqualTo(call(2));
                own.send(reply(2));
                get(next);
                assertThat(receiver.next(Reply.class)).isEqualTo(reply(2));
                shared.send(reply(1));
                assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
            }
        }
    }

    @Test
    void aReplyThatCrossesAParkIsTheAnswerToIt() throws Exception {
        connectLaterBy(1);
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Future<?> waiting = meanwhile(() -> link.call(call(1), receiver.expecting(1, true)));
            try (ScriptedPeer own = acceptCaller()) {
                own.receive(Call.class);
                own.receive(Park.class);
                own.send(reply(1));
                get(waiting);
                assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
                // A server that answers the park all the same does not confuse the next call.
                own.send(new Parked(1, 1));
                Future<?> next = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
                own.receive(Call.class);
                own.send(reply(2));
                get(next);
                assertThat(receiver.next(Reply.class)).isEqualTo(reply(2));
            }
            assertThat(shared).isNotNull();
        }
    }

    @Test
    void anInterruptParksTheCallKeepsTheFlagAndLeavesTheConnectionOpen() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            AtomicReference<Thread> caller = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            Future<?> slow = meanwhile(() -> {
                caller.set(Thread.currentThread());
                link.call(call(1), receiver.expecting(1, false));
                flag.set(Thread.interrupted());
            });
            try (ScriptedPeer own = acceptCaller()) {
                own.receive(Call.class);
                // No park: a call that does not wait is read to its end, unless its caller wants to leave.
                await().until(() -> caller.get().getState() == Thread.State.RUNNABLE);
                caller.get().interrupt();
                assertThat(own.receive()).isEqualTo(new Park(1, 1));
                own.send(new Parked(1, 1));
                get(slow);
                assertThat(flag).isTrue();
                Future<?> next = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
                own.receive(Call.class);
                own.send(reply(2));
                get(next);
            }
            assertThat(shared).isNotNull();
        }
    }

    @Test
    void aCallOnAConnectionThatBreaksGoesOverTheSharedOne() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Future<?> calling = meanwhile(() -> link.call(call(1), receiver.expecting(1, false)));
            ScriptedPeer own = acceptCaller();
            own.receive(Call.class);
            own.reset();
            assertThat(shared.receive()).isEqualTo(call(1));
            get(calling);
            shared.send(reply(1));
            assertThat(receiver.next(Reply.class)).isEqualTo(reply(1));
            assertThat(receiver.breaks).isEmpty();
        }
    }

    @Test
    void aConnectionWhoseCallFailedUnexpectedlyIsClosedAndTheNextCallHasAnother() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Exchange failing = new Exchange() {
                @Override
                public boolean isOver() {
                    throw new IllegalStateException("unexpected");
                }

                @Override
                public boolean mayWait() {
                    return false;
                }

                @Override
                public long deadline() {
                    return Long.MAX_VALUE;
                }
            };
            Future<?> first = meanwhile(() -> link.call(call(1), failing));
            try (ScriptedPeer failed = acceptCaller()) {
                failed.receive(Call.class);
                failed.send(reply(1));
                assertThatThrownBy(() -> get(first)).hasRootCauseMessage("unexpected");
                failed.receiveEnd();
            }
            Future<?> second = meanwhile(() -> link.call(call(2), receiver.expecting(2, false)));
            try (ScriptedPeer own = acceptCaller()) {
                own.receive(Call.class);
                own.send(reply(2));
                get(second);
            }
            assertThat(shared).isNotNull();
        }
    }

    @Test
    void aServerThatWantsNoFurtherConnectionIsCalledOverTheSharedOne() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Future<?> calling = meanwhile(() -> link.call(call(1), receiver.expecting(1, false)));
            try (ScriptedPeer own = listener.accept()) {
                own.welcome(ServerKeys.of(KEY), SERVER, 1);
                own.receive(JoinSession.class);
                own.send(new SessionRefused(SessionRefused.Reason.TOO_MANY, "enough"));
                assertThat(shared.receive()).isEqualTo(call(1));
                get(calling);
            }
        }
    }

    @Test
    void theEndOfTheSharedConnectionEndsTheReadingOfAllOthers() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer shared = acceptShared()) {
            ServerLink link = get(entering).link();
            Future<?> calling = meanwhile(() -> link.call(call(1), receiver.expecting(1, false)));
            try (ScriptedPeer own = acceptCaller()) {
                own.receive(Call.class);
                shared.reset();
                get(calling);
                own.receiveEnd();
            }
        }
    }
}
