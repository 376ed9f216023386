package dev.steward.systemtests.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The circles of a graph: sets of nodes each of which needs, by however many steps, each of the others. By Tarjan's
 * algorithm, made for one search.
 */
final class Circles {

    private final Map<String, ? extends Set<String>> needs;
    private final Map<String, Integer> reached = new HashMap<>();
    /** The earliest node on the path that a node leads back to. */
    private final Map<String, Integer> earliest = new HashMap<>();

    private final Deque<String> path = new ArrayDeque<>();
    private final List<SortedSet<String>> found = new ArrayList<>();

    private Circles(Map<String, ? extends Set<String>> needs) {
        this.needs = needs;
    }

    /**
     * Returns the circles of two nodes and more.
     *
     * @param needs what each node needs; one that is no key needs nothing
     */
    static List<SortedSet<String>> of(Map<String, ? extends Set<String>> needs) {
        Circles circles = new Circles(needs);
        for (String node : new TreeSet<>(needs.keySet())) {
            if (!circles.reached.containsKey(node)) {
                circles.visit(node);
            }
        }
        return circles.found;
    }

    private void visit(String node) {
        int number = reached.size();
        reached.put(node, number);
        earliest.put(node, number);
        path.push(node);
        for (String next : needs.containsKey(node) ? needs.get(node) : Set.<String>of()) {
            if (!reached.containsKey(next)) {
                visit(next);
                earliest.merge(node, earliest.get(next), Math::min);
            } else if (path.contains(next)) {
                earliest.merge(node, reached.get(next), Math::min);
            }
        }
        if (earliest.get(node) == number) {
            SortedSet<String> circle = new TreeSet<>();
            String last;
            do {
                last = path.pop();
                circle.add(last);
            } while (!last.equals(node));
            if (circle.size() > 1) {
                found.add(circle);
            }
        }
    }
}
