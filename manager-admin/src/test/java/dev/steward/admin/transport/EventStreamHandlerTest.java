package dev.steward.admin.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events wait for nobody: who does not read gets none, and is closed after a while. */
@Timeout(10)
class EventStreamHandlerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventStreamHandler stream = new EventStreamHandler(channel, Duration.ofSeconds(10));

    EventStreamHandlerTest() {
        channel.pipeline().addLast(stream);
        channel.freezeTime();
    }

    @AfterEach
    void release() {
        assertThat(channel.finishAndReleaseAll()).isIn(true, false);
    }

    private void reads(boolean on) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, on);
        channel.runPendingTasks();
    }

    @Test
    void anEventIsALineOfItsNameAndOneOfItsData() {
        assertThat(stream.send("sample", "{\"a\":1}")).isTrue();
        HttpContent sent = channel.readOutbound();
        ByteBuf bytes = sent.content();
        assertThat(bytes.toString(UTF_8)).isEqualTo("event: sample\ndata: {\"a\":1}\n\n");
        sent.release();
    }

    @Test
    void whoDoesNotReadGetsNothingAndIsClosed() {
        reads(false);
        assertThat(stream.send("sample", "1")).isFalse();
        Object nothing = channel.readOutbound();
        assertThat(nothing).isNull();
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(stream.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(stream.isOpen()).isFalse();
        assertThat(stream.send("sample", "2")).isFalse();
    }

    @Test
    void whoReadsAgainGoesOn() {
        reads(false);
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        reads(true);
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(stream.send("sample", "1")).isTrue();
    }
}
