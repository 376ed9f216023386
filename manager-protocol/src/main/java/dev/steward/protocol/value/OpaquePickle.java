package dev.steward.protocol.value;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.ObjectToken;
import dev.steward.api.ProtocolException;

/**
 * The opaque value that an object of Python is: its pickle, and a view, which is what Java sees of it if there is something
 * of the closed set that says the same. Two are equal by class and fingerprint, as all opaque values; the view counts for
 * nothing. Immutable; of bytes that passed the check of all values, which does not look into the view.
 */
public final class OpaquePickle {

    /** The format of such opaque values. */
    public static final byte FORMAT = 4;

    /** How deep a view may nest: it is opened on the stack of any thread, wherever it is. */
    public static final int DEEPEST_VIEW = 30;

    private final String className;
    private final byte[] bytes;
    private final int pickleStart;
    private final int pickleLength;
    private final int viewStart;
    private final int viewLength;

    private OpaquePickle(ValueInput in) {
        in.readByte();
        className = in.readText();
        in.skip(in.readCount(1));
        for (int left = in.readCount(1); left > 0; left--) {
            ObjectToken ignored = in.readToken();
        }
        bytes = in.getBuffer();
        pickleLength = in.readCount(1);
        pickleStart = in.position();
        in.skip(pickleLength);
        viewLength = in.readCount(1);
        viewStart = in.position();
        in.skip(viewLength);
        in.skip(in.readCount(1));
    }

    /** Returns whether the opaque value whose tag was read is one. */
    public static boolean isNext(ValueInput in) {
        return in.getBuffer()[in.position()] == FORMAT;
    }

    /** Reads one whose tag was read. */
    public static OpaquePickle read(ValueInput in) {
        return new OpaquePickle(in);
    }

    /**
     * Writes one with its tag.
     *
     * @param className of its class in Python, with its module
     * @param fingerprint what it is compared by
     * @param view a value that holds no references; empty if there is nothing to see
     */
    public static void write(ValueOutput out, String className, byte[] fingerprint, byte[] pickle, byte[] view) {
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(FORMAT);
        out.writeName(className);
        out.writeBlob(fingerprint);
        out.writeCount(0);
        out.writeBlob(pickle);
        out.writeBlob(view);
        out.writeCount(0);
    }

    /** Returns the name of its class in Python. */
    public String className() {
        return className;
    }

    /** Returns a copy of its pickle. */
    public byte[] pickle() {
        byte[] pickle = new byte[pickleLength];
        System.arraycopy(bytes, pickleStart, pickle, 0, pickleLength);
        return pickle;
    }

    /** Returns whether there is something that Java can see. */
    public boolean hasView() {
        return viewLength > 0;
    }

    /**
     * Goes to where the view begins, after a check; its end is {@link #viewEnd()}.
     *
     * @throws KryoException if it is not one value, nests too deep or refers to shared objects
     */
    public void goToView(ValueInput in) {
        if (!isWellFormed()) {
            throw new KryoException("what is to be seen of an object of Python is no value of " + DEEPEST_VIEW
                    + " levels without references");
        }
        in.setPosition(viewStart);
    }

    private boolean isWellFormed() {
        ValueReader reader = new ValueReader(bytes, viewStart, viewEnd());
        try {
            reader.skip();
        } catch (ProtocolException malformed) {
            return false;
        }
        return reader.position() == viewEnd()
                && reader.depth() <= DEEPEST_VIEW
                && reader.tokens().isEmpty();
    }

    /** Returns the place behind the view. */
    public int viewEnd() {
        return viewStart + viewLength;
    }
}
