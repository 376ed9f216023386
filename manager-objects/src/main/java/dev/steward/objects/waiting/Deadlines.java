package dev.steward.objects.waiting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The waiting calls that stop waiting some time, as a heap; equal deadlines in order of their tickets. */
final class Deadlines {

    private Waiter[] heap = new Waiter[4];
    private int size;

    @Nullable
    Waiter first() {
        return size == 0 ? null : heap[0];
    }

    void add(Waiter waiter) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(size++, waiter);
        up(waiter.inDeadlines);
    }

    /** Removes a call, if it is here. */
    void remove(Waiter waiter) {
        int at = waiter.inDeadlines;
        if (at < 0) {
            return;
        }
        waiter.inDeadlines = -1;
        Waiter moved = heap[--size];
        heap[size] = null;
        if (at < size) {
            place(at, moved);
            up(at);
            down(moved.inDeadlines);
        }
        if (size < heap.length >> 2 && heap.length > 16) {
            heap = Arrays.copyOf(heap, heap.length >> 1);
        }
    }

    private void up(int start) {
        int at = start;
        Waiter waiter = heap[at];
        while (at > 0 && isBefore(waiter, heap[(at - 1) >> 1])) {
            place(at, heap[(at - 1) >> 1]);
            at = (at - 1) >> 1;
        }
        place(at, waiter);
    }

    private void down(int start) {
        int at = start;
        Waiter waiter = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], waiter)) {
                break;
            }
            place(at, heap[child]);
            at = child;
        }
        place(at, waiter);
    }

    private void place(int at, Waiter waiter) {
        heap[at] = waiter;
        waiter.inDeadlines = at;
    }

    private static boolean isBefore(Waiter left, Waiter right) {
        return left.deadline != right.deadline ? left.deadline < right.deadline : left.ticket < right.ticket;
    }
}
