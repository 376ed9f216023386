package dev.steward.python.endpoint;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.OverloadedException;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.face.MethodCall;
import dev.steward.python.face.ProxyForm;
import dev.steward.python.face.ProxyNode;
import dev.steward.python.face.PythonError;
import dev.steward.python.face.PythonType;
import dev.steward.python.face.TypeTables;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.server.GatewayHost;
import dev.steward.server.GatewaySession;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One command to the server, which a connection carries and nothing else. Answered once, on any thread. */
final class Command {

    private static final int SHOWN_CHARS = 75;

    private static final Map<String, Body> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("dummy", command -> command.answer.none());
        BODIES.put("create", Command::create);
        BODIES.put("accept_connection", Command::accept);
        BODIES.put("incref", Command::increase);
        BODIES.put("decref", Command::decrease);
        BODIES.put("get_methods", Command::methods);
        BODIES.put(
                "number_of_objects",
                command -> command.answer.returns(
                        PickleLeaf.of(command.endpoint.book().size())));
        BODIES.put("debug_info", Command::describe);
        BODIES.put("shutdown", Command::shutDown);
    }

    private final PythonEndpoint endpoint;
    private final ProxyForm proxies;
    private final Place place;
    private final boolean admin;
    private final PythonRequest request;
    private final Answer answer;

    /** What a command does. */
    private interface Body {
        void run(Command command) throws PythonError;
    }

    /** Where the answer goes. */
    interface Answer {
        /** The result. */
        void returns(PickleNode result);

        /** There is none; the line says why. */
        void fails(String line);

        /** From now on the connection serves the calls of the thread of that name. */
        void serves(String name);

        /** The result is {@code None}. */
        default void none() {
            returns(PickleLeaf.NONE);
        }
    }

    Command(
            PythonEndpoint endpoint,
            ProxyForm proxies,
            Place place,
            boolean admin,
            PythonRequest request,
            Answer answer) {
        this.endpoint = endpoint;
        this.proxies = proxies;
        this.place = place;
        this.admin = admin;
        this.request = request;
        this.answer = answer;
    }

    /** Begins it. */
    void run() {
        Body body = BODIES.get(request.method());
        if (body == null) {
            answer.fails("AssertionError: " + request.method() + " unrecognized; a server knows " + BODIES.keySet());
            return;
        }
        try {
            body.run(this);
        } catch (PythonError error) {
            answer.fails(error.line());
        } catch (OverloadedException full) {
            answer.fails("RuntimeError: " + full.getMessage());
        }
    }

    private PickleNode first() throws PythonError {
        List<PickleNode> given = request.arguments().positional();
        if (given.isEmpty()) {
            throw PythonError.words("TypeError: " + request.method() + "() missing 1 required positional argument");
        }
        return given.get(0);
    }

    private String firstText() throws PythonError {
        String text = PythonRequest.textOf(first());
        if (text == null) {
            throw PythonError.words("TypeError: " + request.method() + "() takes a str first");
        }
        return text;
    }

    private void missing(String ident) {
        boolean other = proxies.object(ident) == null;
        answer.fails("KeyError: '" + ident + "'\nthere is no such object any more"
                + (other ? ", or it was one of this server before it was started again" : ""));
    }

    private void accept() throws PythonError {
        answer.serves(firstText());
    }

    private void increase() throws PythonError {
        String ident = firstText();
        endpoint.find(
                proxies.object(ident),
                entry -> {
                    endpoint.book().increase(entry, place);
                    answer.none();
                },
                () -> missing(ident));
    }

    private void decrease() throws PythonError {
        String ident = firstText();
        ObjectId object = proxies.object(ident);
        ReferenceBook.Entry entry = object == null ? null : endpoint.book().find(object);
        if (entry == null || !endpoint.book().decrease(entry, place)) {
            missing(ident);
        } else {
            answer.none();
        }
    }

    private void methods() throws PythonError {
        String ident = ProxyNode.identOfToken(first());
        if (ident == null) {
            throw PythonError.words("TypeError: get_methods() takes a Token");
        }
        endpoint.find(
                proxies.object(ident), entry -> answer.returns(entry.type().exposedToAuto()), () -> missing(ident));
    }

    // Making objects.

    private void create() throws PythonError {
        String typeId = firstText();
        GatewayHost host = endpoint.host();
        if (host.isRegistered(typeId)) {
            registered(typeId, host.isFunction(typeId));
            return;
        }
        PythonType type = TypeTables.find(typeId);
        if (type == null) {
            throw PythonError.words("KeyError: '" + typeId + "'\n" + refusal(host, typeId));
        }
        Making making = new Making(false);
        type.create(making.call(typeId));
    }

    private static String refusal(GatewayHost host, String typeId) {
        return typeId.equals("Pool")
                ? "functions of Python cannot run in this server: use multiprocessing.Pool in your program, with proxies of"
                        + " its objects, or register a callable of Java"
                : host.unknown(typeId) + " and " + TypeTables.typeIds();
    }

    private void registered(String typeId, boolean isFunction) throws PythonError {
        if (!request.arguments().named().isEmpty()) {
            throw PythonError.words("TypeError: " + typeId
                    + " is registered in Java, where arguments have no names: give them in order");
        }
        Making making = new Making(true);
        MethodCall call = making.call(typeId);
        call.runAsked(
                isFunction ? Operation.CALL : Operation.GET,
                EncodedValue.of(typeId),
                value -> making.made(isFunction, value));
    }

    /** An object on its way to be. */
    private final class Making implements MethodCall.Carrier {
        private final boolean isRegistered;
        private final PythonEndpoint.HouseThread thread = endpoint.new HouseThread();

        Making(boolean isRegistered) {
            this.isRegistered = isRegistered;
        }

        MethodCall call(String typeId) {
            return new MethodCall(
                    this, proxies, null, typeId, request.arguments().withoutFirst(), request.size());
        }

        void made(boolean isValue, EncodedValue value) {
            if (isValue) {
                thread.ask(
                        Operation.CREATE.code(),
                        ObjectId.DIRECTORY,
                        List.of(
                                EncodedValue.of(TypeTables.RESULT.machineName()),
                                EncodedValue.NULL,
                                EncodedValue.listOf(List.of(EncodedValue.NULL, value))),
                        created -> {
                            if (created.status() == Status.OK) {
                                made(TypeTables.RESULT, created.value().tokens().get(0), null);
                            } else {
                                answer(
                                        "#TRACEBACK",
                                        PickleLeaf.of(created.value().toString()));
                            }
                        });
                return;
            }
            ObjectToken token = value.tokens().get(0);
            endpoint.typeOf(thread, token, (type, asked) -> made(type, token, null));
        }

        @Override
        public void ask(int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> then) {
            thread.ask(code, target, arguments, then);
        }

        @Override
        public void made(PythonType type, ObjectToken token, @Nullable PickleNode note) {
            ReferenceBook.Entry entry = endpoint.book().add(token.objectId(), type, note);
            endpoint.book().increase(entry, place);
            thread.end();
            PickleNode exposed =
                    isRegistered ? entry.type().exposedToAuto() : entry.type().exposed();
            answer.returns(PickleItems.tuple(PickleLeaf.of(proxies.ident(token.objectId())), exposed));
        }

        @Override
        public void answer(String kind, PickleNode value) {
            thread.end();
            String line = PythonRequest.textOf(value);
            Command.this.answer.fails(line == null ? kind : line);
        }

        @Override
        public void proxy(ObjectToken token) {
            made(TypeTables.ofMachine(token.typeId()), token, null);
        }
    }

    // What people ask.

    private void describe() {
        Iterator<Map.Entry<String, Map.Entry<ReferenceBook.Entry, Integer>>> all =
                endpoint.book().counted(proxies::ident).entrySet().iterator();
        describe(all, endpoint.new HouseThread(), new ArrayList<>());
    }

    private void describe(
            Iterator<Map.Entry<String, Map.Entry<ReferenceBook.Entry, Integer>>> left,
            PythonEndpoint.HouseThread thread,
            List<String> lines) {
        if (!left.hasNext()) {
            thread.end();
            answer.returns(PickleLeaf.of(String.join("\n", lines)));
            return;
        }
        Map.Entry<String, Map.Entry<ReferenceBook.Entry, Integer>> next = left.next();
        ReferenceBook.Entry entry = next.getValue().getKey();
        Consumer<String> then = text -> {
            lines.add("  " + next.getKey() + ":       refcount="
                    + next.getValue().getValue() + "\n    " + text.substring(0, Math.min(text.length(), SHOWN_CHARS)));
            // Not on this stack, which would grow with the number of objects.
            endpoint.host().workers().execute(() -> describe(left, thread, lines));
        };
        try {
            MethodCall call = new MethodCall(
                    new Shown(thread, then), proxies, entry, "__str__", request.arguments(), request.size());
            entry.type().call(call);
        } catch (OverloadedException full) {
            then.accept(String.valueOf(full.getMessage()));
        }
    }

    /** Takes the text of an object. */
    private record Shown(PythonEndpoint.HouseThread thread, Consumer<String> text) implements MethodCall.Carrier {
        @Override
        public void ask(int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> then) {
            thread.ask(code, target, arguments, then);
        }

        @Override
        public void answer(String kind, PickleNode value) {
            String shown = PythonRequest.textOf(value);
            text.accept(shown == null ? kind : shown);
        }

        @Override
        public void made(PythonType type, ObjectToken token, @Nullable PickleNode note) {
            text.accept(token.toString());
        }

        @Override
        public void proxy(ObjectToken token) {
            text.accept(token.toString());
        }
    }

    private void shutDown() {
        GatewaySession session = endpoint.host()
                .open(new GatewaySession.Client("a Python client", place.toString(), 0, admin, () -> 0), () -> {});
        int thread = session.newThread();
        long ignored = session.call(thread, Operation.SHUTDOWN.code(), ObjectId.DIRECTORY, List.of(), reply -> {
            if (reply.status() == Status.OK) {
                answer.none();
            } else {
                answer.fails("PermissionError: "
                        + (reply.value().isText() ? reply.value().asText() : reply.status()));
            }
            // Not while the call that this answers is on its way.
            endpoint.host().workers().execute(() -> endpoint.host().end(session));
        });
    }
}
