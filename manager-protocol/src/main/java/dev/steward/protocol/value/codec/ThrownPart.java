package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.RemoteObjectException;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.codec.CutExceptions.Cut;
import dev.steward.protocol.value.codec.ThrowableSerializer.Reader;
import dev.steward.protocol.value.thrown.FrameNames;
import dev.steward.protocol.value.thrown.JdkThrowables;
import dev.steward.protocol.value.thrown.Recipe;
import dev.steward.protocol.value.thrown.ThrowableMaker;
import dev.steward.protocol.value.thrown.ThrowableState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One exception of a row that is read, on its way from what was written of it to an object: of its own class where that can
 * be, else of the nearest of its superclasses. For one row, by one thread.
 */
final class ThrownPart {

    private static final @Nullable Object[] NO_PARTS = {};

    /** So much of a trace is told where there is no exception to ask. */
    private static final int MOST_CAUSES_TOLD = 16;

    private static final int MOST_FRAMES_TOLD = 200;

    /** So many characters have all traces of a row together; those behind them are their first lines. */
    private static final int MOST_TOLD = 1 << 20;

    /** How much may still be told. */
    private static final class Room {
        private int left = MOST_TOLD;
    }

    /** One of the row by its place, one that stands elsewhere, or none. */
    private record Link(int place, @Nullable Throwable elsewhere) {
        private static final Link NONE = new Link(-1, null);

        @Nullable
        Throwable end(ThrownPart[] row) {
            return place >= 0 ? row[place].made : elsewhere;
        }
    }

    private final int number;
    private final List<String> levels = new ArrayList<>();
    private final List<Integer> shapes = new ArrayList<>();
    private final List<String> ofTheJdk = new ArrayList<>();
    private final int levelsSent;
    private final int levelsLeft;
    private @Nullable String reason;
    private final @Nullable String message;
    private final @Nullable String shownMessage;
    private final StackTraceElement[] frames;
    private final Link cause;
    private final Link shownCause;
    private final Link[] suppressed;
    private final Link next;
    private final Map<String, @Nullable Object[]> parts = new HashMap<>();
    private int level;
    private boolean whole;
    private boolean hasCause;
    private @Nullable Throwable made;

    /** Reads what was written of one. */
    ThrownPart(Reader reader, ValueInput in, int number, FrameNames names, StackTraceElement[] before, int rowLength) {
        this.number = number;
        for (int left = in.readElementCount(); left > 0; left--) {
            levels.add(in.readText());
            shapes.add(in.readInt());
        }
        for (int left = in.readElementCount(); left > 0; left--) {
            ofTheJdk.add(in.readText());
        }
        if (ofTheJdk.isEmpty()) {
            throw new KryoException("an exception of no class");
        }
        int sent = levels.size();
        if (!in.readBoolean()) {
            sent = Math.min(sent, Math.max(0, in.readVarInt(true)));
            reason = in.readText();
        }
        levelsSent = sent;
        Cut cut = reader.cuts().of(number, className());
        levelsLeft = cut == null ? sent : Math.min(sent, cut.levels());
        if (cut != null) {
            reason = cut.reason();
        }
        message = text(reader.readClassAndObject(in));
        shownMessage = in.readBoolean() ? message : text(reader.readClassAndObject(in));
        frames = names.read(in, before);
        cause = readLink(reader, in, rowLength);
        shownCause = readLink(reader, in, rowLength);
        suppressed = new Link[in.readElementCount()];
        for (int i = 0; i < suppressed.length; i++) {
            suppressed[i] = readLink(reader, in, rowLength);
        }
        next = readLink(reader, in, rowLength);
        for (int left = in.readElementCount(); left > 0; left--) {
            String owner = in.readText();
            if (in.readBoolean()) {
                @Nullable Object[] elements = new Object[in.readElementCount()];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = reader.readClassAndObject(in);
                }
                parts.put(owner, elements);
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value != null && !(value instanceof String)) {
            throw new KryoException("a message that is no text");
        }
        return (String) value;
    }

    private static Link readLink(Reader reader, ValueInput in, int rowLength) {
        int link = in.readVarInt(true);
        if (link == ThrowableSerializer.NOTHING) {
            return Link.NONE;
        }
        if (link == ThrowableSerializer.ELSEWHERE) {
            if (reader.readClassAndObject(in) instanceof Throwable known) {
                return new Link(-1, known);
            }
            throw new KryoException("a cause that is no exception");
        }
        int place = link - ThrowableSerializer.FIRST_OF_ROW;
        if (place < 0 || place >= rowLength) {
            throw new KryoException("a cause outside of the row");
        }
        return new Link(place, null);
    }

    /** Returns the name of the class that it had. */
    String className() {
        return levels.isEmpty() ? ofTheJdk.get(0) : levels.get(levels.size() - 1);
    }

    /** Returns which object of the envelope it is. */
    int number() {
        return number;
    }

    StackTraceElement[] frames() {
        return frames;
    }

    /** Returns how many of its classes have their fields with them. */
    int levelsSent() {
        return levelsSent;
    }

    /** Returns how many of its classes the object has. */
    int level() {
        return level;
    }

    /** Returns the object. */
    Throwable made() {
        if (made == null) {
            throw new IllegalStateException("not made yet");
        }
        return made;
    }

    /** Makes them all; one that takes its cause when it is made comes behind that, unless the two are in a circle. */
    static void makeAll(ThrownPart[] row, Reader reader, Function<Class<?>, ThrownLevels> levelsOf) {
        Room room = new Room();
        boolean[] begun = new boolean[row.length];
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int i = 0; i < row.length; i++) {
            waiting.push(i);
            while (!waiting.isEmpty()) {
                ThrownPart part = row[waiting.getFirst()];
                int needed = part.cause.place();
                if (!begun[waiting.getFirst()] && part.needsCause() && needed >= 0 && !begun[needed]) {
                    begun[waiting.getFirst()] = true;
                    waiting.push(needed);
                    continue;
                }
                begun[waiting.getFirst()] = true;
                waiting.pop();
                if (part.made == null) {
                    part.make(row, reader, levelsOf, room);
                }
            }
        }
    }

    /** Whether one of its classes may take its cause when it is made: only those that have parts do. */
    private boolean needsCause() {
        return !parts.isEmpty();
    }

    private void make(ThrownPart[] row, Reader reader, Function<Class<?>, ThrownLevels> levelsOf, Room room) {
        Throwable known = cause.end(row);
        for (int left = levelsLeft; left > 0; left--) {
            Class<?> type = reader.findException(levels.get(left - 1));
            ThrowableMaker maker = type == null ? null : ThrowableMaker.of(type);
            if (type == null || maker == null) {
                continue;
            }
            ThrownLevels here = levelsOf.apply(type);
            if (here.count() != left || !here.match(levels, shapes, ofTheJdk)) {
                reason = "it has other fields there than here";
                continue;
            }
            if (make(maker, left == levels.size(), known)) {
                level = left;
                return;
            }
        }
        for (int i = 0; i < ofTheJdk.size(); i++) {
            Class<?> type = reader.findException(ofTheJdk.get(i));
            boolean own = i == 0 && levels.isEmpty();
            ThrowableMaker maker =
                    type == null || (!own && JdkThrowables.isGeneral(type)) ? null : ThrowableMaker.of(type);
            if (maker != null && make(maker, own, known)) {
                return;
            }
        }
        made = new RemoteObjectException(description(), className(), trace(row, room));
    }

    private boolean make(ThrowableMaker maker, boolean own, @Nullable Throwable known) {
        String owner = maker.partsOf();
        @Nullable Object[] given = owner == null ? NO_PARTS : parts.get(owner);
        if (given == null || (!own && !maker.takesMessage())) {
            return false;
        }
        if (own) {
            made = maker.make(message, given, known);
        } else {
            made = maker.make(description(), maker.withMessage(given, description()), known);
        }
        whole = own;
        hasCause = maker.takesCause();
        return made != null;
    }

    /** What is told of it where its class is not there to tell it. */
    private String description() {
        String text = shownMessage == null ? className() : className() + ": " + shownMessage;
        return reason == null ? text : text + " (it arrives without its class: " + reason + ")";
    }

    private String trace(ThrownPart[] row, Room room) {
        StringBuilder text = new StringBuilder();
        ThrownPart part = this;
        for (int left = MOST_CAUSES_TOLD; left > 0 && room.left > text.length(); left--) {
            text.append(text.isEmpty() ? "" : "Caused by: ")
                    .append(part.description())
                    .append('\n');
            for (int i = 0; i < Math.min(part.frames.length, MOST_FRAMES_TOLD); i++) {
                text.append("\tat ").append(part.frames[i]).append('\n');
            }
            Link deeper = part.shownCause.place() >= 0 ? part.shownCause : part.cause;
            if (deeper.place() < 0) {
                break;
            }
            part = row[deeper.place()];
        }
        room.left -= text.length();
        return text.isEmpty() ? description() : text.toString();
    }

    /** Gives it its frames, its cause and those beside it, now that all of them are made. */
    void link(ThrownPart[] row) {
        Throwable object = made();
        ThrowableState.setFrames(object, frames);
        Throwable known = cause.end(row);
        Throwable shown = shownCause.end(row);
        Throwable given = whole || shown == null ? known : shown;
        if (given != null && !hasCause) {
            ThrowableState.initCause(object, given);
        }
        for (Link one : suppressed) {
            Throwable beside = one.end(row);
            if (beside != null && !ThrowableSerializer.isSame(beside, object)) {
                object.addSuppressed(beside);
            }
        }
        Throwable behind = next.end(row);
        if (behind != null) {
            Recipe.setNext(object, behind);
        }
    }
}
