package dev.steward.python.pickle;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node that holds others. Takes no room for parts while it has none: a pickle makes an empty list of one byte. */
public abstract class PickleBranch extends PickleNode {

    private static final @Nullable PickleNode[] NONE = {};
    private static final int FEW = 4;

    private @Nullable PickleNode[] parts = NONE;
    private int size;

    PickleBranch(PickleKind kind) {
        super(kind);
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final PickleNode part(int index) {
        return requireNonNull(parts[Objects.checkIndex(index, size)]);
    }

    final void append(PickleNode part) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, size == 0 ? FEW : size + (size >> 1));
        }
        parts[size++] = part;
    }
}
