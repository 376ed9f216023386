package dev.steward.process.reference;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientListener;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.client.OpenConnection;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that a process of this program needs to connect to the same server as another one. Holds the key, so it goes only
 * where secrets go: to the standard input of a child.
 *
 * @param address where the server is; of several all addresses, with commas between
 * @param key the key as hexadecimal digits
 * @param options the client's options by name, but for its listener and its name, which stay with the process
 */
public record ManagerTicket(String address, String key, Map<String, @Nullable Object> options) {

    private static final String UNIX = "unix:";

    /** The managers that this process was given, by address: connected once each. */
    private static final Map<String, SyncManager> GIVEN = new ConcurrentHashMap<>();

    private static final ReentrantLock CONNECTING = new ReentrantLock();

    /** Returns the ticket to where an open manager is connected. */
    public static ManagerTicket of(OpenConnection connection) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        for (RecordComponent component : ClientOptions.class.getRecordComponents()) {
            Object value = valueOf(component, connection.options());
            if (value instanceof Path path) {
                options.put(component.getName(), path.toAbsolutePath().toString());
            } else if (value instanceof Set<?> types && types.stream().allMatch(Type.class::isInstance)) {
                options.put(
                        component.getName(),
                        types.stream().map(type -> TypeName.of((Type<?>) type)).toList());
            } else if (!(value instanceof ClientListener)
                    && !component.getName().equals("name")) {
                options.put(component.getName(), value);
            }
        }
        return new ManagerTicket(connection.address(), connection.key().toHex(), options);
    }

    private static @Nullable Object valueOf(RecordComponent component, ClientOptions options) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(component + " cannot be read", unreadable);
        }
    }

    /**
     * Returns a manager that is connected there: the one of an earlier ticket to the same server, if it is still open.
     * Blocks while it connects.
     *
     * @throws dev.steward.api.ManagerException if it cannot
     */
    public SyncManager connect() {
        CONNECTING.lock();
        try {
            SyncManager known = GIVEN.get(address);
            if (known != null && OpenConnection.of(known).isPresent()) {
                return known;
            }
            SyncManager manager = connectAnew();
            GIVEN.put(address, manager);
            return manager;
        } finally {
            CONNECTING.unlock();
        }
    }

    /**
     * Whether a server was at this ticket's Unix domain socket and is no more: the process that started it removes the socket
     * when it has ended. False of a server that is reached over TCP.
     */
    public boolean serverHasEnded() {
        return address.startsWith(UNIX) && Files.notExists(socket());
    }

    private Path socket() {
        return Path.of(address.substring(UNIX.length()));
    }

    /** Says that a manager is connected there already. */
    public void connectedBy(SyncManager manager) {
        GIVEN.put(address, manager);
    }

    private SyncManager connectAnew() {
        AuthKey authKey = AuthKey.of(HexFormat.of().parseHex(key));
        if (address.startsWith(UNIX)) {
            return ManagerClient.connect(socket(), authKey, clientOptions());
        }
        return ManagerClient.connect(List.of(address.split(",", -1)), authKey, clientOptions());
    }

    private ClientOptions clientOptions() {
        ClientOptions defaults = ClientOptions.defaults();
        RecordComponent[] components = ClientOptions.class.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = components[i].getName();
            values[i] = options.containsKey(name)
                    ? fitting(components[i].getType(), options.get(name))
                    : valueOf(components[i], defaults);
        }
        try {
            Constructor<ClientOptions> constructor = ClientOptions.class.getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException("the options of " + address + " cannot be used here", refused.getCause());
        } catch (ReflectiveOperationException noSuchRecord) {
            throw new IllegalStateException("options that are no record", noSuchRecord);
        }
    }

    private static @Nullable Object fitting(Class<?> declared, @Nullable Object value) {
        if (declared == Path.class && value != null) {
            return Path.of((String) value);
        }
        if (declared == Set.class && value instanceof Collection<?> all) {
            Set<Object> set = new LinkedHashSet<>();
            all.forEach(each -> set.add(each instanceof TypeName name ? name.type() : each));
            return set;
        }
        return value;
    }

    /** Returns a text without the key. */
    @Override
    public String toString() {
        return "ManagerTicket(" + address + ")";
    }
}
