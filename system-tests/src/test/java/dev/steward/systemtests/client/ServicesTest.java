package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.Registered;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.ReturnsProxy;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Users' own objects and functions, through users' own interfaces. */
class ServicesTest extends ServedTest {

    /** An exception that both sides know. */
    static class TooMuch extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    /** An exception that only the server knows. */
    static class Secret extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Secret(String message) {
            super(message);
        }
    }

    record Point(int x, int y) {}

    /** What the server registers. */
    interface Calculator {
        int add(int a, int b);

        String add(String a, String b);

        int sum(int... numbers);

        Point mirrored(Point point);

        void spend(int amount) throws TooMuch;

        void fail(String how) throws IOException;

        int slow() throws InterruptedException;

        @ReturnsProxy
        Account account(String owner);

        default int twice(int number) {
            return add(number, number);
        }
    }

    /** What a method returns a proxy of. */
    interface Account {
        String owner();
    }

    /** The same calculator as a client sees it: some methods asynchronous, one of its own. */
    interface AsyncCalculator {
        CompletableFuture<Integer> add(int a, int b);

        CompletableFuture<Integer> slow();

        CompletableFuture<Void> fail(String how);

        int unknown(int number);

        default String greet() {
            return "hello from the client";
        }
    }

    private final CountDownLatch release = new CountDownLatch(1);

    private final class Calc implements Calculator {
        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public String add(String a, String b) {
            return a + b;
        }

        @Override
        public int sum(int... numbers) {
            return Arrays.stream(numbers).sum();
        }

        @Override
        public Point mirrored(Point point) {
            return new Point(point.y(), point.x());
        }

        @Override
        public void spend(int amount) throws TooMuch {
            throw new TooMuch("only " + amount / 2 + " left");
        }

        @Override
        public void fail(String how) throws IOException {
            switch (how) {
                case "io" -> throw new IOException("disk full");
                case "state" -> throw new IllegalStateException("not now");
                default -> throw new Secret("not for you");
            }
        }

        @Override
        public int slow() throws InterruptedException {
            release.await();
            return 1;
        }

        @Override
        public Account account(String owner) {
            return () -> owner;
        }
    }

    private final SharedQueue<Integer> tasks = SharedObjects.queue(10);
    private final ManagerServer server = serve(ManagerServer.builder()
            .address("127.0.0.1", 0)
            .register("get_calc", Calculator.class, Calc::new)
            .register("get_queue", () -> tasks)
            .registerFunction("double", Integer.class, n -> n * 2)
            .registerFunction("words", () -> List.of("a", "b")));
    private final SyncManager manager = connect(server.port());

    @Test
    void overloadsVarargsRecordsAndDefaultMethodsWork() {
        Calculator calc = manager.get("get_calc", Calculator.class);
        assertThat(calc.add(1, 2)).isEqualTo(3);
        assertThat(calc.add("1", "2")).isEqualTo("12");
        assertThat(calc.sum(1, 2, 3)).isEqualTo(6);
        assertThat(calc.sum()).isZero();
        assertThat(calc.mirrored(new Point(1, 2))).isEqualTo(new Point(2, 1));
        assertThat(calc.twice(4)).isEqualTo(8);
    }

    @Test
    void exceptionsArriveAsThemselvesWhereTheMethodOrTheJdkNamesThem() {
        Calculator calc = manager.get("get_calc", Calculator.class);
        assertThatThrownBy(() -> calc.spend(10))
                .isExactlyInstanceOf(TooMuch.class)
                .hasMessage("only 5 left");
        assertThatThrownBy(() -> calc.fail("io"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> calc.fail("state")).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> calc.fail("secret"))
                .isInstanceOf(RemoteObjectException.class)
                .hasMessageContaining("not for you");
    }

    @Test
    void aProxyHasTheMannersOfAnObjectAndAHandle() {
        Calculator calc = manager.get("get_calc", Calculator.class);
        Calculator other = manager.get("get_calc", Calculator.class);
        assertThat(calc)
                .isEqualTo(calc)
                .hasSameHashCodeAs(calc)
                .isNotEqualTo(other)
                .isNotEqualTo(null);
        assertThat(calc.toString()).contains("Calculator").contains("get_calc");
        RemoteProxy handle = RemoteProxy.of(calc);
        assertThat(handle.objectToken().typeId()).isEqualTo("get_calc");
        Calculator attached = manager.attach(handle.objectToken(), Type.of(Calculator.class));
        assertThat(attached).isEqualTo(calc);
        RemoteProxy.forget(attached);
        assertThatThrownBy(() -> attached.add(1, 2)).isInstanceOf(NoSuchObjectException.class);
        assertThat(calc.add(1, 2)).isEqualTo(3);
    }

    @Test
    void aMethodThatReturnsAFutureIsAsynchronous() throws Exception {
        AsyncCalculator calc = manager.get("get_calc", AsyncCalculator.class);
        assertThat(calc.add(1, 2).get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(calc.add(1, 2).thenCombine(calc.add(3, 4), Integer::sum).get(10, TimeUnit.SECONDS))
                .isEqualTo(10);
        assertThatThrownBy(() -> calc.fail("state").get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        CompletableFuture<Integer> slow = calc.slow();
        assertThat(slow).isNotDone();
        assertThat(slow.cancel(true)).isTrue();
        assertThatThrownBy(slow::join).isInstanceOf(CancellationException.class);
        release.countDown();
        assertThat(calc.add(5, 5).get(10, TimeUnit.SECONDS)).isEqualTo(10);
    }

    @Test
    void aMethodThatTheObjectDoesNotHaveIsNamedAndADefaultMethodRunsHere() {
        AsyncCalculator calc = manager.get("get_calc", AsyncCalculator.class);
        assertThat(calc.greet()).isEqualTo("hello from the client");
        assertThatThrownBy(() -> calc.unknown(1))
                .isInstanceOf(MethodNotExposedException.class)
                .hasMessageContaining("unknown(int)")
                .hasMessageContaining("add(int, int)");
    }

    @Test
    void aMethodCanReturnAProxy() {
        Account account = manager.get("get_calc", Calculator.class).account("Ada");
        assertThat(account.owner()).isEqualTo("Ada");
        assertThat(RemoteProxy.isProxy(account)).isTrue();
    }

    @Test
    void aServiceHasDeadlinesToo() {
        Calculator hasty = manager.withDeadline(manager.get("get_calc", Calculator.class), Duration.ofMillis(200));
        assertThat(hasty.add(1, 2)).isEqualTo(3);
        assertThatThrownBy(hasty::slow).isInstanceOf(ManagerTimeoutException.class);
        release.countDown();
    }

    /** What the server registered, as one interface. */
    interface Registry {
        @Registered("get_calc")
        Calculator calculator();

        @Registered("get_queue")
        SharedQueue<Integer> queue();

        @Registered("double")
        int twice(int number);

        List<String> words();

        @Registered("double")
        CompletableFuture<Integer> twiceLater(int number);

        default int fourfold(int number) {
            return twice(twice(number));
        }
    }

    @Test
    void oneInterfaceMirrorsWhatTheServerRegistered() throws Exception {
        Registry registry = manager.as(Registry.class);
        assertThat(registry.calculator().add(1, 2)).isEqualTo(3);
        assertThat(registry.twice(4)).isEqualTo(8);
        assertThat(registry.fourfold(4)).isEqualTo(16);
        assertThat(registry.words()).containsExactly("a", "b");
        assertThat(registry.twiceLater(21).get(10, TimeUnit.SECONDS)).isEqualTo(42);
        registry.queue().put(3);
        assertThat(tasks.take()).isEqualTo(3);
        assertThat(registry).isEqualTo(registry).isNotEqualTo(manager.as(Registry.class));
    }

    @Test
    void functionsReturnValuesAndUnknownTypeidsAreNamed() {
        assertThat(manager.call("double", Integer.class, 2)).isEqualTo(4);
        assertThat(manager.call("double", Long.class, 2)).isEqualTo(4L);
        assertThatThrownBy(() -> manager.get("nothing", Calculator.class))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> manager.call("double", Integer.class, "two"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.call("double", Integer.class, new Thread()))
                .isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void anObjectThatNobodyRefersToIsFreed() {
        int before = manager.objectCount();
        Calculator calc = manager.get("get_calc", Calculator.class);
        assertThat(calc.add(1, 2)).isEqualTo(3);
        assertThat(manager.objectCount()).isEqualTo(before + 1);
        RemoteProxy.forget(calc);
        await().until(() -> manager.objectCount() == before);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aJdkInterfaceIsAFaceWithItsDefaultMethods() {
        ManagerServer server = serve(ManagerServer.builder()
                .address("127.0.0.1", 0)
                .register("get_names", List.class, () -> new ArrayList<>(List.of("ann"))));
        SyncManager manager = connect(server.port());

        List<String> names = manager.get("get_names", List.class);
        names.add("bob");

        assertThat(names.size()).isEqualTo(2);
        assertThat(names.get(1)).isEqualTo("bob");
    }

    @Test
    void aResultThatCannotTravelSaysThatTheMethodRan() {
        ManagerServer server = serve(ManagerServer.builder()
                .address("127.0.0.1", 0)
                .registerFunction("thread", Integer.class, number -> Thread.currentThread()));
        SyncManager manager = connect(server.port());

        assertThatThrownBy(() -> manager.call("thread", Object.class, 1))
                .isInstanceOfSatisfying(
                        UnsupportedValueException.class,
                        refused -> assertThat(refused.outcome()).isEqualTo(Outcome.EXECUTED));
    }
}
