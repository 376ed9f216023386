package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.message.Message;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a connection through the handshake to what it is for, which takes its place then. Every exit is told to that. Runs on
 * the loop.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class SessionEntryHandler extends SimpleChannelInboundHandler<Message> {

    /** Where the walk leads: a session, or an answer. On the loop. */
    interface Goal {

        /** Returns whether nobody waits for it any more. */
        boolean isOver();

        /** Looks whether it is reached, after each message of the server. */
        void look(ChannelHandlerContext context, SessionEntryHandler walker);

        /** It will not be reached. */
        void failed(ManagerException why);
    }

    private final SessionEntry entry;
    private final ConnectFailures failures;
    private final Goal goal;

    SessionEntryHandler(SessionEntry entry, ConnectFailures failures, Goal goal) {
        super(Message.class);
        this.entry = entry;
        this.failures = failures;
        this.goal = goal;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.pipeline().get(SslHandler.class) == null) {
            send(context, entry.start(ChannelBinding.none()));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws SSLPeerUnverifiedException {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                send(
                        context,
                        entry.start(Trust.channelBinding(context.pipeline().get(SslHandler.class))));
            } else {
                fail(context, failures.explain(completion.cause()));
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Message message) {
        if (goal.isOver()) {
            return;
        }
        Phase before = entry.phase();
        Iterable<Message> answer;
        try {
            answer = entry.onMessage(message);
        } catch (ManagerException refused) {
            fail(context, failures.explain(refused));
            return;
        }
        if (entry.phase() != before) {
            context.pipeline().get(FrameDecoder.class).enter(entry.phase());
        }
        send(context, answer);
        goal.look(context, this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        goal.failed(failures.closedEarly(entry.greeted()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        fail(context, failures.explain(problem));
    }

    private void fail(ChannelHandlerContext context, ManagerException why) {
        goal.failed(why);
        context.close();
    }

    private static void send(ChannelHandlerContext context, Iterable<? extends @Nullable Message> messages) {
        for (Message message : messages) {
            context.write(message);
        }
        context.flush();
    }
}
