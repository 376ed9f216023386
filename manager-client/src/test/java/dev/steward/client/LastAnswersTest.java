package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.calm;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static dev.steward.client.ScriptedSession.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ServerEndedException;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server has answered on the connection of a caller is not lost because another connection is read first. */
class LastAnswersTest {

    private final ScriptedServer server = new ScriptedServer();

    private SyncManager manager;
    private SharedQueue<Integer> queue;
    private ScriptedPeer shared;
    private ScriptedPeer first;
    private ScriptedPeer second;

    @BeforeEach
    void haveTwoCallersConnect() throws Exception {
        Future<SyncManager> connecting =
                server.connect(server.options().connections(2).build());
        shared = server.open(calm());
        manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        first = server.resume(calm());
        server.answerWithObject(first, "queue", 7);
        queue = get(making);
        Future<Integer> one = server.meanwhile(queue::size);
        Call onFirst = next(first, Call.class);
        Future<Integer> other = server.meanwhile(queue::size);
        second = server.resume(calm());
        answer(second, next(second, Call.class), EncodedValue.of(1));
        assertThat(get(other)).isEqualTo(1);
        answer(first, onFirst, EncodedValue.of(2));
        assertThat(get(one)).isEqualTo(2);
    }

    @AfterEach
    void close() {
        manager.close();
        server.close();
    }

    /** Begins a call on a connection of its own, and returns when it is there. */
    private Call begin(Future<?>[] calling) {
        calling[0] = server.meanwhile(queue::size);
        return next(first, Call.class);
    }

    @Test
    void theEndOfTheSessionIsHeardAfterThem() throws Exception {
        Future<?>[] calling = new Future<?>[1];
        Call call = begin(calling);
        shared.send(new SessionClosed("as the test wants"));
        // The other one is idle, and closed when the end was heard.
        second.skipToEnd();
        answer(first, call, EncodedValue.of(3));
        first.send(new SessionClosed("as the test wants"));
        first.close();
        assertThat(get(calling[0])).isEqualTo(3);
        assertThatThrownBy(queue::size).isInstanceOf(SessionLostException.class);
    }

    @Test
    void theEndOfTheServerIsHeardAfterThem() throws Exception {
        Future<?>[] calling = new Future<?>[1];
        Call call = begin(calling);
        shared.send(new Draining("as the test wants"));
        answer(first, call, EncodedValue.of(3));
        shared.close();
        assertThat(get(calling[0])).isEqualTo(3);
        second.skipToEnd();
        first.close();
        assertThatThrownBy(queue::size).isInstanceOf(ServerEndedException.class);
    }

    @Test
    void whatIsNeverAnsweredIsNotWaitedForForEver() throws Exception {
        Future<?>[] calling = new Future<?>[1];
        begin(calling);
        shared.send(new SessionClosed("as the test wants"));
        assertThat(failure(calling[0])).isInstanceOf(SessionLostException.class);
    }
}
