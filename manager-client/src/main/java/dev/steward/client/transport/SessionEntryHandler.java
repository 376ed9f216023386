package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.frame.FrameEncoder;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a shared connection into its session, then makes way for the {@link NettyLink}. Every exit completes the one
 * future. Runs on the loop.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class SessionEntryHandler extends SimpleChannelInboundHandler<Message> {

    private final SessionEntry entry;
    private final ConnectFailures failures;
    private final Receiver receiver;
    private final CompletableFuture<Entered> entered;

    SessionEntryHandler(
            SessionEntry entry, ConnectFailures failures, Receiver receiver, CompletableFuture<Entered> entered) {
        super(Message.class);
        this.entry = entry;
        this.failures = failures;
        this.receiver = receiver;
        this.entered = entered;
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
        if (entered.isDone()) {
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
        SessionTerms terms = entry.terms();
        if (terms != null) {
            enter(context, terms);
        }
    }

    private void enter(ChannelHandlerContext context, SessionTerms terms) {
        context.pipeline().get(FrameDecoder.class).maxFrame(terms.maxFrame());
        context.pipeline().replace(FrameEncoder.class, "frame-encoder", new FrameEncoder(terms.maxFrame()));
        NettyLink link = new NettyLink(context.channel(), receiver, failures);
        context.pipeline().replace(this, "link", link);
        // Whoever waited may have given up meanwhile; then nobody owns the link and it must not stay.
        if (!entered.complete(new Entered(link, terms, entry.askedAt()))) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        entered.completeExceptionally(failures.closedEarly(entry.greeted()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        fail(context, failures.explain(problem));
    }

    private void fail(ChannelHandlerContext context, ManagerException why) {
        entered.completeExceptionally(why);
        context.close();
    }

    private static void send(ChannelHandlerContext context, Iterable<? extends @Nullable Message> messages) {
        for (Message message : messages) {
            context.write(message);
        }
        context.flush();
    }
}
