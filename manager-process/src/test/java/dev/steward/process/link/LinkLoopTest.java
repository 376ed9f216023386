package dev.steward.process.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LinkLoopTest {

    @Test
    void taskThatFailsForWantOfMemoryEndsNothingElse() throws Exception {
        CompletableFuture<Thread> before = new CompletableFuture<>();
        CompletableFuture<Thread> after = new CompletableFuture<>();
        LinkLoop.shared().execute(() -> before.complete(Thread.currentThread()));
        LinkLoop.shared().execute(() -> {
            throw new OutOfMemoryError("as a large message may meet");
        });
        LinkLoop.shared().execute(() -> after.complete(Thread.currentThread()));
        assertThat(after.get(20, TimeUnit.SECONDS)).isSameAs(before.join());
    }
}
