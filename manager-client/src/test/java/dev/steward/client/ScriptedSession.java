package dev.steward.client;

import static dev.steward.client.ScriptedServer.get;

import dev.steward.api.ManagerException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.peer.ScriptedPeer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A client with a session of a scripted server, and a queue, which is object 7 there. */
record ScriptedSession(SyncManager manager, ScriptedPeer peer, SharedQueue<Integer> queue) {

    static ScriptedSession begin(ScriptedServer server, ClientOptions options, SessionTerms terms) throws Exception {
        Future<SyncManager> connecting = server.connect(options);
        ScriptedPeer peer = server.open(terms);
        SyncManager manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        server.answerWithObject(peer, "queue", 7);
        return new ScriptedSession(manager, peer, get(making));
    }

    /** Returns what a call has failed with. */
    static ManagerException failure(Future<?> call) throws Exception {
        try {
            Object result = get(call);
            throw new AssertionError("it returned " + result);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ManagerException why) {
                return why;
            }
            throw failed;
        }
    }

    /** Returns whether it says that the answer to a call was received. */
    static boolean tells(Acknowledge acknowledge, Call call) {
        for (ThreadReceived entry : acknowledge.threads()) {
            if (entry.thread() == call.thread() && entry.received().contains(call.number())) {
                return true;
            }
        }
        return false;
    }
}
