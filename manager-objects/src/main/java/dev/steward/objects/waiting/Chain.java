package dev.steward.objects.waiting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list from whose middle anything can be removed in O(1), by the link that adding it returned. */
public final class Chain<T> {

    /** The place of an item. */
    public static final class Link<T> {

        private final T item;
        private @Nullable Link<T> previous;
        private @Nullable Link<T> next;

        Link(T item) {
            this.item = item;
        }

        /** Returns the item. */
        public T item() {
            return item;
        }

        /** Returns the link before it, or null. */
        public @Nullable Link<T> previous() {
            return previous;
        }

        /** Returns the link behind it, or null. */
        public @Nullable Link<T> next() {
            return next;
        }
    }

    private @Nullable Link<T> first;
    private @Nullable Link<T> last;
    private int size;

    /** Returns how many items there are. */
    public int size() {
        return size;
    }

    /** Returns whether there is no item. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Returns the first link, or null. */
    public @Nullable Link<T> first() {
        return first;
    }

    /** Returns the last link, or null. */
    public @Nullable Link<T> last() {
        return last;
    }

    /** Adds as the last. */
    public Link<T> addLast(T item) {
        return addAfter(last, item);
    }

    /** Adds behind a link, or as the first if there is none. */
    public Link<T> addAfter(@Nullable Link<T> place, T item) {
        Link<T> link = new Link<>(item);
        Link<T> behind = place == null ? first : place.next;
        link.previous = place;
        link.next = behind;
        if (place == null) {
            first = link;
        } else {
            place.next = link;
        }
        if (behind == null) {
            last = link;
        } else {
            behind.previous = link;
        }
        size++;
        return link;
    }

    /** Removes a link of this chain, once. */
    public void remove(Link<T> link) {
        if (link.previous == null) {
            first = link.next;
        } else {
            link.previous.next = link.next;
        }
        if (link.next == null) {
            last = link.previous;
        } else {
            link.next.previous = link.previous;
        }
        link.previous = null;
        link.next = null;
        size--;
    }

    /** Returns a copy, in order, to walk over while the chain changes. */
    public List<T> toList() {
        List<T> copy = new ArrayList<>(size);
        for (Link<T> link = first; link != null; link = link.next) {
            copy.add(link.item);
        }
        return copy;
    }
}
