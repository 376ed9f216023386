package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** A pattern for names and, in lines behind it, the names that there are. */
final class Globs {

    private static final int LONGEST = 1_000;
    private static final int MOST_NAMES = 8;

    private Globs() {}

    /** Has the directory look for the names and compares what it found with a slower way to look. */
    static void take(byte[] input) {
        List<String> lines = Arrays.asList(new String(input, UTF_8).split("\n", -1));
        String pattern = lines.get(0);
        SampleMachine machine = new SampleMachine();
        TreeSet<String> expected = new TreeSet<>();
        for (String name : lines.subList(1, Math.min(lines.size(), 1 + MOST_NAMES))) {
            if (!name.isEmpty() && name.length() <= LONGEST) {
                machine.create("event", name);
                if (matches(pattern, name)) {
                    expected.add(name);
                }
            }
        }
        List<?> found = machine.names(pattern);
        if (found == null) {
            Boundary.require(pattern.isEmpty() || pattern.length() > LONGEST, "a pattern of a name's length is taken");
        } else {
            Boundary.require(
                    found.size() == expected.size()
                            && expected.equals(new TreeSet<>(
                                    found.stream().map(String.class::cast).toList())),
                    "'" + pattern + "' finds " + expected + ", not " + found);
        }
    }

    /** Goes through the pattern character by character, with all beginnings of the name that it can have eaten. */
    private static boolean matches(String pattern, String name) {
        boolean[] eaten = new boolean[name.length() + 1];
        eaten[0] = true;
        for (char each : pattern.toCharArray()) {
            boolean[] next = new boolean[eaten.length];
            for (int i = 0; i < eaten.length; i++) {
                if (each == '*') {
                    next[i] = eaten[i] || (i > 0 && next[i - 1]);
                } else {
                    next[i] = i > 0 && eaten[i - 1] && (each == '?' || each == name.charAt(i - 1));
                }
            }
            eaten = next;
        }
        return eaten[name.length()];
    }

    static List<byte[]> seeds() {
        return List.of(
                "job-*\njob-1\njob-22\nother".getBytes(UTF_8),
                "*a?b*\nab\nxaybz\naab\n".getBytes(UTF_8),
                ("?" + "a".repeat(70) + "*\n" + "a".repeat(71) + "\n" + "a".repeat(70)).getBytes(UTF_8),
                "\u00e9*\ud83d\ude00?\n\u00e9\ud83d\ude00x\n\u00e9".getBytes(UTF_8));
    }
}
