package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.frame.FrameEncoder;
import dev.steward.protocol.message.SessionTerms;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;

/** A shared connection is on its way into its session, where a {@link NettyLink} takes over. On the loop. */
record EnteringSession(
        SessionEntry entry, ConnectFailures failures, Receiver receiver, CompletableFuture<Entered> entered)
        implements SessionEntryHandler.Goal {

    @Override
    public boolean isOver() {
        return entered.isDone();
    }

    // What a write or a close comes to shows at the channel itself.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void look(ChannelHandlerContext context, SessionEntryHandler walker) {
        SessionTerms terms = entry.terms();
        if (terms == null) {
            return;
        }
        context.pipeline().get(FrameDecoder.class).maxFrame(terms.maxFrame());
        context.pipeline().replace(FrameEncoder.class, "frame-encoder", new FrameEncoder(terms.maxFrame()));
        NettyLink link = new NettyLink(context.channel(), receiver, failures);
        context.pipeline().replace(walker, "link", link);
        // Whoever waited may have given up meanwhile; then nobody owns the link and it must not stay.
        if (!entered.complete(new Entered(link, terms, entry.askedAt()))) {
            context.close();
        }
    }

    @Override
    public void failed(ManagerException why) {
        entered.completeExceptionally(why);
    }
}
