package dev.steward.python.endpoint;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.face.ProxyForm;
import dev.steward.python.face.PythonType;
import dev.steward.python.face.TypeTables;
import dev.steward.python.face.UserTable;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.wire.ProvenKey;
import dev.steward.server.GatewayHost;
import dev.steward.server.GatewaySession;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of Python's clients to one server share: the references, and the session that has them. Safe for use by
 * any number of threads; nothing blocks.
 */
public final class PythonEndpoint {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final GatewayHost host;
    private final Options options;
    private final List<ProvenKey> keys;
    private final ReferenceBook book;
    private final Set<ByteBuffer> challenges = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private @Nullable GatewaySession house;

    /** Of a server that has just started. */
    public PythonEndpoint(GatewayHost host, Options options) {
        this.host = host;
        this.options = options;
        this.keys = Stream.concat(
                        host.keys().stream().map(key -> new ProvenKey(key, false)),
                        host.adminKeys().stream().map(key -> new ProvenKey(key, true)))
                .toList();
        this.book = new ReferenceBook(options.grace().toNanos(), this::release);
        host.repeat(book::look, LOOK);
    }

    /** Begins to listen to a connection that came. */
    public ByteListener welcome(ByteConnection connection, PickleNode address) {
        return new PythonConnection(this, connection, address);
    }

    GatewayHost host() {
        return host;
    }

    boolean allowsMd5() {
        return options.md5();
    }

    ReferenceBook book() {
        return book;
    }

    Set<ByteBuffer> challenges() {
        return challenges;
    }

    /** Returns the keys of which a client must have one, those of administrators last. */
    List<ProvenKey> keys() {
        return keys;
    }

    /** Returns what proxies are on a connection. */
    ProxyForm proxies(PickleNode address, byte @Nullable [] key) {
        return new ProxyForm(host.serverId(), host.incarnation(), address, key, new ProxyForm.Types() {
            @Override
            public String machineTypeId(ObjectId object, String typeId) {
                ReferenceBook.Entry entry = book.find(object);
                return entry == null
                        ? TypeTables.machineTypeId(typeId)
                        : entry.type().machineName();
            }

            @Override
            public PythonType of(ObjectToken token) {
                return TypeTables.ofMachine(token.typeId());
            }
        });
    }

    // The session that has Python's references.

    private GatewaySession house() {
        synchronized (lock) {
            GatewaySession open = house;
            if (open == null) {
                open = host.open(
                        new GatewaySession.Client("references of Python's clients", "this server", 0, false, () -> 0),
                        this::houseEnded);
                house = open;
            }
            return open;
        }
    }

    /** What Python had references to may be gone; what is still there is found again when it is asked for. */
    private void houseEnded() {
        synchronized (lock) {
            house = null;
        }
    }

    /** A logical thread of that session. */
    final class HouseThread {
        private final GatewaySession session = house();
        private final int thread = session.newThread();

        void ask(int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> answer) {
            long ignored = session.call(thread, code, target, arguments, answer);
        }

        void end() {
            session.endThread(thread);
        }
    }

    private void release(ObjectId object, int count) {
        HouseThread thread = new HouseThread();
        thread.ask(
                Operation.RELEASE.code(),
                ObjectId.DIRECTORY,
                List.of(EncodedValue.of(object.value()), EncodedValue.of(count)),
                done -> thread.end());
    }

    /**
     * Finds what Python knows an object by.
     *
     * @param found gets it, now or later, on any thread
     * @param missing runs if there is no such object any more
     */
    void find(@Nullable ObjectId object, Consumer<ReferenceBook.Entry> found, Runnable missing) {
        ReferenceBook.Entry entry = object == null ? null : book.find(object);
        if (entry != null) {
            found.accept(entry);
        } else if (object == null || object.value() <= 0) {
            missing.run();
        } else {
            attach(object, found, missing);
        }
    }

    private void attach(ObjectId object, Consumer<ReferenceBook.Entry> found, Runnable missing) {
        HouseThread thread = new HouseThread();
        thread.ask(Operation.ATTACH.code(), ObjectId.DIRECTORY, List.of(EncodedValue.of(object.value())), attached -> {
            if (attached.status() != Status.OK) {
                thread.end();
                missing.run();
                return;
            }
            ObjectToken token = attached.value().tokens().get(0);
            typeOf(thread, token, (type, failed) -> {
                thread.end();
                found.accept(book.add(object, type, null));
            });
        });
    }

    /** Finds the type of an object, of users' objects by asking for their methods. */
    void typeOf(HouseThread thread, ObjectToken token, BiConsumer<PythonType, @Nullable Reply> then) {
        if (TypeTables.isBuiltIn(token.typeId())) {
            then.accept(TypeTables.ofMachine(token.typeId()), null);
            return;
        }
        thread.ask(
                Operation.METHODS.code(),
                ObjectId.DIRECTORY,
                List.of(EncodedValue.of(token.objectId().value())),
                methods -> {
                    List<String> signatures = methods.status() == Status.OK
                            ? methods.value().asList().stream()
                                    .map(EncodedValue::asText)
                                    .toList()
                            : List.of();
                    then.accept(UserTable.of(token.typeId(), signatures), methods);
                });
    }
}
