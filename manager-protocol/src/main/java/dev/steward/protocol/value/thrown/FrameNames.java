package dev.steward.protocol.value.thrown;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the frames of exceptions that belong together: each name once, and the frames at the end that two of
 * them have in common not again. For one row of exceptions.
 */
public final class FrameNames {

    /** All frames of a row are at most so many: a few bytes say that many have the same ones. */
    public static final int MOST_FRAMES = 1_000_000;

    private static final int NULL = 0;

    private final Map<String, Integer> written = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private int frameCount;

    /** For a row of which nothing was written or read yet. */
    public FrameNames() {}

    /** Writes a text, with a question mark for what UTF-8 cannot say. */
    public static void writeText(ValueOutput out, String text) {
        if (!out.writeText(text)) {
            out.writeName(new String(text.getBytes(UTF_8), UTF_8));
        }
    }

    private void writeName(ValueOutput out, @Nullable String name) {
        if (name == null) {
            out.writeCount(NULL);
            return;
        }
        Integer known = written.putIfAbsent(name, written.size() + 1);
        out.writeCount(known == null ? written.size() : known);
        if (known == null) {
            writeText(out, name);
        }
    }

    private @Nullable String readName(ValueInput in) {
        int number = in.readVarInt(true);
        if (number < NULL || number > read.size() + 1) {
            throw new KryoException("a name by a number that does not come before it");
        }
        if (number == NULL) {
            return null;
        }
        if (number > read.size()) {
            read.add(in.readText());
        }
        return read.get(number - 1);
    }

    /**
     * Writes the frames of one, which come behind those of another.
     *
     * @return those that were written: no more than there may be in all
     */
    public StackTraceElement[] write(ValueOutput out, StackTraceElement[] all, StackTraceElement[] before) {
        StackTraceElement[] frames =
                all.length <= MOST_FRAMES - frameCount ? all : Arrays.copyOf(all, MOST_FRAMES - frameCount);
        frameCount += frames.length;
        int common = 0;
        int most = Math.min(frames.length, before.length);
        while (common < most && frames[frames.length - 1 - common].equals(before[before.length - 1 - common])) {
            common++;
        }
        out.writeCount(common);
        out.writeCount(frames.length - common);
        for (int i = 0; i < frames.length - common; i++) {
            StackTraceElement frame = frames[i];
            writeName(out, frame.getModuleName());
            writeName(out, frame.getClassName());
            writeName(out, frame.getMethodName());
            writeName(out, frame.getFileName());
            out.writeVarInt(frame.getLineNumber(), false);
        }
        return frames;
    }

    /** Reads the frames of one, which come behind those of another. */
    public StackTraceElement[] read(ValueInput in, StackTraceElement[] before) {
        int common = in.readVarInt(true);
        if (common < 0 || common > before.length) {
            throw new KryoException("more frames in common than there are");
        }
        int own = in.readElementCount();
        if (common > MOST_FRAMES - frameCount - own) {
            throw new KryoException("more than " + MOST_FRAMES + " frames");
        }
        frameCount += own + common;
        StackTraceElement[] frames = new StackTraceElement[own + common];
        for (int i = 0; i < own; i++) {
            String module = readName(in);
            String className = readName(in);
            String method = readName(in);
            String file = readName(in);
            int line = in.readVarInt(false);
            frames[i] = new StackTraceElement(
                    null, module, null, className == null ? "" : className, method == null ? "" : method, file, line);
        }
        System.arraycopy(before, before.length - common, frames, own, common);
        return frames;
    }
}
