package dev.steward.protocol.value.codec;

import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.codec.CutExceptions.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes that an exception is of: those that users wrote, the one below the JDK's first, each a level with fields of
 * its own; then those of the JDK, nearest first. Looked at once per class; immutable.
 */
final class ThrownLevels {

    private static final ClassValue<ThrownLevels> KNOWN = new ClassValue<>() {
        @Override
        protected ThrownLevels computeValue(Class<?> type) {
            return new ThrownLevels(type);
        }
    };

    /** The fields of one class, or why they cannot be seen. */
    private record Level(
            String className,
            @Nullable FieldTable fields,
            @Nullable Refusal closed) {

        int shape() {
            return fields == null ? 0 : fields.shape();
        }
    }

    private final List<Level> levels = new ArrayList<>();
    private final List<String> ofTheJdk = new ArrayList<>();

    private ThrownLevels(Class<?> type) {
        Deque<Class<?>> own = new ArrayDeque<>();
        Class<?> up = type;
        for (; !AllowedClasses.isOfTheJdk(up); up = up.getSuperclass()) {
            own.addFirst(up);
        }
        own.forEach(each -> levels.add(level(each)));
        for (; up != Object.class; up = up.getSuperclass()) {
            ofTheJdk.add(up.getName());
        }
    }

    private static Level level(Class<?> type) {
        try {
            return new Level(type.getName(), FieldTable.ofException(type), null);
        } catch (Refusal closed) {
            return new Level(type.getName(), null, closed);
        } catch (LinkageError missing) {
            return new Level(
                    type.getName(),
                    null,
                    new Refusal("a class that its fields name is not here: " + missing.getMessage(), "add it"));
        }
    }

    /** Returns the levels of a class of exceptions. */
    static ThrownLevels of(Class<?> type) {
        return KNOWN.get(type);
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
    FieldTable fields(int level) {
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
