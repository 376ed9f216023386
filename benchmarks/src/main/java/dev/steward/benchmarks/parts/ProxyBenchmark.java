package dev.steward.benchmarks.parts;

import static dev.steward.vocabulary.Operation.FIRST_USER_METHOD;

import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.client.proxy.Proxies;
import dev.steward.client.session.ClientSession;
import dev.steward.client.session.SessionListener;
import dev.steward.client.session.SessionSettings;
import dev.steward.face.Faces;
import dev.steward.face.callback.Callbacks;
import dev.steward.face.object.Answering;
import dev.steward.face.object.ObjectCaller;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call from the method of a proxy to the point where it leaves the process, and back from there: what a client computes.
 * Bytes of frames and the network are not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The harness calls prepare() first.
public class ProxyBenchmark {

    private static final Welcome SERVER = new Welcome(1, 0, new UUID(1, 2), 3);

    /** What a user might have registered. */
    public interface Calculator {
        /** Adds two numbers. */
        int add(int left, int right);

        /** Greets. */
        String greet(String name);
    }

    private final Integer boxed = 4_711;
    private AnsweringTransport transport;
    private Callbacks callbacks;
    private ClientSession session;
    private SharedList<String> list;
    private SharedList<String> listOfNobody;
    private SharedDict<String, Integer> dict;
    private SharedQueue<String> queue;
    private SharedValue<Integer> cell;
    private Calculator calculator;

    /** Opens a session with nobody, and makes a proxy of each kind. */
    @Setup
    public void prepare() {
        transport = new AnsweringTransport(
                SERVER,
                Map.of(
                        Operation.METHODS.code(),
                        EncodedValue.listOf(
                                List.of(EncodedValue.of("add(II)"), EncodedValue.of("greet(Ljava/lang/String;)"))),
                        Operation.LIST_GET.code(),
                        EncodedValue.of("an element"),
                        Operation.LIST_SET.code(),
                        EncodedValue.of("an element"),
                        Operation.DICT_PUT.code(),
                        EncodedValue.of(4_710),
                        Operation.QUEUE_PUT.code(),
                        EncodedValue.of(true),
                        Operation.QUEUE_TAKE.code(),
                        EncodedValue.of("an element"),
                        Operation.VALUE_GET.code(),
                        EncodedValue.of(4_711),
                        FIRST_USER_METHOD,
                        EncodedValue.of(5),
                        FIRST_USER_METHOD + 1,
                        EncodedValue.of("hello ada")));
        Duration hour = Duration.ofHours(1);
        SessionSettings settings = new SessionSettings(hour, hour, Duration.ofSeconds(3), hour, 1 << 20, "benchmark");
        session = ClientSession.open(transport, settings, new Untold()).join();
        callbacks = new Callbacks("benchmark", task -> {}, Duration.ZERO);
        Proxies proxies = new Proxies(session, new AllowedClasses(), callbacks, Duration.ZERO, "127.0.0.1:8080");
        list = proxies.proxy(token("list"), Type.list(String.class));
        dict = proxies.proxy(token("dict"), Type.dict(String.class, Integer.class));
        queue = proxies.proxy(token("queue"), Type.queue(String.class));
        cell = proxies.proxy(token("value"), Type.value(Integer.class));
        calculator = proxies.proxy(token("calculator"), Type.of(Calculator.class));
        listOfNobody = listOf(new SameAnswer("an element"));
    }

    // A face of the typeid list is a SharedList.
    @SuppressWarnings("unchecked")
    private static SharedList<String> listOf(ObjectCaller caller) {
        return (SharedList<String>) Faces.create(BuiltInType.LIST, caller, Type.list(String.class));
    }

    private static ObjectToken token(String typeId) {
        return new ObjectToken(
                SERVER.serverId(), SERVER.incarnation(), typeId, new ObjectId(17), List.of("127.0.0.1:8080"));
    }

    /** Ends the session and its threads. */
    @TearDown
    public void close() {
        session.close();
        transport.close();
        callbacks.close();
    }

    /** {@code list.get(50)} by a face alone, whose caller does nothing: from the method to the operation and back. */
    @Benchmark
    public String faceAlone() {
        return listOfNobody.get(50);
    }

    /** {@code list.get(50)}. */
    @Benchmark
    public String listGet() {
        return list.get(50);
    }

    /** {@code list.set(50, "an element")}. */
    @Benchmark
    public String listSet() {
        return list.set(50, "an element");
    }

    /** {@code dict.put("key 50", 4711)}. */
    @Benchmark
    public @Nullable Integer dictPut() {
        return dict.put("key 50", boxed);
    }

    /** {@code queue.put("an element"); queue.take()}: two calls. */
    @Benchmark
    public String queuePutTake() throws InterruptedException {
        queue.put("an element");
        return queue.take();
    }

    /** {@code value.get()}. */
    @Benchmark
    public Integer valueGet() {
        return cell.get();
    }

    /** {@code calculator.add(2, 3)} of a user's interface. */
    @Benchmark
    public int userAdd() {
        return calculator.add(2, 3);
    }

    /** {@code calculator.greet("ada")} of a user's interface. */
    @Benchmark
    public String userGreet() {
        return calculator.greet("ada");
    }

    /** The session fares well. */
    private static final class Untold implements SessionListener {
        @Override
        public void suspended() {
            throw new IllegalStateException("the session is suspended, so nothing is measured any more");
        }

        @Override
        public void resumed() {}

        @Override
        public void lost(ManagerException why) {}
    }

    /** A way to an object that goes nowhere. */
    private record SameAnswer(Object answer) implements ObjectCaller {
        @Override
        public ObjectToken token() {
            return ProxyBenchmark.token("list");
        }

        @Override
        public Object call(Operation operation, @Nullable Object... arguments) {
            return answer;
        }

        @Override
        public Object await(Operation operation, @Nullable Object... arguments) {
            return answer;
        }

        @Override
        public Object callUninterruptibly(Operation operation, @Nullable Object... arguments) {
            return answer;
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> submit(
                Answering<T> answering, Operation operation, @Nullable Object... arguments) {
            return CompletableFuture.completedFuture(answering.result(answer));
        }

        @Override
        public ObjectCaller withDeadline(Duration deadline) {
            return this;
        }

        @Override
        public ObjectCaller keepingOrder() {
            return this;
        }

        @Override
        public ObjectCaller reading(Function<@Nullable Object, ? extends @Nullable Object> reader) {
            return this;
        }

        @Override
        public void allowPackage(String name) {}

        @Override
        public ObjectCaller forTasks() {
            return this;
        }

        @Override
        public ValueCodec codec() {
            return new ValueCodec(References.NONE, new AllowedClasses());
        }

        @Override
        public boolean holdsStand() {
            return true;
        }

        @Override
        public void allow(Type<?> type) {}

        @Override
        public void forget() {}
    }
}
