package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application ends from the outside to the inside: what answers requests, the client, the server with what it runs. */
@Timeout(60)
@Tag("one-jdk")
class ShutdownOrderTest {

    private static final AuthKey KEY = AuthKey.of("the key of all clients here");

    private final ApplicationContextRunner serving = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(StewardClientAutoConfiguration.class, StewardServerAutoConfiguration.class))
            .withPropertyValues("steward.server.enabled=true", "steward.server.auth-key=the key of all clients here");

    /** Stands for a web server, which answers its last requests when the application ends. */
    private static final class LastRequest implements SmartLifecycle {
        private final SyncManager manager;
        private final List<String> seen;
        private boolean running;

        LastRequest(SyncManager manager, List<String> seen) {
            this.manager = manager;
            this.seen = seen;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            manager.list("list", String.class).add("last");
            seen.add("last request " + manager.list("list", String.class));
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 2_048;
        }
    }

    @Test
    void theClientIsThereForTheLastRequestAndTheServerForTheClient() {
        List<String> seen = new CopyOnWriteArrayList<>();
        serving.withBean(ClientListener.class, () -> (event, detail) -> seen.add("client " + event))
                .withBean(ServerEvents.class, () -> new ServerEvents() {
                    @Override
                    public void session(String session, String clientName, String change) {
                        seen.add("session " + change);
                    }
                })
                .withUserConfiguration(Requests.class)
                .withBean(Seen.class, () -> new Seen(seen))
                .run(context -> await().until(() -> seen.size() == 2));
        assertThat(seen)
                .hasSize(4)
                .contains("client CONNECTED", "last request [last]")
                .last()
                .asString()
                .startsWith("session ended");
    }

    /** What was seen so far. */
    private record Seen(List<String> lines) {}

    /** An application that answers requests. */
    @Configuration(proxyBeanMethods = false)
    static class Requests {
        @Bean
        LastRequest lastRequest(SyncManager manager, Seen seen) {
            return new LastRequest(manager, seen.lines());
        }
    }

    @Test
    void whatTheServerRunsForOthersIsDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        List<Thread> callers = new CopyOnWriteArrayList<>();
        serving.withBean(
                        ManagerServerCustomizer.class,
                        () -> server -> server.registerFunction("slow", () -> {
                            begun.countDown();
                            return go.await(30, TimeUnit.SECONDS) ? 7 : 0;
                        }))
                .run(context -> {
                    int port = context.getBean(ManagerServer.class).port();
                    EmbeddedServer embedded = context.getBean(EmbeddedServer.class);
                    Thread caller = new Thread(() -> {
                        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, KEY)) {
                            answer.complete(manager.call("slow", Integer.class));
                        } catch (RuntimeException failed) {
                            answer.completeExceptionally(failed);
                        }
                    });
                    callers.add(caller);
                    caller.start();
                    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
                    Thread ender = new Thread(context::stop);
                    callers.add(ender);
                    ender.start();
                    await().until(() -> embedded.faults().contains("draining"));
                    go.countDown();
                    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(7);
                    ender.join();
                });
        for (Thread thread : callers) {
            thread.join();
        }
    }

    @Test
    void anApplicationThatDoesNotStartLeavesNoServerBehind() {
        AtomicInteger port = new AtomicInteger();
        serving.withBean(AtomicInteger.class, () -> port)
                .withUserConfiguration(Failing.class)
                .run(context -> assertThat(context).getFailure().hasMessageContaining("on purpose"));
        assertThat(port.get()).isPositive();
        assertThatExceptionOfType(ConnectionLostException.class)
                .isThrownBy(() -> ManagerClient.connect("127.0.0.1", port.get(), KEY));
    }

    /** An application of which something does not start when its server has. */
    @Configuration(proxyBeanMethods = false)
    static class Failing {
        @Bean
        SmartInitializingSingleton failing(ManagerServer server, AtomicInteger port) {
            return () -> {
                port.set(server.port());
                throw new IllegalStateException("on purpose");
            };
        }
    }
}
