package dev.steward.server.transport;

import dev.steward.api.OverloadedException;
import dev.steward.protocol.frame.FrameGuard;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Guards the frames of one connection, on its event loop: takes care that those that come slowly take no more than their
 * share. First in the pipeline, because the handlers behind it ask for more as long as a frame, or a record of TLS, is not
 * whole, whether the channel reads by itself or not.
 */
final class ConnectionFrames extends ChannelOutboundHandlerAdapter implements FrameGuard {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Channel channel;
    private final IncomingMemory memory;
    private BegunFrames.@Nullable Frame begun;
    private boolean paused;

    /** Guards those that come in on a channel. */
    ConnectionFrames(Channel channel, IncomingMemory memory) {
        this.channel = channel;
        this.memory = memory;
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!paused) {
            ctx.read();
        }
    }

    @Override
    public boolean mayRead(long bytes) {
        return memory.mayRead(bytes);
    }

    @Override
    public boolean holdsBack() {
        return paused;
    }

    @Override
    public void begun(int bytes, int received) {
        BegunFrames.Frame frame = begun;
        if (frame == null) {
            frame = new OfChannel(bytes);
            begun = frame;
            frame.received(received);
            memory.frames().begin(frame);
        } else {
            frame.received(received);
        }
    }

    @Override
    public void ended() {
        BegunFrames.Frame frame = begun;
        if (frame != null) {
            begun = null;
            memory.frames().end(frame);
        }
    }

    private void pause(boolean on) {
        paused = on;
        channel.config().setAutoRead(!on);
        if (!on) {
            // Others switch that on and off too, and what is on already would not be asked for.
            channel.read();
        }
    }

    private final class OfChannel extends BegunFrames.Frame {

        OfChannel(int bytes) {
            super(bytes);
        }

        @Override
        void pause() {
            // Beginning is on the loop of the channel.
            ConnectionFrames.this.pause(true);
        }

        @Override
        void resume() {
            channel.eventLoop().execute(() -> ConnectionFrames.this.pause(false));
        }

        @Override
        void cut() {
            String reason =
                    "a frame of " + bytes() + " bytes was begun and not continued while others waited for the memory"
                            + " that it takes (a quarter of -XX:MaxDirectMemorySize for all that have begun)";
            channel.eventLoop()
                    .execute(
                            () -> channel.pipeline().fireExceptionCaught(new OverloadedException(reason, RETRY_AFTER)));
        }
    }
}
