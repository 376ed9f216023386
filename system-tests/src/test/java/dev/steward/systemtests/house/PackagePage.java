package dev.steward.systemtests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentence "May import: ..." of a package page. It lists, divided by commas, packages of the project without
 * "dev.steward.", each in {@code @code}, and libraries by their names; or it says "nothing". Two dots behind a package stand
 * for it and all below it. The JDK and JSpecify are free, and so is the package itself.
 *
 * @param imports what it lists; null if there is no such sentence
 */
record PackagePage(@Nullable List<String> imports) {

    private static final Pattern SENTENCE = Pattern.compile("May import: (.*?)\\.(?=\\s|$)");
    private static final Pattern PACKAGE = Pattern.compile("\\{@code ([a-z.]+)}");
    private static final String NOTHING = "nothing";
    private static final String AND_BELOW = "..";

    /** Reads the page of a package. */
    static PackagePage read(String text) {
        String comment = text.contains("*/") ? text.substring(0, text.indexOf("*/")) : "";
        // Lines of a comment begin with a star, and may end inside a {@code}.
        Matcher sentence = SENTENCE.matcher(comment.replaceAll("\\s*\\n\\s*\\*?\\s*", " "));
        if (!sentence.find()) {
            return new PackagePage(null);
        }
        return new PackagePage(
                sentence.group(1).equals(NOTHING)
                        ? List.of()
                        : Stream.of(sentence.group(1).split(","))
                                .map(String::strip)
                                .toList());
    }

    /**
     * Returns what is wrong with the sentence.
     *
     * @param used what the package imports: packages of the project without "dev.steward.", libraries by their names
     */
    List<String> faults(Set<String> used) {
        if (imports == null) {
            return List.of("there is no sentence 'May import: ...'; write: " + sentence(used));
        }
        List<String> faults = new ArrayList<>();
        Set<String> left = new TreeSet<>(used);
        for (String named : imports) {
            Matcher code = PACKAGE.matcher(named);
            String name = code.matches() ? code.group(1) : named;
            if (code.matches() != isPackage(name)) {
                faults.add("'" + named + "' is neither a package in {@code } nor a library");
            } else if (!left.removeIf(user -> covers(name, user))
                    && used.stream().noneMatch(user -> covers(name, user))) {
                faults.add("remove " + named + ", which nothing here imports");
            }
        }
        left.forEach(missing -> faults.add("add " + term(missing) + ", which is imported here"));
        if (!faults.isEmpty()) {
            faults.add("that is, write: " + sentence(used));
        }
        return faults;
    }

    private static boolean covers(String named, String used) {
        if (named.endsWith(AND_BELOW)) {
            String above = named.substring(0, named.length() - AND_BELOW.length());
            return used.equals(above) || used.startsWith(above + ".");
        }
        return named.equals(used);
    }

    private static boolean isPackage(String name) {
        return !Imports.LIBRARIES.containsValue(name);
    }

    private static String term(String name) {
        return isPackage(name) ? "{@code " + name + "}" : name;
    }

    /** Returns the sentence as it should be: packages by name, then libraries. */
    private static String sentence(Set<String> used) {
        List<String> terms = Stream.concat(
                        used.stream().filter(PackagePage::isPackage).sorted(),
                        used.stream().filter(name -> !isPackage(name)).sorted())
                .map(PackagePage::term)
                .toList();
        return "May import: " + (terms.isEmpty() ? NOTHING : terms.stream().collect(Collectors.joining(", "))) + ".";
    }
}
