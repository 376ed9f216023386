package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.codec.CutExceptions.Cut;
import dev.steward.protocol.value.thrown.FrameNames;
import dev.steward.protocol.value.thrown.JdkThrowables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The classes that an exception is of: those that users wrote, the one below the JDK's first, each a level with fields of
 * its own; then those of the JDK, nearest first. Looked at once per class; immutable.
 */
final class ThrownLevels {

    /** The fields that one class adds. */
    interface Fields {
        /** What tells two versions of the class apart. */
        int shape();

        /** Writes their values. */
        void write(Kryo kryo, Output output, Object object);

        /** Reads their values, and sets them. */
        void readInto(Kryo kryo, Input input, Object object);
    }

    /** The fields of one class, or why they cannot be seen. */
    private record Level(
            String className,
            @Nullable Fields fields,
            @Nullable Refusal closed) {

        int shape() {
            return fields == null ? 0 : fields.shape();
        }
    }

    private final List<Level> levels = new ArrayList<>();
    private final List<String> ofTheJdk = new ArrayList<>();

    /**
     * Those of a class of exceptions.
     *
     * @param fields finds the fields of a class, or throws a refusal
     */
    ThrownLevels(Class<?> type, Function<Class<?>, Fields> fields) {
        Deque<Class<?>> own = new ArrayDeque<>();
        Class<?> up = type;
        for (; !JdkThrowables.isOfTheJdk(up); up = up.getSuperclass()) {
            own.addFirst(up);
        }
        own.forEach(each -> levels.add(level(each, fields)));
        for (; up != Object.class; up = up.getSuperclass()) {
            ofTheJdk.add(up.getName());
        }
    }

    private static Level level(Class<?> type, Function<Class<?>, Fields> fields) {
        try {
            return new Level(type.getName(), fields.apply(type), null);
        } catch (Refusal closed) {
            return new Level(type.getName(), null, closed);
        } catch (LinkageError missing) {
            return new Level(
                    type.getName(),
                    null,
                    new Refusal("a class that its fields name is not here: " + missing.getMessage(), "add it"));
        }
    }

    /** Returns how many classes are users'. */
    int count() {
        return levels.size();
    }

    /**
     * Returns the fields of one of them.
     *
     * @throws Refusal if they cannot be seen from here
     */
    Fields fields(int level) {
        Level one = levels.get(level);
        if (one.fields != null) {
            return one.fields;
        }
        throw one.closed == null ? new Refusal(one.className + " is closed", "open it") : one.closed;
    }

    /** Writes which classes they are, and how many of them have their fields with them. */
    void writeNames(ValueOutput out, @Nullable Cut cut) {
        out.writeCount(levels.size());
        for (Level level : levels) {
            out.writeName(level.className);
            out.writeInt(level.shape());
        }
        out.writeCount(ofTheJdk.size());
        ofTheJdk.forEach(out::writeName);
        out.writeBoolean(cut == null);
        if (cut != null) {
            out.writeCount(cut.levels());
            FrameNames.writeText(out, cut.reason());
        }
    }

    /** Returns whether these are the first of those classes with the same fields, above the same class of the JDK. */
    boolean match(List<String> names, List<Integer> shapes, List<String> jdk) {
        if (levels.size() > names.size() || !ofTheJdk.get(0).equals(jdk.get(0))) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).className.equals(names.get(i)) || levels.get(i).shape() != shapes.get(i)) {
                return false;
            }
        }
        return true;
    }
}
