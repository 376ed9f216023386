package dev.steward.systemtests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of the machine that may make a hashed collection, because they only look up in it. */
final class HashedLookups {

    /** By name, so that a new one is a decision. */
    static final Set<String> CLASSES = Set.of(
            "dev.steward.objects.collection.DictObject",
            "dev.steward.objects.collection.ListObject",
            "dev.steward.objects.machine.Machine",
            "dev.steward.objects.machine.MachineSnapshot",
            "dev.steward.objects.queue.Deliveries",
            "dev.steward.objects.queue.QueueContents",
            "dev.steward.objects.waiting.Waits");

    private static final Pattern MADE = Pattern.compile("\\b(\\w+)\\s*=\\s*new (?:Identity)?Hash(?:Map|Set)\\b");
    private static final String LOOKUPS =
            "(?:add|clear|contains|containsKey|get|getOrDefault|isEmpty|merge|put|putIfAbsent|remove|size)\\(";

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|^(?:package|import) [^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);

    private HashedLookups() {}

    /** Returns each use of a hashed collection in a source that is more than a lookup, up to the end of its line. */
    static List<String> otherUses(String file) {
        String source = COMMENT.matcher(file).replaceAll("");
        List<String> uses = new ArrayList<>();
        Matcher made = MADE.matcher(source);
        while (made.find()) {
            String name = made.group(1);
            Pattern other = Pattern.compile(
                    "\\b" + name + "\\b(?!\\()(?!\\." + LOOKUPS + ")(?!\\s*=\\s*new (?:Identity)?Hash)[^\\n]*");
            other.matcher(source).results().map(result -> result.group()).forEach(uses::add);
        }
        return uses;
    }
}
