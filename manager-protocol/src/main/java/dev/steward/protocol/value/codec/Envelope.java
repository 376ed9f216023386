package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * How an object of a user's class travels: its class by name, the references inside it in a table that the server can
 * read, and bytes that only who allows the class opens. Inside, Kryo tracks references, so shared parts stay shared and
 * cycles are possible. Used by one thread at a time.
 */
final class Envelope {

    /** The format of the bytes inside. 1 was the same without a fingerprint before it. */
    static final byte FORMAT_KRYO = 2;

    private final EnvelopeKryo kryo;
    private final ObjectForm form;
    private final ValueOutput inside = new ValueOutput();
    private final ValueInput opened = new ValueInput();

    Envelope(References references, AllowedClasses allowed) {
        kryo = new EnvelopeKryo(references, allowed);
        form = new ObjectForm(kryo);
    }

    /** Writes an object, and returns the references inside it. */
    List<ObjectToken> write(ValueOutput out, Object root) {
        Registration registration = EnvelopeClasses.of(root.getClass());
        inside.clear();
        kryo.beginWriting(registration);
        inside.writeInt(EnvelopeClasses.shape(registration));
        kryo.writeObject(inside, root, registration.getSerializer());
        int length = inside.position();
        kryo.requireFewKeySteps(length);

        out.writeByte(FORMAT_KRYO);
        out.writeName(registration.getType().getName());
        out.writeBytes(form.fingerprint(root, inside), 0, ValueKind.FINGERPRINT_BYTES);
        List<ObjectToken> tokens = kryo.tokensWritten();
        out.writeCount(tokens.size());
        for (ObjectToken token : tokens) {
            out.writeToken(token);
        }
        out.reserve(5 + length);
        out.writeCount(length);
        out.writeBytes(inside.getBuffer(), 0, length);
        kryo.end();
        inside.clear();
        return tokens;
    }

    Object read(ValueInput in) {
        byte format = in.readByte();
        String className = in.readText();
        in.skip(ValueKind.FINGERPRINT_BYTES);
        List<ObjectToken> tokens = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            tokens.add(in.readToken());
        }
        int length = in.readCount(1);
        int start = in.position();
        in.setPosition(start + length);
        if (format != FORMAT_KRYO) {
            throw new Refusal(
                    className + " comes in an envelope of format " + format + ", which is not known here",
                    "send it as a list, a map or another plain value");
        }
        Registration registration = EnvelopeClasses.of(EnvelopeClasses.open(className, kryo.allowed()));
        opened.start(in.getBuffer(), start, length);
        kryo.beginReading(registration, tokens, length);
        EnvelopeClasses.checkShape(registration, opened.readInt());
        Object root = readRoot(registration);
        if (!opened.end()) {
            throw new KryoException("bytes are left over at the end of the envelope");
        }
        kryo.finishReading();
        opened.clear();
        kryo.end();
        return root;
    }

    @SuppressWarnings("unchecked")
    private Object readRoot(Registration registration) {
        return kryo.readObject(opened, registration.getType(), registration.getSerializer());
    }
}
