package dev.steward.protocol.message;

/**
 * One thing that one side says to the other; travels as one frame. Every message is an immutable record, every field of
 * it is checked when it is made, so a message that exists can be sent. {@link MessageType} says who may send it when, and
 * {@code docs/protocol.md} has its bytes.
 */
public sealed interface Message
        permits ClientHello,
                ServerHello,
                ClientProof,
                ServerProof,
                OpenSession,
                SessionOpened,
                JoinSession,
                SessionJoined,
                SessionRefused,
                ClusterMessage,
                CallMessage,
                Acknowledge,
                Heartbeat,
                HeartbeatAnswer,
                ThreadsEnded,
                CloseSession,
                SessionClosed,
                Leave,
                Draining,
                Failure {

    /** Returns its row in the table of types. */
    MessageType type();
}
