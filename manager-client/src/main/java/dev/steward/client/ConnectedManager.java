package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectToken;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.proxy.Directory;
import dev.steward.client.proxy.Proxies;
import dev.steward.client.proxy.RegisteredProxy;
import dev.steward.client.session.SessionSettings;
import dev.steward.client.transport.ClientTransport;
import dev.steward.client.transport.DirectTransport;
import dev.steward.client.transport.NettyTransport;
import dev.steward.client.transport.SelectorTransport;
import dev.steward.client.transport.ServerAddress;
import dev.steward.client.transport.SeveralServersTransport;
import dev.steward.client.transport.TransportSettings;
import dev.steward.client.transport.Trust;
import dev.steward.face.SharedObjectMaker;
import dev.steward.face.callback.Callbacks;
import dev.steward.face.inspection.InspectionFace;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.transport.NettyLibrary;
import dev.steward.vocabulary.BuiltInType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The manager of a client: every method asks the directory of the session of the moment. Any thread. */
final class ConnectedManager extends SharedObjectMaker implements SyncManager {

    private final CurrentSession session;
    private final String address;

    private ConnectedManager(CurrentSession session, String address) {
        this.session = session;
        this.address = address;
    }

    /** Connects, or leaves nothing behind. Blocks. */
    static SyncManager connect(List<ServerAddress> servers, AuthKey key, ClientOptions options) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("there is no address to connect to: name one server at least");
        }
        NettyLibrary.prepare();
        String name = nameOf(options);
        Path trusted = options.trusted();
        TransportSettings settings = settings(servers.get(0), key, options);
        ClientTransport shared =
                trusted == null ? new SelectorTransport(settings, name) : new NettyTransport(settings, name);
        // Callers cannot read what a TLS engine on the loop decrypts.
        ClientTransport one =
                trusted == null && options.connections() > 0 ? new DirectTransport(settings, shared) : shared;
        ClientTransport transport = servers.size() == 1
                ? one
                : new SeveralServersTransport(one, servers, options.connectTimeout(), new SecureRandom());
        String address = servers.stream().map(ServerAddress::toString).collect(Collectors.joining(","));
        SessionSettings wishes = new SessionSettings(
                options.lease(),
                options.resumeWindow(),
                options.heartbeat(),
                options.giveUp(),
                options.maxValue(),
                name);
        Callbacks callbacks = new Callbacks("manager-client-callbacks-" + name, later(transport.loop()), Duration.ZERO);
        CurrentSession session = new CurrentSession(transport, options, wishes, callbacks, address);
        try {
            session.proxies();
            ConnectedManager manager = new ConnectedManager(session, address);
            OpenConnection.opened(new OpenConnection(manager, address, key, options), session);
            return manager;
        } catch (RuntimeException | Error failed) {
            session.close();
            throw failed;
        }
    }

    /** Returns what the connections of a client are called. */
    static String nameOf(ClientOptions options) {
        return options.name().isEmpty() ? "pid-" + ProcessHandle.current().pid() : options.name();
    }

    /** Returns how a server is connected to. */
    static TransportSettings settings(ServerAddress server, AuthKey key, ClientOptions options) {
        Path trusted = options.trusted();
        return new TransportSettings(
                server,
                new ProofKeys(key),
                options.adminKey() ? KeyId.ADMIN : KeyId.AUTH,
                trusted == null ? null : Trust.of(trusted),
                options.connectTimeout(),
                options.polling(),
                options.connections());
    }

    private static Executor later(ScheduledExecutorService loop) {
        return task -> {
            ScheduledFuture<?> unused = loop.schedule(task, Callbacks.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        };
    }

    private Directory directory() {
        return session.proxies().directory();
    }

    @Override
    protected <T> T make(BuiltInType type, @Nullable String name, Type<T> face, @Nullable Object... arguments) {
        return directory().create(type, name, face, arguments);
    }

    @Override
    protected void requireHere(ObjectToken token) {
        directory().requireHere(token);
    }

    // The caller's type arguments cannot be checked by a class alone; the overload with a Type checks them.
    @SuppressWarnings("unchecked")
    @Override
    public <T> T get(String typeId, Class<? super T> type, @Nullable Object... arguments) {
        return directory().get(typeId, (Type<T>) Type.of(type), arguments);
    }

    @Override
    public <T> T get(String typeId, Type<T> type, @Nullable Object... arguments) {
        return directory().get(typeId, type, arguments);
    }

    // Coercion has made it an instance of the class; a primitive class has no cast of its own.
    @SuppressWarnings("unchecked")
    @Override
    public <T> @Nullable T call(String typeId, Class<T> type, @Nullable Object... arguments) {
        return (T) directory().call(typeId, Type.of(type), arguments);
    }

    @Override
    public <T> T as(Class<T> type) {
        return RegisteredProxy.create(type, this::directory);
    }

    @Override
    public <T> T attach(ObjectToken token, Type<T> type) {
        return directory().attach(token, type);
    }

    @Override
    public List<String> names(String glob) {
        return directory().names(glob);
    }

    @Override
    public <T> T find(String name, Type<T> type) {
        return directory().find(name, type);
    }

    @Override
    public boolean delete(String name) {
        return directory().delete(name);
    }

    @Override
    public int objectCount() {
        return directory().objectCount();
    }

    @Override
    public List<ObjectDescription> describeObjects() {
        return directory().describe();
    }

    @Override
    public Inspection inspection() {
        // The session of the moment: it may be another one at each question.
        return new InspectionFace((target, operation, arguments) -> directory().ask(target, operation, arguments));
    }

    @Override
    public Duration ping() {
        return directory().ping();
    }

    @Override
    public void shutdownServer() {
        directory().shutdownServer();
    }

    @Override
    public <T> T withDeadline(T proxy, Duration deadline) {
        return Proxies.withDeadline(proxy, deadline);
    }

    @Override
    public void close() {
        List<Runnable> afterClose = OpenConnection.closing(this);
        session.close();
        afterClose.forEach(Runnable::run);
    }

    @Override
    public String toString() {
        return "SyncManager connected to " + address;
    }
}
