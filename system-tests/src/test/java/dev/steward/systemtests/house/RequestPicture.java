package dev.steward.systemtests.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The picture below "The way of a request" in docs/architecture.md: two columns with numbered stops, and at each stop
 * classes, which are the words that begin with a capital letter.
 *
 * @param stops the classes of each stop, in the order of the numbers; a stop that comes again keeps its place
 */
record RequestPicture(Map<Integer, List<String>> stops) {

    private static final Pattern STOP = Pattern.compile("\\s*(\\d) (.*)");
    private static final Pattern CLASS = Pattern.compile("\\b[A-Z]\\w+\\b");

    /** Reads the page. */
    static RequestPicture read(String page) {
        String section = page.substring(page.indexOf("## The way of a request"));
        List<List<String>> columns = List.of(new ArrayList<>(), new ArrayList<>());
        section.lines()
                .dropWhile(line -> !line.startsWith("```"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("```"))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length >= 4)
                .forEach(cells -> {
                    columns.get(0).add(cells[1]);
                    columns.get(1).add(cells[3]);
                });
        Map<Integer, List<String>> stops = new LinkedHashMap<>();
        for (List<String> column : columns) {
            int stop = 0;
            for (String cell : column) {
                Matcher begins = STOP.matcher(cell);
                stop = begins.matches() ? Integer.parseInt(begins.group(1)) : stop;
                List<String> classes = stops.computeIfAbsent(stop, number -> new ArrayList<>());
                Matcher named = CLASS.matcher(cell);
                while (named.find()) {
                    classes.add(named.group());
                }
            }
        }
        stops.remove(0);
        return new RequestPicture(stops);
    }

    /**
     * Returns what is wrong with the picture, each with what to do.
     *
     * @param passed names of the classes that a call really passes, in the order in which it comes to them
     * @param firstOfServer the number of the first stop on the server, to which the call comes as bytes
     */
    List<String> faults(List<String> passed, int firstOfServer, Map<String, JavaClass> project) {
        List<String> faults = new ArrayList<>();
        List<JavaClass> before = new ArrayList<>();
        for (Map.Entry<Integer, List<String>> stop : stops.entrySet()) {
            if (stop.getKey() == firstOfServer) {
                before.clear();
            }
            for (String name : stop.getValue()) {
                JavaClass type = passed.stream()
                        .filter(full -> full.endsWith("." + name))
                        // Of two with one name, the one that those before it know.
                        .map(project::get)
                        .reduce((one, other) -> isKnown(one, before) ? one : other)
                        .orElse(null);
                if (type == null) {
                    faults.add("remove " + name + " from stop " + stop.getKey() + ": a call does not pass it");
                } else {
                    if (!before.isEmpty() && !isKnown(type, before)) {
                        faults.add("before " + name + " at stop " + stop.getKey()
                                + " the class is missing that hands the call to it: none of " + names(before)
                                + " knows it. Passed before it: " + namesBefore(passed, type));
                    }
                    before.add(type);
                }
            }
        }
        return faults;
    }

    private static boolean isKnown(JavaClass type, List<JavaClass> before) {
        Set<JavaClass> kinds = new HashSet<>(type.getAllRawInterfaces());
        kinds.addAll(type.getAllRawSuperclasses());
        kinds.add(type);
        return before.stream()
                .anyMatch(one -> one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> kinds.contains(dependency.getTargetClass())
                                && dependency.getTargetClass().getPackageName().startsWith("dev.steward")));
    }

    private static String names(List<JavaClass> types) {
        return types.stream().map(JavaClass::getSimpleName).collect(Collectors.joining(", "));
    }

    private static List<String> namesBefore(List<String> passed, JavaClass type) {
        int at = passed.indexOf(type.getName());
        return passed.subList(Math.max(0, at - 12), at).stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> !name.contains("$"))
                .toList();
    }
}
