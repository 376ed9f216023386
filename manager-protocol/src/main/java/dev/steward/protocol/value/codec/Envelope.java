package dev.steward.protocol.value.codec;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.ValueOutput.OddNans;
import dev.steward.protocol.value.codec.DeepStack.TooDeep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an object of a user's class travels: its class by name, the references inside it in a table that the server can
 * read, and bytes that only who allows the class opens. Inside, Kryo tracks references, so shared parts stay shared and
 * cycles are possible. Used by one thread at a time.
 */
final class Envelope {

    /** The format of the bytes inside. */
    static final byte FORMAT_KRYO = 2;

    /** The same, of an exception: whoever does not know its class opens it as one of its superclasses. */
    static final byte FORMAT_EXCEPTION = 3;

    /** Content of more bytes than this stands by its fingerprint, whatever is shared in it. */
    static final int MOST_BY_CONTENT = 16 << 10;

    /** Before the classes of the lists: what is inside nests deeper than is read on the stack of any thread. No class has it. */
    private static final byte DEEP = 0;

    private static final byte[] NOTHING = {};
    private static final ValueOutput NONE = new ValueOutput();

    private final DeepStack stack;
    private EnvelopeKryo kryo;
    private ObjectForm form;
    private final ValueOutput inside = new ValueOutput(OddNans.NOTED);
    private final ValueOutput copied = new ValueOutput(OddNans.REPLACED);
    private @Nullable EnvelopeKryo copier;
    private final ValueInput opened = new ValueInput();
    private final ValueInput openedLists = new ValueInput();

    Envelope(References references, AllowedClasses allowed, DeepStack stack, boolean deep) {
        this.stack = stack;
        kryo = new EnvelopeKryo(references, allowed, deep);
        form = new ObjectForm(kryo);
    }

    /** Takes over what went in whose place in one that gave up. */
    void adopt(Envelope other) {
        kryo.adoptPassages(other.kryo);
    }

    /** Makes do with the stack that there is. */
    void makeDo(DeepStack.@Nullable Unavailable why) {
        kryo.makeDo(why);
    }

    /**
     * Writes an object, and returns the references inside it.
     *
     * @param lenient whether fields of exceptions that cannot travel are left out, and not refused
     */
    List<ObjectToken> write(ValueOutput out, Object root, boolean lenient) {
        int start = out.position();
        kryo.begin(lenient);
        while (true) {
            try {
                return write(out, root);
            } catch (CutExceptions.Again withoutAField) {
                out.setPosition(start);
                beginAnew();
            }
        }
    }

    private void beginAnew() {
        kryo = kryo.again();
        form = new ObjectForm(kryo);
        copier = null;
    }

    private List<ObjectToken> write(ValueOutput out, Object root) {
        Registration registration = EnvelopeClasses.of(root.getClass());
        inside.clear();
        kryo.beginWriting(registration);
        inside.writeInt(EnvelopeClasses.shape(registration));
        kryo.writeObject(inside, root, registration.getSerializer());
        int length = inside.position();
        kryo.requireFewSteps(length);

        ValueOutput lists = kryo.listsWritten();
        ValueOutput content = contentOf(root, registration);
        out.reserve(64 + length + lists.position());
        out.writeByte(root instanceof Throwable ? FORMAT_EXCEPTION : FORMAT_KRYO);
        out.writeClassName(root instanceof Throwable ? root.getClass() : registration.getType());
        out.writeBlob(content == null ? form.fingerprint(root) : NOTHING);
        List<ObjectToken> tokens = kryo.tokensWritten();
        out.writeCount(tokens.size());
        for (ObjectToken token : tokens) {
            out.writeToken(token);
        }
        write(out, content == null ? inside : content);
        boolean deep = kryo.wentDeep();
        out.writeCount(lists.position() + (deep ? 1 : 0));
        if (deep) {
            out.writeByte(DEEP);
        }
        out.writeBytes(lists.getBuffer(), 0, lists.position());
        write(out, content == copied ? inside : NONE);
        copied.clear();
        kryo.end();
        inside.clear();
        return tokens;
    }

    private static void write(ValueOutput out, ValueOutput part) {
        out.writeCount(part.position());
        out.writeBytes(part.getBuffer(), 0, part.position());
    }

    /**
     * Returns the bytes that equal objects have in common, and no others, where what was written is that but for what is
     * shared in it and the bits of NaNs: as it was written, or once more with everything that is shared as often as it is
     * there and each NaN the same. Null if there are none, or too many.
     */
    private @Nullable ValueOutput contentOf(Object root, Registration registration) {
        if (!kryo.isToldByItsBytes() || inside.position() > MOST_BY_CONTENT) {
            return null;
        }
        if (!kryo.metAgain() && !inside.metOddNan()) {
            return inside;
        }
        EnvelopeKryo copying = copier == null ? new EnvelopeKryo(kryo) : copier;
        try {
            copied.clear();
            copying.beginWriting(registration);
            copied.writeInt(EnvelopeClasses.shape(registration));
            copying.writeObject(copied, root, registration.getSerializer());
            copying.end();
        } catch (TooDeep deeper) {
            copier = null;
            throw deeper;
        } catch (KryoException tooLong) {
            // What was left half way knows no beginning any more. That it can be written at all is known.
            copier = null;
            return null;
        }
        copier = copying;
        return copied.position() > MOST_BY_CONTENT ? null : copied;
    }

    Object read(ValueInput in) {
        int start = in.position();
        kryo.begin(false);
        try {
            while (true) {
                try {
                    return readOnce(in);
                } catch (CutExceptions.Again withoutAField) {
                    in.setPosition(start);
                    beginAnew();
                }
            }
        } finally {
            kryo.makeDo(null);
        }
    }

    private Object readOnce(ValueInput in) {
        byte format = in.readByte();
        String className = in.readText();
        in.skip(in.readCount(1));
        List<ObjectToken> tokens = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            tokens.add(in.readToken());
        }
        int length = in.readCount(1);
        int start = in.position();
        in.setPosition(start + length);
        int lists = in.readCount(1);
        boolean deep = lists > 0 && in.getBuffer()[in.position()] == DEEP;
        if (deep) {
            in.setPosition(in.position() + 1);
            lists--;
        }
        openedLists.start(in.getBuffer(), in.position(), lists);
        in.setPosition(in.position() + lists);
        int shared = in.readCount(1);
        if (shared > 0) {
            start = in.position();
            length = shared;
        }
        in.setPosition(in.position() + shared);
        if (format != FORMAT_KRYO && format != FORMAT_EXCEPTION) {
            throw new Refusal(
                    className + " comes in an envelope of format " + format + ", which is not known here",
                    "send it as a list, a map or another plain value");
        }
        Registration registration = EnvelopeClasses.of(
                format == FORMAT_EXCEPTION ? Throwable.class : EnvelopeClasses.open(className, kryo.allowed()));
        opened.start(in.getBuffer(), start, length);
        int bytes = length;
        if (!deep || kryo.isDeep() || kryo.unavailable() != null) {
            return open(kryo, registration, tokens, bytes);
        }
        if (length < EnvelopeKryo.MOST_LEVELS) {
            throw new KryoException("an object of " + length + " bytes that says it nests deep");
        }
        EnvelopeKryo below = kryo.below();
        try {
            return requireNonNull(stack.call(kryo.references(), () -> open(below, registration, tokens, bytes)));
        } catch (DeepStack.Unavailable why) {
            if (format != FORMAT_EXCEPTION) {
                throw why.refusal();
            }
            // What is not deep in an exception is better than nothing.
            kryo.makeDo(why);
            return open(kryo, registration, tokens, bytes);
        }
    }

    private Object open(EnvelopeKryo reader, Registration registration, List<ObjectToken> tokens, int bytes) {
        reader.beginReading(registration, tokens, bytes, openedLists);
        EnvelopeClasses.checkShape(registration, opened.readInt());
        Object root = readRoot(reader, registration);
        if (!opened.end() || !openedLists.end()) {
            throw new KryoException("bytes are left over at the end of the envelope");
        }
        reader.finishReading();
        opened.clear();
        openedLists.clear();
        reader.end();
        return root;
    }

    @SuppressWarnings("unchecked")
    private Object readRoot(EnvelopeKryo reader, Registration registration) {
        return reader.readObject(opened, registration.getType(), registration.getSerializer());
    }
}
