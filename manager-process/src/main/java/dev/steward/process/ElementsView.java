package dev.steward.process;

import dev.steward.process.cell.GuardedCells;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/** An array of cells as a list: of fixed size, and live. */
final class ElementsView<T> extends AbstractList<T> implements RandomAccess {

    private final GuardedCells<T> cells;

    ElementsView(GuardedCells<T> cells) {
        this.cells = cells;
    }

    @Override
    public int size() {
        return cells.length();
    }

    @Override
    public T get(int index) {
        return cells.get(Objects.checkIndex(index, cells.length()));
    }

    @Override
    public T set(int index, T value) {
        return cells.replace(Objects.checkIndex(index, cells.length()), value);
    }

    @Override
    public void replaceAll(UnaryOperator<T> function) {
        for (int i = 0; i < cells.length(); i++) {
            cells.replaceBy(i, function);
        }
    }
}
