package dev.steward.benchmarks.parts;

import dev.steward.api.ObjectId;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call from its decoded frame to its answer: what a server computes. Values are those of the wire. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The harness calls prepare() first.
public class DispatchBenchmark {

    private static final int SIZE = 100;

    /** How the call gets to the object. */
    @Param
    public Way way;

    private Dispatcher dispatcher;
    private ObjectId list;
    private ObjectId growing;
    private ObjectId dict;
    private ObjectId queue;
    private ObjectId cell;
    private ObjectId namespace;
    private ObjectId condition;

    private List<Value> index;
    private List<Value> indexAndElement;
    private List<Value> element;
    private List<Value> key;
    private List<Value> keyAndValue;
    private List<Value> elementAndForEver;
    private List<Value> forEver;
    private List<Value> number;

    /** Makes an object of each type; lists, dict and namespace have 100 entries. */
    @Setup
    public void prepare() {
        dispatcher = new Dispatcher(way);
        index = List.of(stored(50));
        element = List.of(stored("an element"));
        indexAndElement = List.of(stored(50), stored("an element"));
        key = List.of(stored("key 50"));
        keyAndValue = List.of(stored("key 50"), stored("a value"));
        elementAndForEver = List.of(stored("an element"), stored(-1));
        forEver = List.of(stored(-1));
        number = List.of(stored(1));

        list = dispatcher.create(BuiltInType.LIST);
        growing = dispatcher.create(BuiltInType.LIST);
        dict = dispatcher.create(BuiltInType.DICT);
        queue = dispatcher.create(BuiltInType.QUEUE);
        cell = dispatcher.create(BuiltInType.VALUE, stored("java.lang.Long"), stored(1));
        namespace = dispatcher.create(BuiltInType.NAMESPACE);
        condition = dispatcher.create(BuiltInType.CONDITION);
        for (int i = 0; i < SIZE; i++) {
            List<Value> entry = List.of(stored("key " + i), stored("a value"));
            dispatcher.call(list, Operation.LIST_ADD, element);
            dispatcher.call(dict, Operation.DICT_PUT, entry);
            dispatcher.call(namespace, Operation.NAMESPACE_SET, entry);
        }
    }

    /** Lets the list that grows begin anew, so that it does not fill the heap. */
    @Setup(Level.Iteration)
    public void clear() {
        dispatcher.call(growing, Operation.LIST_CLEAR, List.of());
    }

    private Value stored(String text) {
        return dispatcher.values().stored(EncodedValue.of(text));
    }

    private Value stored(long number) {
        return dispatcher.values().stored(EncodedValue.of(number));
    }

    /** {@code list.get(50)}. */
    @Benchmark
    public Value listGet() {
        return dispatcher.call(list, Operation.LIST_GET, index);
    }

    /** {@code list.set(50, "an element")}. */
    @Benchmark
    public Value listSet() {
        return dispatcher.call(list, Operation.LIST_SET, indexAndElement);
    }

    /** {@code list.add("an element")}, of a list that grows through one iteration. */
    @Benchmark
    public Value listAppend() {
        return dispatcher.call(growing, Operation.LIST_ADD, element);
    }

    /** {@code dict.get("key 50")}. */
    @Benchmark
    public Value dictGet() {
        return dispatcher.call(dict, Operation.DICT_GET, key);
    }

    /** {@code dict.put("key 50", "a value")} over an entry that is there. */
    @Benchmark
    public Value dictPut() {
        return dispatcher.call(dict, Operation.DICT_PUT, keyAndValue);
    }

    /** {@code queue.put("an element"); queue.take()}: two calls, and the acknowledgement of what was taken. */
    @Benchmark
    public Value queuePutTake() {
        dispatcher.call(queue, Operation.QUEUE_PUT, elementAndForEver);
        return dispatcher.call(queue, Operation.QUEUE_TAKE, forEver);
    }

    /** {@code value.get()}. */
    @Benchmark
    public Value valueGet() {
        return dispatcher.call(cell, Operation.VALUE_GET, List.of());
    }

    /** {@code value.set(1)}. */
    @Benchmark
    public Value valueSet() {
        return dispatcher.call(cell, Operation.VALUE_SET, number);
    }

    /** {@code value.getAndAdd(1)}. */
    @Benchmark
    public Value valueGetAndAdd() {
        return dispatcher.call(cell, Operation.VALUE_GET_AND_ADD, number);
    }

    /** {@code namespace.get("key 50")}. */
    @Benchmark
    public Value namespaceGet() {
        return dispatcher.call(namespace, Operation.NAMESPACE_GET, key);
    }

    /** {@code namespace.set("key 50", "a value")}. */
    @Benchmark
    public Value namespaceSet() {
        return dispatcher.call(namespace, Operation.NAMESPACE_SET, keyAndValue);
    }

    /** {@code condition.lock(); condition.unlock()}: two calls. */
    @Benchmark
    public Value conditionLockUnlock() {
        dispatcher.call(condition, Operation.LOCK_ACQUIRE, forEver);
        return dispatcher.call(condition, Operation.LOCK_RELEASE, List.of());
    }
}
