package dev.steward.systemtests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/threading.md says there is: names of threads in the first column of each table whose head begins with "thread",
 * and locks in that of each table whose head begins with "lock". Both stand in backticks.
 *
 * @param threads each name, with {@link ThreadNames#OPEN} for what stands in angle brackets, and its line
 * @param locks each lock and its line
 */
record ThreadingPage(Map<String, Integer> threads, Map<String, Integer> locks) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Names that the JVM gives, and not the project. */
    private static final List<String> OF_THE_JVM = List.of("main");

    static ThreadingPage read(String page) {
        Map<String, Integer> threads = new TreeMap<>();
        Map<String, Integer> locks = new TreeMap<>();
        List<String> lines = page.lines().toList();
        String head = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("|")) {
                head = "";
                continue;
            }
            String first = line.substring(1).split("\\|", 2)[0].strip();
            if (head.isEmpty()) {
                head = first;
            } else if (head.startsWith("thread")) {
                for (String name : inCode(first)) {
                    threads.putIfAbsent(name.replaceAll("<[^>]*>", ThreadNames.OPEN), i + 1);
                }
                OF_THE_JVM.forEach(threads::remove);
            } else if (head.startsWith("lock")) {
                for (String lock : inCode(first)) {
                    locks.putIfAbsent(lock, i + 1);
                }
            }
        }
        return new ThreadingPage(threads, locks);
    }

    private static List<String> inCode(String cell) {
        Matcher code = CODE.matcher(cell);
        List<String> names = new ArrayList<>();
        while (code.find()) {
            names.add(code.group(1));
        }
        return names;
    }

    /** Returns what is wrong with the page, each with what to do. */
    List<String> faults(Map<String, String> threadsInCode, Map<String, String> locksInCode) {
        List<String> faults = new ArrayList<>();
        threadsInCode.forEach((name, place) -> {
            if (!threads.containsKey(name)) {
                faults.add("add to a table of threads: | `" + name + "` | (" + place + " gives this name)");
            }
        });
        threads.forEach((name, line) -> {
            if (!threadsInCode.containsKey(name)) {
                faults.add("remove from line " + line + ": `" + name + "`, no thread in the code has this name");
            }
        });
        locksInCode.forEach((lock, place) -> {
            if (!locks.containsKey(lock)) {
                faults.add("add to a table of locks: | `" + lock + "` | (" + place + " has it)");
            }
        });
        locks.forEach((lock, line) -> {
            if (!locksInCode.containsKey(lock)) {
                faults.add("remove from line " + line + ": `" + lock + "`, the code has no such lock");
            }
        });
        return faults;
    }
}
