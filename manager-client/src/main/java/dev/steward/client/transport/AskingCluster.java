package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.Message;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;

/** A connection waits for what one of several servers tells of itself, and is closed then. On the loop. */
record AskingCluster(SessionEntry entry, CompletableFuture<ClusterState> answer) implements SessionEntryHandler.Goal {

    /** Hears who the server is, and nothing else: there is no session. */
    static final Receiver NOBODY = new Receiver() {
        @Override
        public void onWelcome(Welcome welcome) {}

        @Override
        public void onMessage(Message message) {}

        @Override
        public void onBroken(ManagerException why) {}
    };

    @Override
    public boolean isOver() {
        return answer.isDone();
    }

    // What a close comes to shows at the channel itself.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void look(ChannelHandlerContext context, SessionEntryHandler walker) {
        ClusterState told = entry.told();
        if (told != null) {
            answer.complete(told);
            context.close();
        }
    }

    @Override
    public void failed(ManagerException why) {
        answer.completeExceptionally(why);
    }
}
