package dev.steward.systemtests.house;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headings of a page, as links name them: in small letters, with hyphens for spaces, and no other marks. */
final class Headings {

    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private Headings() {}

    /** Returns how links name the headings; the second one of the same words has {@code -1} at its end. */
    static Set<String> anchors(String page) {
        Set<String> anchors = new LinkedHashSet<>();
        boolean inBlock = false;
        for (String line : page.split("\n", -1)) {
            inBlock ^= line.startsWith("```");
            Matcher heading = HEADING.matcher(line);
            if (!inBlock && heading.matches()) {
                String anchor = LINK.matcher(heading.group(1))
                        .replaceAll("$1")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-');
                String free = anchor;
                for (int again = 1; !anchors.add(free); again++) {
                    free = anchor + "-" + again;
                }
            }
        }
        return anchors;
    }
}
