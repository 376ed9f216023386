package dev.steward.python.pickle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object that Python makes by calling something, and what it is then given, step by step. Nothing here calls anything: it
 * is kept as it came. Its parts are what is called, the arguments, those with names if it has such, then what the steps take.
 */
public final class PickleInstance extends PickleBranch {

    private static final Step[] NO_STEPS = {};
    private static final int[] NO_COUNTS = {};

    /** How Python makes the object. */
    public enum Making {
        /** It calls something with arguments. */
        CALL(0),
        /** It has a class make one, without its {@code __init__}. */
        NEW(1),
        /** As NEW, of some arguments that have names. */
        NEW_WITH_NAMES(2);

        private final byte code;

        Making(int code) {
            this.code = (byte) code;
        }

        /** The number that stands for it in fingerprints: never another one. */
        byte code() {
            return code;
        }
    }

    /** What Python does with the object when it is made. */
    public enum Step {
        /** It sets the state, which is one part. */
        STATE(0),
        /** It appends each of some parts. */
        APPEND(1),
        /** It adds each of some parts, as to a set. */
        ADD(2),
        /** It sets items: a key and its value by turns. */
        SET_ITEMS(3);

        private final byte code;

        Step(int code) {
            this.code = (byte) code;
        }

        /** The number that stands for it in fingerprints: never another one. */
        byte code() {
            return code;
        }
    }

    private final Making making;
    private Step[] steps = NO_STEPS;
    private int[] counts = NO_COUNTS;
    private int stepCount;

    private PickleInstance(Making making) {
        super(PickleKind.INSTANCE);
        this.making = making;
    }

    /** Returns what a call with these arguments returns. */
    public static PickleInstance call(PickleNode callable, PickleNode... arguments) {
        return of(Making.CALL, callable, PickleItems.tuple(arguments));
    }

    /** Returns what a class makes without arguments, and without its {@code __init__}. */
    public static PickleInstance made(PickleNode type) {
        return of(Making.NEW, type, PickleItems.tuple());
    }

    /** Returns what is made in that manner of these. */
    static PickleInstance of(Making making, PickleNode... madeOf) {
        PickleInstance instance = new PickleInstance(making);
        for (PickleNode part : madeOf) {
            instance.append(part);
        }
        return instance;
    }

    /** Returns one that is made of others, and given the same as another one. */
    static PickleInstance like(PickleInstance other, PickleNode... madeOf) {
        PickleInstance instance = of(Making.CALL, madeOf);
        for (int i = other.madeOf(); i < other.size(); i++) {
            instance.append(other.part(i));
        }
        instance.steps = other.steps;
        instance.counts = other.counts;
        instance.stepCount = other.stepCount;
        return instance;
    }

    /** Adds what a step takes; what the same step takes comes together, but for states, which come one after the other. */
    public void add(Step step, PickleNode part) {
        append(part);
        if (stepCount > 0 && steps[stepCount - 1] == step && step != Step.STATE) {
            counts[stepCount - 1]++;
            return;
        }
        if (stepCount == steps.length) {
            int room = stepCount == 0 ? 1 : 2 * stepCount;
            steps = Arrays.copyOf(steps, room);
            counts = Arrays.copyOf(counts, room);
        }
        steps[stepCount] = step;
        counts[stepCount] = 1;
        stepCount++;
    }

    /** Returns how it is made. */
    public Making making() {
        return making;
    }

    /** Returns what is called, or the class that makes it. */
    public PickleNode callable() {
        return part(0);
    }

    /** Returns the arguments: a TUPLE. */
    public PickleNode arguments() {
        return part(1);
    }

    /** Returns how many parts it is made of: the first ones. */
    public int madeOf() {
        return making == Making.NEW_WITH_NAMES ? 3 : 2;
    }

    /** Returns how many steps there are. */
    public int steps() {
        return stepCount;
    }

    /** Returns what a step does. */
    public Step step(int index) {
        return steps[index];
    }

    /** Returns how many parts a step takes. */
    public int taken(int index) {
        return counts[index];
    }

    /** Returns whether it is made by calling what has that name. */
    public boolean isCallOf(String module, String name) {
        return making == Making.CALL && callable() instanceof GlobalName global && global.is(module, name);
    }

    /** Returns whether it is made by the class of that name without any argument and without its {@code __init__}. */
    public boolean isBare(String module, String name) {
        GlobalName type = madeBy();
        if (type == null || !type.is(module, name)) {
            return false;
        }
        // As the protocols 0 and 1 say it: of the class, of object, and with no value of that.
        return making == Making.NEW
                ? arguments().size() == 0
                : type != callable() && arguments().size() == 3 && arguments().part(2) == PickleLeaf.NONE;
    }

    /** Returns the class that it is of, as far as its name says so, or the function that makes it; cut where it is long. */
    public String className() {
        GlobalName name = madeBy();
        return name == null ? "object" : name.label();
    }

    private @Nullable GlobalName madeBy() {
        if (!(callable() instanceof GlobalName global)) {
            return null;
        }
        boolean namesItsClass = global.isOfCopyreg("_reconstructor")
                || global.isOfCopyreg("__newobj__")
                || global.isOfCopyreg("__newobj_ex__");
        if (namesItsClass && arguments().size() > 0 && arguments().part(0) instanceof GlobalName type) {
            return type;
        }
        return global;
    }
}
