package dev.steward.protocol.value.jdk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What of an object of the JDK nothing tells but its serialized form, which the JDK's documentation promises. Nothing of that
 * form travels: it is made and read within one process. Stateless.
 */
public final class SerialForm {

    /** Of a {@link Random}: whether a gaussian waits, which one, the seed. */
    private static final int BYTES_OF_RANDOM = 1 + Double.BYTES + Long.BYTES;

    private static final byte[] ANY_RANDOM = written(new Random(0));

    private SerialForm() {}

    /** Notes what an object holds, or what it is replaced by, and writes none of that; or which classes it names. */
    private static final class Parts extends ObjectOutputStream {
        private final Object root;
        private final List<Object> found = new ArrayList<>();
        private final List<Class<?>> named = new ArrayList<>();

        Parts(Object root, boolean alone) throws IOException {
            super(OutputStream.nullOutputStream());
            this.root = root;
            enableReplaceObject(alone);
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (object == root) {
                return object;
            }
            found.add(object);
            return null;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            named.add(type);
        }
    }

    /** Returns the objects that one holds in its fields, null left out; of a lambda how it was made. */
    public static List<Object> partsOf(Serializable object) {
        return walked(object, true).found;
    }

    /** Returns the classes that an object names in its form. */
    public static List<Class<?>> classesIn(Serializable object) {
        return walked(object, false).named;
    }

    private static Parts walked(Serializable object, boolean alone) {
        try (Parts parts = new Parts(object, alone)) {
            parts.writeObject(object);
            return parts;
        } catch (IOException e) {
            throw new IllegalStateException("nothing was written to a file", e);
        }
    }

    /** Returns the state of a generator: the last of its form but a byte that ends it. */
    public static byte[] stateOf(Random random) {
        byte[] form = written(random);
        return Arrays.copyOfRange(form, form.length - 1 - BYTES_OF_RANDOM, form.length - 1);
    }

    /** Returns a generator with that state. */
    public static Random random(byte[] state) {
        if (state.length != BYTES_OF_RANDOM) {
            throw new IllegalArgumentException("a generator with a state of " + state.length + " bytes");
        }
        byte[] form = ANY_RANDOM.clone();
        System.arraycopy(state, 0, form, form.length - 1 - BYTES_OF_RANDOM, BYTES_OF_RANDOM);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(form))) {
            return (Random) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalArgumentException("a generator with a state that there is not", e);
        }
    }

    private static byte[] written(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(random);
        } catch (IOException e) {
            throw new IllegalStateException("nothing was written to a file", e);
        }
        return bytes.toByteArray();
    }
}
