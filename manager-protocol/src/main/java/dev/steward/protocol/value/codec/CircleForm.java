package dev.steward.protocol.value.codec;

import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The form of objects of which some hold themselves. Those that are in no circle have the form that {@link ObjectForm}
 * gives them. Those in a circle are told apart by what they hold, then by what their parts hold, and so on, until that
 * tells no more of them apart; so the order of a set in the circle counts for nothing here either. Needs no stack, however
 * deep the objects nest. That many which are alike can be told apart by what is far away alone takes as many looks at each,
 * and has a limit. For one fingerprint.
 */
final class CircleForm {

    /** So many looks are few, whatever the size of the circles: a second or two of who writes them. */
    static final long FEW_LOOKS = 2_000_000;

    /** As many at each object and at each place that holds one. */
    private static final int LOOKS_AT_EACH = 16;

    private static final byte CIRCLE = 50;
    private static final byte[] UNKNOWN = {};

    /** An object that holds others, with the bytes that are its own. */
    private static final class Node {
        private final Object object;
        private byte[] bytes = UNKNOWN;

        /** Where parts stand in the bytes, and which. */
        private final List<Integer> holes = new ArrayList<>();

        private final List<Node> parts = new ArrayList<>();

        /** Where items without an order begin, or -1, and where each ends: in the bytes, and in the parts. */
        private int unordered = -1;

        private int partsBefore;

        private final List<Integer> itemEnds = new ArrayList<>();
        private final List<Integer> itemParts = new ArrayList<>();

        private int number = -1;
        private int lowest;
        private int next;
        private boolean waits;

        private byte[] form = UNKNOWN;

        /** What tells it apart from others of its circle, as far as is known; used until there is a form. */
        private byte[] colour = UNKNOWN;

        Node(Object object) {
            this.object = object;
        }
    }

    private final ObjectForm writer;
    private final ValueHash hash;
    private final ValueOutput one = new ValueOutput(ValueOutput.OddNans.REPLACED);
    private final IdentityHashMap<Object, Node> nodes = new IdentityHashMap<>();
    private @Nullable Node current;
    private int numbered;

    /** How many objects and places that hold one there are in circles so far, and how often they were looked at. */
    private long inCircles;

    private long looks;

    CircleForm(ObjectForm writer, ValueHash hash) {
        this.writer = writer;
        this.hash = hash;
    }

    byte[] fingerprint(Object root) {
        Node first = new Node(root);
        nodes.put(root, first);
        Deque<Node> waiting = new ArrayDeque<>();
        Deque<Node> way = new ArrayDeque<>();
        enter(first, waiting, way);
        while (!way.isEmpty()) {
            Node node = way.getLast();
            if (node.next < node.parts.size()) {
                Node part = node.parts.get(node.next++);
                if (part.number < 0) {
                    enter(part, waiting, way);
                } else if (part.waits) {
                    node.lowest = Math.min(node.lowest, part.number);
                }
                continue;
            }
            way.removeLast();
            if (!way.isEmpty()) {
                way.getLast().lowest = Math.min(way.getLast().lowest, node.lowest);
            }
            if (node.lowest == node.number) {
                finish(circleOf(node, waiting));
            }
        }
        return hash.of(first.form, 0, first.form.length);
    }

    private void enter(Node node, Deque<Node> waiting, Deque<Node> way) {
        node.number = numbered++;
        node.lowest = node.number;
        node.waits = true;
        waiting.addLast(node);
        way.addLast(node);
        current = node;
        one.clear();
        writer.writeAlone(this, one, node.object);
        node.bytes = one.toBytes();
    }

    private static List<Node> circleOf(Node first, Deque<Node> waiting) {
        List<Node> circle = new ArrayList<>();
        Node node;
        do {
            node = waiting.removeLast();
            node.waits = false;
            circle.add(node);
        } while (node != first);
        return circle;
    }

    private Node current() {
        Node node = current;
        if (node == null) {
            throw new IllegalStateException("no object is being looked at");
        }
        return node;
    }

    /** A part that stands alone comes next in the object that is being written. */
    void met(ValueOutput out, Object part) {
        Node node = current();
        node.holes.add(out.position());
        node.parts.add(nodes.computeIfAbsent(part, Node::new));
    }

    /** What follows has no order. */
    void beginUnordered(ValueOutput out) {
        current().unordered = out.position();
        current().partsBefore = current().parts.size();
    }

    /** An element, or a key with its value, ends here. */
    void endItem(ValueOutput out) {
        current().itemEnds.add(out.position());
        current().itemParts.add(current().parts.size());
    }

    private void finish(List<Node> circle) {
        Node only = circle.get(0);
        if (circle.size() == 1 && !only.parts.contains(only)) {
            only.form = cut(assembled(only).toBytes());
            return;
        }
        int size = 0;
        for (Node node : circle) {
            size += 1 + node.parts.size();
        }
        inCircles += size;
        int told = 1;
        while (true) {
            look(size);
            List<byte[]> next = new ArrayList<>(circle.size());
            HashSet<ByteBuffer> different = new HashSet<>();
            for (Node node : circle) {
                ValueOutput looked = assembled(node);
                byte[] colour = hash.of(looked.getBuffer(), 0, looked.position());
                next.add(colour);
                different.add(ByteBuffer.wrap(colour));
            }
            if (different.size() == told) {
                close(circle, next);
                return;
            }
            told = different.size();
            for (int i = 0; i < next.size(); i++) {
                circle.get(i).colour = next.get(i);
            }
        }
    }

    private void look(int more) {
        looks += more;
        if (looks > Math.max(FEW_LOOKS, LOOKS_AT_EACH * inCircles)) {
            throw new Refusal(
                    "objects that hold one another in a circle are so much alike that " + (looks - more)
                            + " looks did not tell them apart, and no more are taken",
                    "give each a number or a name of its own, or make the field that leads back transient");
        }
    }

    /** Gives each its form: what tells it apart, and a hash of the whole circle. */
    private void close(List<Node> circle, List<byte[]> next) {
        TreeSet<byte[]> all = new TreeSet<>(Arrays::compareUnsigned);
        for (int i = 0; i < next.size(); i++) {
            all.add(joined(circle.get(i).colour, next.get(i)));
        }
        byte[] whole = hashOf(joined(all.toArray(byte[][]::new)));
        for (Node node : circle) {
            node.form = joined(new byte[] {CIRCLE}, whole, node.colour);
        }
    }

    /** Returns its bytes with the forms of its parts, which are there until the next ones are. */
    private ValueOutput assembled(Node node) {
        ValueOutput out = one;
        out.clear();
        if (node.unordered < 0) {
            append(out, node, 0, node.bytes.length, 0, node.parts.size());
            return out;
        }
        append(out, node, 0, node.unordered, 0, node.partsBefore);
        int start = out.position();
        int[] ends = new int[node.itemEnds.size()];
        int from = node.unordered;
        int part = node.partsBefore;
        for (int i = 0; i < ends.length; i++) {
            append(out, node, from, node.itemEnds.get(i), part, node.itemParts.get(i));
            from = node.itemEnds.get(i);
            part = node.itemParts.get(i);
            ends[i] = out.position();
        }
        SortedParts.sort(out.getBuffer(), start, ends);
        return out;
    }

    /** Appends bytes with the forms of the parts that stand in them. */
    private static void append(ValueOutput out, Node node, int from, int end, int firstPart, int endPart) {
        int at = from;
        for (int i = firstPart; i < endPart; i++) {
            int hole = node.holes.get(i);
            out.writeBytes(node.bytes, at, hole - at);
            at = hole;
            Node part = node.parts.get(i);
            byte[] form = part.form.length > 0 ? part.form : part.colour;
            out.writeBytes(form, 0, form.length);
        }
        out.writeBytes(node.bytes, at, end - at);
    }

    private byte[] cut(byte[] form) {
        if (form.length <= ObjectForm.MOST_INLINE) {
            return form;
        }
        ValueOutput out = new ValueOutput(64);
        ObjectForm.writeDigest(out, hashOf(form));
        return out.toBytes();
    }

    private byte[] hashOf(byte[] bytes) {
        return hash.of(bytes, 0, bytes.length);
    }

    private static byte[] joined(byte[]... arrays) {
        ValueOutput out = new ValueOutput();
        for (byte[] array : arrays) {
            out.writeBytes(array, 0, array.length);
        }
        return out.toBytes();
    }
}
