package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.admin.http.EventStream;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerView;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
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

    @Test
    void whereLookingCostsOthersNobodyLooksUnasked() {
        Seeing seeing = new Seeing();
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RunningAdmin.KEY)
                .gateway(seeing)
                .build()) {
            server.start();
            ServerView view = Objects.requireNonNull(seeing.view);
            assertThat(looksIn(watching(view, true))).isTrue();
            Watching asked = watching(view, false);
            assertThat(looksIn(asked)).isFalse();
            asked.hub().add(reader, List.of());
            assertThat(looksIn(asked)).isTrue();
            open = false;
            // This look finds out that the page was closed.
            assertThat(looksIn(asked)).isTrue();
            assertThat(looksIn(asked)).isFalse();
        }
    }
}
