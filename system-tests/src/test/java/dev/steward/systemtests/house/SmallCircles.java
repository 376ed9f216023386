package dev.steward.systemtests.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Few classes of one package need each other, by however many steps inside the package. A nested class counts as the class
 * that it is in. That a sealed type names those that extend it is no need. Each larger circle is reported whole.
 */
final class SmallCircles extends ArchCondition<JavaClass> {

    /** How many classes of one package may need each other. */
    static final int MOST = 8;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("(?<![\\w.])([A-Z]\\w*)\\.[A-Z][A-Z_0-9]*\\b(?!\\.)");

    /** The sources by the full name of their class. */
    private final Map<String, Path> sources = new HashMap<>();

    private final Map<String, Set<String>> needs = new TreeMap<>();

    SmallCircles() {
        super("need each other within a package, " + MOST + " at most");
    }

    @Override
    public void init(Collection<JavaClass> types) {
        for (Path file : ProjectTree.javaSources("")) {
            String path = file.toString();
            sources.put(
                    path.substring(path.lastIndexOf("/java/") + 6, path.lastIndexOf('.'))
                            .replace('/', '.'),
                    file);
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Set<String> needed = needs.get(topLevel(type));
        if (needed == null) {
            needed = constantsIn(topLevel(type), type.getPackageName());
            needs.put(topLevel(type), needed);
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().equals(type.getPackageName())) {
                needed.add(topLevel(target));
            }
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        for (SortedSet<String> circle : Circles.of(needs)) {
            if (circle.size() > MOST) {
                events.add(SimpleConditionEvent.violated(
                        circle,
                        circle.size() + " classes of one package need each other, and " + MOST + " may: " + circle));
            }
        }
    }

    /** Returns the classes of a package whose constants a class names: the compiler copies those, and the name is gone. */
    private Set<String> constantsIn(String name, String room) {
        Set<String> found = new TreeSet<>();
        if (sources.containsKey(name)) {
            CONSTANT.matcher(
                            COMMENT.matcher(ProjectTree.text(sources.get(name))).replaceAll(""))
                    .results()
                    .map(result -> room + "." + result.group(1))
                    .filter(sources::containsKey)
                    .forEach(found::add);
        }
        return found;
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
