package dev.steward.python.pickle;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash of what a graph holds, by which two graphs are told apart without their classes: of instances what they are made of
 * and given, of sets and dicts the content whatever the order, of all others the parts in order; numbers by their type and
 * exact amount. Whether two places hold one object or two equal ones counts for nothing, except in circles: those are equal
 * that are built alike and entered at the same place. Each node is looked at a fixed number of times. Takes no stack. One for
 * each graph; used by one thread.
 */
public final class Fingerprint {

    /** How many bytes it has. */
    public static final int BYTES = 16;

    private static final byte HASHED = 100;
    private static final byte IN_CIRCLE = 101;
    private static final byte PLACE = 102;
    private static final int SHORT = 32;

    private final MessageDigest digest = newDigest();
    private final IdentityHashMap<PickleNode, Visited> branches = new IdentityHashMap<>();
    private final IdentityHashMap<PickleNode, byte[]> leaves = new IdentityHashMap<>();
    private final Deque<Visited> way = new ArrayDeque<>();
    private final Deque<Visited> undecided = new ArrayDeque<>();

    private Fingerprint() {}

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A node that holds others, from when it was met. */
    private static final class Visited {
        private final PickleNode node;
        private final int number;
        /** The lowest number that was met behind it, of those whose circles are not closed yet. */
        private int lowest;

        private int next;
        private byte @Nullable [] form;
        /** Its place in its circle, from 1 on. */
        private int place;

        Visited(PickleNode node, int number) {
            this.node = node;
            this.number = number;
            lowest = number;
        }
    }

    /** Returns the fingerprint of what a node holds. */
    public static byte[] of(PickleNode root) {
        Fingerprint fingerprint = new Fingerprint();
        byte[] form = root instanceof PickleBranch ? fingerprint.formOfBranch(root) : fingerprint.formOfLeaf(root);
        fingerprint.digest.update(form);
        return Arrays.copyOf(fingerprint.digest.digest(), BYTES);
    }

    /** Walks as Tarjan's search for strongly connected components does: what is behind a node has its form before it. */
    private byte[] formOfBranch(PickleNode root) {
        Visited first = enter(root);
        while (!way.isEmpty()) {
            Visited top = way.element();
            if (top.next < top.node.size()) {
                look(top, top.node.part(top.next++));
                continue;
            }
            way.pop();
            if (top.lowest == top.number) {
                close(top);
            }
            Visited before = way.peek();
            if (before != null) {
                before.lowest = Math.min(before.lowest, top.lowest);
            }
        }
        return requireNonNull(first.form);
    }

    private Visited enter(PickleNode node) {
        Visited visited = new Visited(node, branches.size());
        branches.put(node, visited);
        way.push(visited);
        undecided.push(visited);
        return visited;
    }

    private void look(Visited from, PickleNode part) {
        if (!(part instanceof PickleBranch)) {
            return;
        }
        Visited known = branches.get(part);
        if (known == null) {
            enter(part);
        } else if (known.form == null) {
            from.lowest = Math.min(from.lowest, known.number);
        }
    }

    /** Gives a form to a node from which nobody can get back to those before it, and to all that are in a circle with it. */
    private void close(Visited first) {
        int members = 0;
        for (Visited each : undecided) {
            members++;
            if (each == first) {
                break;
            }
        }
        boolean isCircle = members > 1;
        for (int i = 0; !isCircle && i < first.node.size(); i++) {
            isCircle = first.node.part(i) == first.node;
        }
        if (!isCircle) {
            undecided.pop();
            update(first, inOrder(first.node));
            first.form = hashed(HASHED);
            return;
        }
        List<Visited> circle = placesFrom(first);
        for (Visited each : circle) {
            update(each, inOrder(each.node));
        }
        byte[] whole = digest.digest();
        for (Visited each : circle) {
            digest.update(whole);
            updateInt(each.place);
            each.form = hashed(IN_CIRCLE);
        }
        for (int i = 0; i < members; i++) {
            undecided.pop();
        }
    }

    /** Returns those that are in a circle, in the order in which they are met from one of them. */
    private List<Visited> placesFrom(Visited first) {
        List<Visited> circle = new ArrayList<>();
        Deque<Visited> left = new ArrayDeque<>();
        left.push(first);
        while (!left.isEmpty()) {
            Visited next = left.pop();
            if (next.place > 0) {
                continue;
            }
            circle.add(next);
            next.place = circle.size();
            List<PickleNode> parts = inOrder(next.node);
            for (int i = parts.size() - 1; i >= 0; i--) {
                Visited part = branches.get(parts.get(i));
                if (part != null && part.form == null && part.place == 0) {
                    left.push(part);
                }
            }
        }
        return circle;
    }

    /** Something of which the order counts for nothing: an element, or a key with its value. */
    private static final class Entry {
        private final byte @Nullable [] form;
        private final PickleNode first;
        private final @Nullable PickleNode second;

        Entry(byte @Nullable [] form, PickleNode first, @Nullable PickleNode second) {
            this.form = form;
            this.first = first;
            this.second = second;
        }

        /** What is in a circle with what holds it has no form yet: it stays behind the others, as it came. */
        int compareTo(Entry other) {
            if (form == null || other.form == null) {
                return Boolean.compare(form == null, other.form == null);
            }
            return Arrays.compareUnsigned(form, other.form);
        }
    }

    /** Returns the parts of a node, those of which the order does not count in one that follows from what they are. */
    private List<PickleNode> inOrder(PickleNode node) {
        boolean isDict = node.kind() == PickleKind.DICT;
        boolean isSet = node.kind() == PickleKind.SET || node.kind() == PickleKind.FROZENSET;
        List<PickleNode> parts = new ArrayList<>(node.size());
        if (!isDict && !isSet) {
            for (int i = 0; i < node.size(); i++) {
                parts.add(node.part(i));
            }
            return parts;
        }
        int unit = isDict ? 2 : 1;
        List<Entry> entries = new ArrayList<>(node.size() / unit);
        for (int i = 0; i < node.size(); i += unit) {
            PickleNode first = node.part(i);
            entries.add(new Entry(formOf(first), first, isDict ? node.part(i + 1) : null));
        }
        entries.sort(Entry::compareTo);
        for (Entry entry : entries) {
            parts.add(entry.first);
            if (entry.second != null) {
                parts.add(entry.second);
            }
        }
        return parts;
    }

    private byte @Nullable [] formOf(PickleNode node) {
        Visited visited = branches.get(node);
        return visited == null ? formOfLeaf(node) : visited.form;
    }

    private void update(Visited visited, List<PickleNode> parts) {
        PickleNode node = visited.node;
        digest.update(node.kind().code());
        updateInt(node.size());
        if (node instanceof PickleInstance instance) {
            updateInt(instance.making().code());
            updateInt(instance.steps());
            for (int i = 0; i < instance.steps(); i++) {
                updateInt(instance.step(i).code());
                updateInt(instance.taken(i));
            }
        }
        for (PickleNode part : parts) {
            byte[] form = formOf(part);
            if (form == null) {
                digest.update(PLACE);
                updateInt(requireNonNull(branches.get(part)).place);
            } else {
                digest.update(form);
            }
        }
    }

    private void updateInt(int value) {
        digest.update((byte) (value >>> 24));
        digest.update((byte) (value >>> 16));
        digest.update((byte) (value >>> 8));
        digest.update((byte) value);
    }

    private byte[] hashed(byte as) {
        byte[] form = new byte[1 + BYTES];
        form[0] = as;
        System.arraycopy(digest.digest(), 0, form, 1, BYTES);
        return form;
    }

    /** Short content stands for itself, longer by its hash, which is made once wherever it is. */
    private byte[] formOfLeaf(PickleNode node) {
        byte[] known = leaves.get(node);
        if (known != null) {
            return known;
        }
        byte[] content = contentOf(node);
        ByteBuffer start = ByteBuffer.allocate(1 + Integer.BYTES + (content.length <= SHORT ? content.length : 0));
        start.put(node.kind().code()).putInt(content.length);
        if (content.length <= SHORT) {
            return start.put(content).array();
        }
        // With a digest of its own: this is asked for in the middle of the hash of what holds it.
        byte[] form = longForm(start.array(), content);
        leaves.put(node, form);
        return form;
    }

    private static byte[] longForm(byte[] start, byte[] content) {
        MessageDigest own = newDigest();
        own.update(start);
        own.update(content);
        byte[] form = new byte[1 + BYTES];
        form[0] = HASHED;
        System.arraycopy(own.digest(), 0, form, 1, BYTES);
        return form;
    }

    private static byte[] contentOf(PickleNode node) {
        if (node instanceof GlobalName name) {
            String text = (name.isOfPython2() ? "2" : "3") + name.module() + "\n" + name.name();
            return text.getBytes(StandardCharsets.UTF_8);
        }
        PickleLeaf leaf = (PickleLeaf) node;
        return switch (leaf.kind()) {
            case NONE -> new byte[0];
            case BOOL -> new byte[] {(byte) (leaf.truth() ? 1 : 0)};
            case INT ->
                leaf.integer() instanceof Long amount
                        ? ByteBuffer.allocate(Long.BYTES).putLong(amount).array()
                        : ((BigInteger) leaf.integer()).toByteArray();
            case FLOAT ->
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(Double.doubleToRawLongBits(leaf.real()))
                        .array();
            default -> leaf.content();
        };
    }
}
