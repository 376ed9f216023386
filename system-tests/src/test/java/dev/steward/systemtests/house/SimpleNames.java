package dev.steward.systemtests.house;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What each simple name stands for in a set of sources. A class of its own counts, whether public or not, because its name
 * stands in logs, documents and the files of its package. A class inside another one counts where somebody imports it:
 * there its name stands alone. Where it is written behind the outer one's, as in {@code Endpoint.Tcp}, the two together are
 * its name.
 */
final class SimpleNames {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern DECLARED = Pattern.compile(
            "(?m)^(?:(?:public|abstract|final|sealed|non-sealed) )*(?:class|@?interface|enum|record)" + " ([A-Z]\\w*)");
    /** A constant is written in capitals, so a lower case letter tells that it is a class. */
    private static final Pattern IMPORTED_FROM_INSIDE = Pattern.compile(
            "(?m)^import (?:static )?(dev\\.steward(?:\\.[a-z]\\w*)+(?:\\.[A-Z]\\w*)+\\.([A-Z]\\w*[a-z]\\w*));");

    private SimpleNames() {}

    /** Returns the full names of the classes that each simple name stands for, in the order of the alphabet. */
    static SortedMap<String, SortedSet<String>> of(Collection<String> sources) {
        SortedMap<String, SortedSet<String>> classes = new TreeMap<>();
        for (String source : sources) {
            String home = PACKAGE.matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a source without a package: " + source));
            DECLARED.matcher(source).results().forEach(found -> put(classes, found, home + "." + found.group(1), 1));
            IMPORTED_FROM_INSIDE.matcher(source).results().forEach(found -> put(classes, found, found.group(1), 2));
        }
        return classes;
    }

    /** Returns the names that stand for more than one class, each with its classes. */
    static SortedMap<String, SortedSet<String>> ambiguousIn(Collection<String> sources) {
        SortedMap<String, SortedSet<String>> classes = of(sources);
        classes.values().removeIf(meanings -> meanings.size() == 1);
        return classes;
    }

    private static void put(
            Map<String, SortedSet<String>> classes, MatchResult found, String fullName, int groupOfSimpleName) {
        classes.computeIfAbsent(found.group(groupOfSimpleName), name -> new TreeSet<>())
                .add(fullName);
    }
}
