package dev.steward.python.face;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.value.PythonValues;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of Python on its way: reads its arguments as values, asks the server, and is answered once. Used by one thread at a
 * time: that which brought the request, then that which brings each answer.
 */
public final class MethodCall {

    private static final int TIMES = 16;
    private static final int AT_LEAST = 64 << 10;

    /** The object that is called. */
    public interface Target {
        /** Returns its number. */
        ObjectId object();

        /** Returns what Python made it with that the server does not keep, or null. */
        @Nullable
        PickleNode note();

        /** Returns how many of its elements are not done, if it is a queue of which nobody else knows that. */
        TaskCount tasks();
    }

    /** What carries the call: its connection. */
    public interface Carrier {
        /** Asks the server; the answer comes once, on any thread. */
        void ask(int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> answer);

        /** Sends the answer: a kind such as {@code #RETURN}, and what goes with it. */
        void answer(String kind, PickleNode value);

        /** An object was made for this call. */
        void made(PythonType type, ObjectToken token, @Nullable PickleNode note);

        /** Gives the client a proxy of an object that this call has made. */
        void proxy(ObjectToken token);
    }

    private final Carrier carrier;
    private final ProxyForm proxies;
    private final @Nullable Target target;
    private final String method;
    private final CallArguments arguments;
    private final int size;
    private long left;
    private @Nullable PythonType making;

    /**
     * A call that has come.
     *
     * @param target what is called; null where something is to be made
     * @param size in how many bytes it came
     */
    public MethodCall(
            Carrier carrier,
            ProxyForm proxies,
            @Nullable Target target,
            String method,
            CallArguments arguments,
            int size) {
        this.carrier = carrier;
        this.proxies = proxies;
        this.target = target;
        this.method = method;
        this.arguments = arguments;
        this.size = size;
        this.left = AT_LEAST + (long) TIMES * size;
    }

    /** Returns the name that is called, or the typeid of what is to be made. */
    String method() {
        return method;
    }

    CallArguments arguments() {
        return arguments;
    }

    /** Returns the arguments, one for each parameter. */
    @Nullable
    PickleNode[] bind(int required, String... parameters) throws PythonError {
        return arguments.bind(method, required, parameters);
    }

    /** Returns the one argument that there must be. */
    PickleNode only(String parameter) throws PythonError {
        return given(bind(1, parameter)[0]);
    }

    static PickleNode given(@Nullable PickleNode node) {
        return node == null ? PickleLeaf.NONE : node;
    }

    @Nullable
    PickleNode note() {
        return target == null ? null : target.note();
    }

    /** Returns how many elements are not done of a queue that Python has made; null of one that it has not. */
    @Nullable
    TaskCount tasks() {
        return target == null || target.note() == null ? null : target.tasks();
    }

    ObjectId object() {
        return target == null ? ObjectId.DIRECTORY : target.object();
    }

    ProxyForm proxies() {
        return proxies;
    }

    // Values.

    /** Returns an argument as a value. */
    EncodedValue value(PickleNode node) throws PythonError {
        return counted(node, false);
    }

    /** Returns an argument as a key of a dict, or an element of a set. */
    EncodedValue key(PickleNode node) throws PythonError {
        Deque<PickleNode> parts = new ArrayDeque<>();
        parts.push(node);
        while (!parts.isEmpty()) {
            PickleNode part = parts.pop();
            switch (part.kind()) {
                case LIST, DICT, SET, BYTEARRAY ->
                    throw PythonError.type("unhashable type: '" + Nodes.typeName(part) + "'");
                case TUPLE -> {
                    for (int i = 0; i < part.size(); i++) {
                        parts.push(part.part(i));
                    }
                }
                default -> {}
            }
        }
        return counted(node, true);
    }

    /** What a pickle has once and says often is written as often. */
    private EncodedValue counted(PickleNode node, boolean hashed) throws PythonError {
        EncodedValue value = PythonValues.toValue(node, size, proxies, hashed);
        left -= value.size();
        if (left < 0) {
            throw PythonError.builtin(
                    "MemoryError", "the arguments have something once and say it so often that they take too much");
        }
        return value;
    }

    List<EncodedValue> values(List<PickleNode> nodes) throws PythonError {
        List<EncodedValue> values = new ArrayList<>(nodes.size());
        for (PickleNode node : nodes) {
            values.add(value(node));
        }
        return values;
    }

    List<EncodedValue> keys(List<PickleNode> nodes) throws PythonError {
        List<EncodedValue> values = new ArrayList<>(nodes.size());
        for (PickleNode node : nodes) {
            values.add(key(node));
        }
        return values;
    }

    /** Returns what Python gets for a value. */
    PickleNode node(EncodedValue value) {
        return PythonValues.toGraph(value, proxies, false);
    }

    /** Returns what Python gets for a key of a dict, or an element of a set. */
    PickleNode keyNode(EncodedValue value) {
        return PythonValues.toGraph(value, proxies, true);
    }

    List<PickleNode> nodes(List<EncodedValue> values) {
        List<PickleNode> nodes = new ArrayList<>(values.size());
        for (EncodedValue value : values) {
            nodes.add(node(value));
        }
        return nodes;
    }

    // What the server is asked.

    /** Prepares a question to the object of the call. */
    Question ask(Operation operation, EncodedValue... given) {
        return ask(operation, object(), List.of(given));
    }

    /** Prepares a question. */
    Question ask(Operation operation, ObjectId asked, List<EncodedValue> given) {
        return new Question(operation.code(), asked, given);
    }

    /** Prepares a call of a method of a user's object. */
    Question askMethod(int index, List<EncodedValue> given) {
        return new Question(Operation.FIRST_USER_METHOD + index, object(), given);
    }

    /** What is done with an answer. */
    @FunctionalInterface
    interface Continuation {
        /** Goes on with what the server said. */
        void run(EncodedValue value) throws PythonError;
    }

    /** One question to the server, and what is done with each answer. */
    final class Question {
        private final int code;
        private final ObjectId asked;
        private final List<EncodedValue> given;
        private Runnable undo = () -> {};
        private final Map<Status, Continuation> others = new EnumMap<>(Status.class);

        private Question(int code, ObjectId asked, List<EncodedValue> given) {
            this.code = code;
            this.asked = asked;
            this.given = given;
        }

        /** Says what is done if the answer is not OK but this. */
        Question on(Status status, Continuation then) {
            others.put(status, then);
            return this;
        }

        /** Says what is done first if the answer is not OK. */
        Question undoing(Runnable undone) {
            undo = undone;
            return this;
        }

        /** Says with what the call ends if the answer is not OK but this. */
        Question raising(Status status, PythonError error) {
            return on(status, ignored -> fail(error));
        }

        /** Asks, and goes on with the answer. */
        void then(Continuation ok) {
            carrier.ask(code, asked, given, reply -> {
                if (reply.status() != Status.OK) {
                    undo.run();
                }
                Continuation next = reply.status() == Status.OK ? ok : others.get(reply.status());
                if (next == null) {
                    fail(Failures.of(reply));
                } else {
                    run(() -> next.run(reply.value()));
                }
            });
        }

        /** Asks; the answer is the result. */
        void thenReturn() {
            then(value -> returns(node(value)));
        }

        /** Asks; the result is {@code None}. */
        void thenNone() {
            then(value -> none());
        }
    }

    /**
     * Asks the server's directory with a text and the arguments of the call.
     *
     * @param then gets the answer if it is OK; else the call fails
     */
    public void runAsked(Operation operation, EncodedValue text, Consumer<EncodedValue> then) {
        run(() -> {
            List<EncodedValue> given = new ArrayList<>();
            given.add(text);
            given.addAll(values(arguments.positional()));
            ask(operation, ObjectId.DIRECTORY, given).then(then::accept);
        });
    }

    private interface Step {
        void run() throws PythonError;
    }

    /** Makes an object of a type, in the way that the type says. */
    void make(PythonType type, PythonMethod creation) {
        making = type;
        run(creation);
    }

    /** Returns the type of which an object is to be made. */
    PythonType type() {
        return requireNonNull(making, "nothing is being made");
    }

    void run(PythonMethod done) {
        run(() -> done.run(this));
    }

    private void run(Step step) {
        try {
            step.run();
        } catch (PythonError error) {
            fail(error);
        } catch (UnsupportedValueException refused) {
            fail(PythonError.words("ValueError: " + refused.getMessage()));
        }
    }

    // How it ends.

    /** The result. */
    void returns(PickleNode result) {
        carrier.answer("#RETURN", result);
    }

    void returns(boolean result) {
        returns(PickleLeaf.of(result));
    }

    void returns(long result) {
        returns(PickleLeaf.of(result));
    }

    void returns(String result) {
        returns(PickleLeaf.of(result));
    }

    void none() {
        returns(PickleLeaf.NONE);
    }

    /** The result is a list of these. */
    void returns(PickleKind kind, List<PickleNode> items) {
        returns(Nodes.of(kind, items));
    }

    /** It is an object that was made. */
    void made(ObjectToken token, @Nullable PickleNode note) {
        carrier.made(type(), token, note);
    }

    /** The result is a proxy of an object that was made. */
    void returnsProxy(ObjectToken token) {
        carrier.proxy(token);
    }

    /** There is no result. */
    public void fail(PythonError error) {
        PickleNode raised = error.raised();
        if (raised == null || target == null) {
            carrier.answer("#TRACEBACK", PickleLeaf.of(error.line()));
        } else {
            carrier.answer("#ERROR", raised);
        }
    }

    // What several types need.

    /** Makes an object of the server's own kinds. */
    void create(@Nullable PickleNode note, EncodedValue... given) {
        create(Arrays.asList(given), token -> made(token, note));
    }

    /** Makes an object of the server's own kinds, and goes on. */
    void create(List<EncodedValue> given, Consumer<ObjectToken> then) {
        ask(
                        Operation.CREATE,
                        ObjectId.DIRECTORY,
                        List.of(EncodedValue.of(type().machineName()), EncodedValue.NULL, EncodedValue.listOf(given)))
                .then(reference -> then.accept(reference.tokens().get(0)));
    }

    /** Reads what something gives one after the other, also where it is a proxy of a shared collection. */
    void items(PickleNode node, ItemsTaker then) throws PythonError {
        EncodedValue proxy = node instanceof PickleInstance instance ? proxies.valueOf(instance) : null;
        if (proxy == null) {
            List<PickleNode> items = Nodes.items(node);
            if (items == null) {
                throw PythonError.type("'" + Nodes.typeName(node) + "' object is not iterable");
            }
            then.take(items);
            return;
        }
        ObjectToken token = proxy.tokens().get(0);
        Operation snapshot = snapshotOf(token.typeId());
        if (snapshot == null) {
            throw PythonError.type("'" + Nodes.typeName(node) + "' object is not iterable here");
        }
        ask(snapshot, token.objectId(), List.of()).then(all -> then.take(nodes(all.asList())));
    }

    /** Goes on with items. */
    @FunctionalInterface
    interface ItemsTaker {
        /** Takes them. */
        void take(List<PickleNode> items) throws PythonError;
    }

    /** Returns a dict of keys and values by turns. */
    PickleItems dict(List<EncodedValue> pairs) {
        PickleItems dict = PickleItems.of(PickleKind.DICT);
        for (int i = 0; i < pairs.size(); i += 2) {
            dict.add(keyNode(pairs.get(i)));
            dict.add(node(pairs.get(i + 1)));
        }
        return dict;
    }

    /** Returns what gives all elements of objects of a type one after the other, of a dict its keys; null if nothing does. */
    private static @Nullable Operation snapshotOf(String machineTypeId) {
        BuiltInType type = BuiltInType.of(machineTypeId);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case LIST -> Operation.LIST_SNAPSHOT;
            case DICT -> Operation.DICT_KEYS;
            case SET -> Operation.SET_SNAPSHOT;
            case ARRAY -> Operation.ARRAY_SNAPSHOT;
            default -> null;
        };
    }
}
