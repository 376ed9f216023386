package dev.steward.server.session;

import dev.steward.protocol.message.ClusterMessage.AskCluster;

/** Answers what a client that is in no session asks of the server as one of several. */
@FunctionalInterface
public interface ClusterQuestions {

    /** Answers a question on the connection on which it came, now or soon. On a loop; does not block. */
    void asked(ClientConnection connection, AskCluster question);
}
