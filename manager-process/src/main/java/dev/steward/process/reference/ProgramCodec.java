package dev.steward.process.reference;

import dev.steward.api.BaseManager;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.OpenConnection;
import dev.steward.face.Faces;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.Passage;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back between processes of one program, of which one started the other. Beside what other
 * codecs take, these travel: objects of all classes on the class path; functions; {@link
 * dev.steward.protocol.value.codec.Passable} objects; and proxies and managers, which arrive connected.
 *
 * <p>The bytes may hold keys, and whoever can choose them runs code: they go over channels that only the two processes
 * have. Thread-safe.
 */
public final class ProgramCodec {

    private static final ValueCodec CODEC = new ValueCodec(new ProgramReferences(), AllowedClasses.ofOneProgram());

    /** Where this thread collects what to take back; nothing while it encodes for nobody in particular. */
    private static final ThreadLocal<@Nullable List<Runnable>> COLLECTING = new ThreadLocal<>();

    private ProgramCodec() {}

    /**
     * Returns the bytes of a value for one receiver. What was made for it alone, such as a way to an end of a pipe, is given
     * up by the runnables that are added to a list: run them when the receiver is gone. If the value cannot travel they are
     * run at once.
     *
     * @throws UnsupportedValueException if the value, or something inside it, cannot travel; names it, and where it is
     */
    public static byte[] encode(@Nullable Object value, List<Runnable> whenReceiverIsGone) {
        COLLECTING.set(whenReceiverIsGone);
        try {
            return encode(value);
        } catch (RuntimeException refused) {
            whenReceiverIsGone.forEach(Runnable::run);
            throw refused;
        } finally {
            COLLECTING.remove();
        }
    }

    /** Has something run when the receiver of what this thread encodes is gone, if somebody watches for that. */
    public static void whenReceiverIsGone(Runnable giveUp) {
        List<Runnable> collected = COLLECTING.get();
        if (collected != null) {
            collected.add(giveUp);
        }
    }

    /**
     * Returns whether the sender keeps what this thread encodes until the receiver has opened it or is gone: then nothing
     * else has to be kept for that.
     */
    public static boolean isKeptForReceiver() {
        return COLLECTING.get() != null;
    }

    /**
     * Returns the bytes of a value. Whoever sends them keeps the value until it has arrived: a shared object that nobody
     * refers to meanwhile is gone.
     *
     * @throws UnsupportedValueException if the value, or something inside it, cannot travel; names it, and where it is
     */
    public static byte[] encode(@Nullable Object value) {
        return bytes(CODEC.encode(contained(value)));
    }

    /** Returns the bytes of what a task threw. Fields of it that cannot travel are left out. Never throws. */
    public static byte[] encodeThrown(Throwable thrown) {
        return bytes(RemoteFailures.encode(thrown, CODEC, Integer.MAX_VALUE));
    }

    /** Returns what {@link #encodeThrown} wrote, for {@link dev.steward.face.failure.OperationFailedException}. */
    public static @Nullable Object decodeThrown(byte[] bytes) {
        return CODEC.decode(EncodedValue.fromBytes(bytes), 1);
    }

    private static byte[] bytes(EncodedValue encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.size());
        encoded.writeTo(bytes::put);
        return bytes.array();
    }

    /**
     * Returns the value that the bytes stand for. Connects to the servers of the proxies inside, and blocks meanwhile.
     *
     * @throws UnsupportedValueException if a class of it is not here
     * @throws dev.steward.api.ManagerException if a server of a proxy inside cannot be reached, or the object is gone
     */
    public static @Nullable Object decode(byte[] bytes) {
        Object value = CODEC.decode(EncodedValue.fromBytes(bytes));
        return value instanceof Container container ? container.content() : value;
    }

    private static @Nullable Object contained(@Nullable Object value) {
        boolean isContainer = (value instanceof Collection || value instanceof Map) && !RemoteProxy.isProxy(value);
        return value != null && isContainer ? new Container(value) : value;
    }

    /**
     * A collection or map that is sent by itself. Inside an object it arrives with its class and can be changed, as a copy
     * that belongs to whoever has it; by itself it would be what a shared object holds, and arrive as that is read.
     */
    private record Container(Object content) {}

    /** Sends proxies and managers as passages, and leaves the tokens inside these alone. */
    private static final class ProgramReferences implements References {

        @Override
        public @Nullable Passage passageOf(Object value) {
            if (value instanceof BaseManager manager) {
                return new ManagerPassage(ManagerTicket.of(OpenConnection.of(manager)
                        .orElseThrow(() -> new UnsupportedValueException(
                                "cannot pass " + manager + " to another process: it is closed; pass an open one",
                                Outcome.NOT_EXECUTED))));
            }
            if (value == System.out || value == System.err) {
                return new StandardStream(value == System.err);
            }
            return RemoteProxy.isProxy(value) ? passageOfProxy(value) : null;
        }

        private static Passage passageOfProxy(Object proxy) {
            ObjectToken token = RemoteProxy.of(proxy).objectToken();
            OpenConnection connection = OpenConnection.to(token)
                    .orElseThrow(() -> new UnsupportedValueException(
                            "cannot pass " + token + " to another process: this process has no open manager of its"
                                    + " server; connect with ManagerClient, and pass a proxy that this manager gave",
                            Outcome.NOT_EXECUTED));
            return new ProxyPassage(token, TypeName.of(typeOf(proxy)), ManagerTicket.of(connection));
        }

        private static Type<?> typeOf(Object proxy) {
            Type<?> face = Faces.typeOf(proxy);
            if (face != null) {
                return face;
            }
            return Proxy.isProxyClass(proxy.getClass())
                    ? Type.of(proxy.getClass().getInterfaces()[0])
                    : Type.of(Object.class);
        }

        @Override
        public Runnable carried(Runnable work) {
            List<Runnable> collected = COLLECTING.get();
            return () -> {
                COLLECTING.set(collected);
                work.run();
            };
        }

        @Override
        public @Nullable ObjectToken tokenOf(Object value) {
            return null;
        }

        @Override
        public Object proxyOf(ObjectToken token) {
            return token;
        }
    }
}
