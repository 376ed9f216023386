package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Exposed;
import dev.steward.api.ObjectId;
import dev.steward.api.ReturnsProxy;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registered callables and the objects that they return, as a client meets them. */
@Timeout(30)
class UserObjectTest {

    interface Greeter {
        default String greet(String name) {
            return "hello " + name;
        }
    }

    interface Calculator extends Greeter {
        int add(int left, int right);

        long add(long left, long right);

        String join(String separator, Object... parts);

        void fail(String how) throws Exception;

        Object strange();

        byte[] large(int bytes);

        @ReturnsProxy
        Greeter greeter();

        CompletableFuture<String> later(String text);

        String threadName();

        String block() throws InterruptedException;
    }

    /** Could not be serialized, and need not be. */
    static class UserException extends Exception {
        private static final long serialVersionUID = 1L;
        final transient Thread thrower = Thread.currentThread();

        UserException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static class Calculating implements Calculator {
        final CountDownLatch blocked = new CountDownLatch(1);

        @Override
        public int add(int left, int right) {
            return left + right;
        }

        @Override
        public long add(long left, long right) {
            return -(left + right);
        }

        @Override
        public String join(String separator, Object... parts) {
            return String.join(
                    separator, Arrays.stream(parts).map(String::valueOf).toList());
        }

        @Override
        public void fail(String how) throws Exception {
            switch (how) {
                case "unchecked" -> throw new IllegalStateException("not now");
                case "checked" -> throw new IOException("no disk");
                case "own" -> throw new UserException("mine", new IOException("below"));
                case "error" -> throw new StackOverflowError("too deep");
                case "broken" ->
                    throw new RuntimeException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new IllegalStateException("even its message fails");
                        }
                    };
                default -> throw new AssertionError(how);
            }
        }

        @Override
        public Object strange() {
            return new Thread("a thread");
        }

        @Override
        public byte[] large(int bytes) {
            return new byte[bytes];
        }

        @Override
        public Greeter greeter() {
            return new Greeter() {};
        }

        @Override
        public CompletableFuture<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + " later");
        }

        @Override
        public String threadName() {
            return Thread.currentThread().getName();
        }

        @Override
        public String block() throws InterruptedException {
            blocked.countDown();
            new CountDownLatch(1).await();
            return "never";
        }
    }

    record Order(String article, int amount) {}

    record Stranger(String name) {}

    static class Marked implements Greeter {
        @Exposed
        public String shown() {
            return "shown";
        }

        public String hidden() {
            return "hidden";
        }
    }

    private final Calculating calculating = new Calculating();
    private ManagerServer server;
    private RawClient client;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.VALUE_BYTES, 1 << 20)
                .limit(ServerLimit.DRAIN_MILLIS, 200)
                .register("get_calc", Calculator.class, () -> calculating)
                .register("get_marked", Marked::new)
                .register("get_bare", Object::new)
                .register("get_null", () -> null)
                .register("get_lock", ReentrantLock::new)
                .registerFactory("get_list", String.class, Integer.class, (text, times) -> {
                    List<String> made = new ArrayList<>();
                    for (int copy = 0; copy < times; copy++) {
                        made.add(text);
                    }
                    return made;
                })
                .registerFunction("double", Integer.class, n -> n * 2)
                .registerFunction("sum", Integer.class, Integer.class, Integer.class, (a, b, c) -> a + b + c)
                .registerFunction("now", () -> "now")
                .registerFunction("amount", Order.class, Order::amount)
                .build();
        server.start();
        client = RawClient.open(server);
    }

    @AfterEach
    void theServerStillServesAndLeavesNoThread() {
        try (RawClient other = RawClient.open(server)) {
            assertThat(other.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
        client.close();
        server.close();
        ServerThreads.awaitNone();
    }

    private Reply ask(ObjectId object, String signature, @Nullable Object... arguments) {
        return client.ask(numberOf(object, signature), object, arguments);
    }

    private int numberOf(ObjectId object, String signature) {
        List<?> methods = (List<?>) client.call(Operation.METHODS, ObjectId.DIRECTORY, object.value());
        assertThat(methods).map(String::valueOf).contains(signature);
        return Operation.FIRST_USER_METHOD + methods.indexOf(signature);
    }

    private @Nullable Object call(ObjectId object, String signature, @Nullable Object... arguments) {
        return RawClient.resultOf(ask(object, signature, arguments));
    }

    private Reply function(String typeId, @Nullable Object... arguments) {
        return client.ask(Operation.CALL, ObjectId.DIRECTORY, RawClient.withTypeId(typeId, arguments));
    }

    @Test
    void functionReturnsItsResultByValue() {
        assertThat(RawClient.resultOf(function("double", 21))).isEqualTo(42);
        assertThat(RawClient.resultOf(function("sum", 1, 2, 3))).isEqualTo(6);
        assertThat(RawClient.resultOf(function("now"))).isEqualTo("now");
    }

    @Test
    void overloadsAreToldApartBySignature() {
        ObjectId calc = client.get("get_calc");
        assertThat(call(calc, "add(II)", 2, 3)).isEqualTo(5);
        assertThat(call(calc, "add(JJ)", 2, 3)).isEqualTo(-5L);
    }

    @Test
    void defaultMethodsVarargsAndFuturesAreServed() {
        ObjectId calc = client.get("get_calc");
        assertThat(call(calc, "greet(Ljava/lang/String;)", "you")).isEqualTo("hello you");
        assertThat(call(calc, "join(Ljava/lang/String;[Ljava/lang/Object;)", "-", List.of("a", "b")))
                .isEqualTo("a-b");
        assertThat(call(calc, "later(Ljava/lang/String;)", "see you")).isEqualTo("see you later");
    }

    @Test
    void sameObjectHasTheSameIdEachTime() {
        assertThat(client.get("get_calc")).isEqualTo(client.get("get_calc"));
        assertThat(client.get("get_marked")).isNotEqualTo(client.get("get_marked"));
    }

    @Test
    void objectThatNobodyRefersToIsForgotten() {
        ObjectId marked = client.get("get_marked");
        client.call(Operation.RELEASE, ObjectId.DIRECTORY, marked.value(), 1);
        // The lane that made the object holds it until it has handed its answer over, which may be after the answer
        // came.
        await().untilAsserted(() -> {
            Reply reply = client.ask(Operation.METHODS, ObjectId.DIRECTORY, marked.value());
            assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_OBJECT)).contains("get it again");
        });
    }

    @Test
    void onlyMarkedMethodsAreExposedWhereAnyIs() {
        ObjectId marked = client.get("get_marked");
        assertThat(client.call(Operation.METHODS, ObjectId.DIRECTORY, marked.value()))
                .isEqualTo(List.of("shown()"));
        assertThat(call(marked, "shown()")).isEqualTo("shown");
    }

    @Test
    void markedMethodReturnsAProxy() {
        ObjectId calc = client.get("get_calc");
        ObjectId greeter = RawClient.referenceOf(ask(calc, "greeter()"));
        assertThat(call(greeter, "greet(Ljava/lang/String;)", "proxy")).isEqualTo("hello proxy");
    }

    @Test
    void factoryTakesArguments() {
        ObjectId list = client.get("get_list", "x", 3);
        assertThat(call(list, "size()")).isEqualTo(3);
        assertThat(call(list, "get(I)", 1)).isEqualTo("x");
    }

    @Test
    void callsOfOneThreadRunOnTheSameLane() {
        ObjectId calc = client.get("get_calc");
        String first = (String) call(calc, "threadName()");
        assertThat(first).startsWith("manager-server-lane-").endsWith("-1");
        assertThat(call(calc, "threadName()")).isEqualTo(first);
    }

    @Test
    void jdkLockIsUnlockedByTheThreadThatLockedIt() {
        ObjectId lock = client.get("get_lock");
        call(lock, "lock()");
        call(lock, "unlock()");
    }

    @Test
    void cancelInterruptsACallThatRuns() throws InterruptedException {
        ObjectId calc = client.get("get_calc");
        long number = client.send(numberOf(calc, "block()"), calc);
        calculating.blocked.await();
        client.peer.send(new Cancel(1, number));
        RawClient.sentenceOf(client.peer.receive(Reply.class), Status.INTERRUPTED);
    }

    @Test
    void stuckMethodDelaysNobodyElse() throws InterruptedException {
        ObjectId calc = client.get("get_calc");
        client.send(numberOf(calc, "block()"), calc);
        calculating.blocked.await();
        try (RawClient other = RawClient.open(server)) {
            ObjectId same = other.get("get_calc");
            assertThat(RawClient.resultOf(other.ask(Operation.CALL, ObjectId.DIRECTORY, "double", 4)))
                    .isEqualTo(8);
            assertThat(same).isEqualTo(calc);
        }
    }

    @Test
    void classThatARegistrationNamesIsOpened() {
        assertThat(RawClient.resultOf(function("amount", new Order("nut", 12)))).isEqualTo(12);
    }

    // Bad input.

    @Test
    void classThatNothingNamesIsNotOpened() {
        assertThat(RawClient.sentenceOf(function("double", new Stranger("x")), Status.VALUE_REFUSED))
                .contains("double", Stranger.class.getName());
    }

    @Test
    void unknownTypeidNamesWhatThereIs() {
        Reply reply = client.ask(Operation.GET, ObjectId.DIRECTORY, "get_nothing");
        assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_TYPE)).contains("get_nothing", "get_calc");
    }

    @Test
    void functionIsNotGotAndObjectNotCalled() {
        Reply got = client.ask(Operation.GET, ObjectId.DIRECTORY, "double", 2);
        assertThat(RawClient.sentenceOf(got, Status.NO_SUCH_TYPE)).contains("use call");
        assertThat(RawClient.sentenceOf(function("get_calc"), Status.NO_SUCH_TYPE))
                .contains("use get");
    }

    @Test
    void unknownObjectIsNamed() {
        Reply reply = client.ask(Operation.FIRST_USER_METHOD, new ObjectId(4711));
        assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_OBJECT)).contains("4711");
    }

    @Test
    void methodThatIsNotExposedIsRefused() {
        ObjectId calc = client.get("get_calc");
        Reply reply = client.ask(Operation.FIRST_USER_METHOD + 99, calc);
        assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_OPERATION)).contains("get_calc", "99", "add(II)");
    }

    @Test
    void wrongNumberOfArgumentsIsRefused() {
        ObjectId calc = client.get("get_calc");
        assertThat(RawClient.sentenceOf(ask(calc, "add(II)", 1), Status.BAD_ARGUMENT))
                .contains("add(int, int)", "2 arguments", "got 1");
        assertThat(RawClient.sentenceOf(function("double"), Status.BAD_ARGUMENT))
                .contains("double", "1 argument");
    }

    @Test
    void wrongTypeOfAnArgumentIsRefused() {
        ObjectId calc = client.get("get_calc");
        assertThat(RawClient.sentenceOf(ask(calc, "add(II)", 1, "two"), Status.BAD_ARGUMENT))
                .contains("argument 2", "add(int, int)", "int");
        assertThat(RawClient.sentenceOf(ask(calc, "add(II)", 1, null), Status.BAD_ARGUMENT))
                .contains("null");
    }

    @Test
    void callableThatReturnsNullOrNothingToCallIsAnError() {
        Reply none = client.ask(Operation.GET, ObjectId.DIRECTORY, "get_null");
        assertThat(RawClient.sentenceOf(none, Status.NO_SUCH_OBJECT)).contains("get_null", "null");
        Reply bare = client.ask(Operation.GET, ObjectId.DIRECTORY, "get_bare");
        assertThat(bare.status()).isEqualTo(Status.USER_EXCEPTION);
        assertThat(String.valueOf(RawClient.CODEC.decode(bare.value()))).contains("exposes no method", "@Exposed");
    }

    @Test
    void resultThatCannotTravelIsRefusedWithTheCure() {
        ObjectId calc = client.get("get_calc");
        assertThat(RawClient.sentenceOf(ask(calc, "strange()"), Status.RESULT_REFUSED))
                .contains("Calculator.strange()", "Thread", "@ReturnsProxy");
    }

    @Test
    void resultThatIsTooLargeIsRefusedWithTheLimit() {
        ObjectId calc = client.get("get_calc");
        assertThat(RawClient.sentenceOf(ask(calc, "large(I)", 2 << 20), Status.RESULT_REFUSED))
                .contains("Calculator.large(int)", "2097", "in parts");
    }

    @Test
    void exceptionsArriveWithClassMessageAncestorsAndCause() {
        ObjectId calc = client.get("get_calc");
        assertThat(thrown(calc, "unchecked").subList(0, 2))
                .isEqualTo(List.of("java.lang.IllegalStateException", "not now"));
        assertThat(thrown(calc, "checked").get(0)).isEqualTo("java.io.IOException");
        assertThat(thrown(calc, "error").get(0)).isEqualTo("java.lang.StackOverflowError");
        List<?> own = thrown(calc, "own");
        assertThat(own.get(0)).isEqualTo(UserException.class.getName());
        assertThat((List<?>) own.get(3)).first().isEqualTo("java.lang.Exception");
        assertThat(((List<?>) own.get(4)).subList(0, 2)).isEqualTo(List.of("java.io.IOException", "below"));
    }

    @Test
    void exceptionWhoseMessageFailsStillArrives() {
        assertThat(String.valueOf(thrown(client.get("get_calc"), "broken").get(0)))
                .startsWith(Calculating.class.getName());
    }

    private List<?> thrown(ObjectId calc, String how) {
        Reply reply = ask(calc, "fail(Ljava/lang/String;)", how);
        assertThat(reply.status()).isEqualTo(Status.USER_EXCEPTION);
        return (List<?>) Objects.requireNonNull(RawClient.CODEC.decode(reply.value()));
    }
}
