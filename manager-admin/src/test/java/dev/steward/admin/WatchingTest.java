package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.admin.http.EventStream;
import dev.steward.admin.watch.Sample;
import dev.steward.admin.watch.Sampler;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server is looked at each second, or only while somebody reads what is seen. */
@Timeout(60)
class WatchingTest {

    private final Queue<Runnable> begun = new ArrayDeque<>();
    private boolean open = true;

    /** Sees a server and is nothing else. */
    private static final class Seeing implements Gateway {

        private @Nullable ServerView view;

        @Override
        public void open(GatewayHost host) {
            view = host.view();
        }

        @Override
        public void close() {}
    }

    private Watching watching(ServerView view, boolean keepsLooking) {
        return new Watching(view, begun::add, List.of(), keepsLooking);
    }

    private boolean looksIn(Watching watching) {
        watching.tick();
        Runnable look = begun.poll();
        if (look == null) {
            return false;
        }
        look.run();
        return true;
    }

    private final EventStream reader = new EventStream() {
        @Override
        public boolean send(String event, String data) {
            return open;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    };

    private static void withView(Consumer<ServerView> use) {
        Seeing seeing = new Seeing();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RunningAdmin.KEY)
                .gateway(seeing)
                .build()) {
            server.start();
            use.accept(Objects.requireNonNull(seeing.view));
        }
    }

    @Test
    void whereLookingCostsOthersNobodyLooksUnasked() {
        withView(view -> {
            assertThat(looksIn(watching(view, true))).isTrue();
            Watching asked = watching(view, false);
            assertThat(looksIn(asked)).isFalse();
            asked.hub().add(reader, List.of());
            assertThat(looksIn(asked)).isTrue();
            open = false;
            // This look finds out that the page was closed.
            assertThat(looksIn(asked)).isTrue();
            assertThat(looksIn(asked)).isFalse();
        });
    }

    @Test
    void aLookThatGoesOnWhileItIsClosedPutsNothingBack() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        withView(view -> {
            Watching watching = new Watching(view, begun::add, List.of(registry), true);
            assertThat(looksIn(watching)).isTrue();
            assertThat(registry.getMeters()).isNotEmpty();
            watching.close();
            assertThat(registry.getMeters()).isEmpty();
            watching.renew();
            assertThat(registry.getMeters()).isEmpty();
        });
    }

    @Test
    void whoeverAsksOftenMakesTheHistoryNoLonger() {
        withView(view -> {
            Sampler sampler = new Sampler(view.inspection());
            long begins = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                Sample unused = sampler.recent(Duration.ZERO);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begins);
            assertThat(sampler.history()).hasSizeBetween(1, (int) seconds + 2);
        });
    }
}
