package dev.steward.systemtests.house;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sources take from elsewhere, by their imports and by names that are written out. */
final class Imports {

    /** What the packages of libraries begin with, and how pages call the library. */
    static final Map<String, String> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("com.code_intelligence.jazzer", "Jazzer"),
            Map.entry("com.esotericsoftware", "Kryo"),
            Map.entry("com.google.common", "Guava"),
            Map.entry("com.tngtech.archunit", "ArchUnit"),
            Map.entry("io.micrometer", "Micrometer"),
            Map.entry("io.netty", "Netty"),
            Map.entry("io.opentelemetry", "OpenTelemetry"),
            Map.entry("junit", "JUnit"),
            Map.entry("me.tongfei.progressbar", "progressbar"),
            Map.entry("org.aopalliance", "Spring"),
            Map.entry("org.assertj", "AssertJ"),
            Map.entry("org.awaitility", "Awaitility"),
            Map.entry("org.jgroups", "JGroups"),
            Map.entry("org.junit", "JUnit"),
            Map.entry("org.objenesis", "Objenesis"),
            Map.entry("org.openjdk.jmh", "JMH"),
            Map.entry("org.opentest4j", "JUnit"),
            Map.entry("org.slf4j", "slf4j"),
            Map.entry("org.springframework", "Spring"),
            Map.entry("picocli", "picocli")));

    private static final Set<String> FREE = Set.of("java", "javax", "jdk", "sun", "org.jspecify", "com.sun");
    private static final Pattern PACKAGE = Pattern.compile("((?:[a-z_]\\w*\\.)+)[A-Z*].*");

    private final String root;
    private final Set<String> found = new TreeSet<>();

    private Imports(String root) {
        this.root = root;
    }

    /**
     * Returns what the sources of one package import: packages below the root without it, libraries by their names, anything
     * else by its package.
     *
     * @param root what the names of the project's packages begin with, with a dot
     */
    static Set<String> of(List<ParsedSource> sources, String root) {
        Imports imports = new Imports(root);
        sources.forEach(imports::look);
        return imports.found;
    }

    private void look(ParsedSource source) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitPackage(PackageTree own, @Nullable Void nothing) {
                return null;
            }

            @Override
            public @Nullable Void visitImport(ImportTree imported, @Nullable Void nothing) {
                note(imported.getQualifiedIdentifier().toString(), source);
                return null;
            }

            @Override
            public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
                String name = select.toString();
                if (name.startsWith(root) || LIBRARIES.keySet().stream().anyMatch(start -> begins(name, start))) {
                    note(name, source);
                }
                return super.visitMemberSelect(select, nothing);
            }
        }.scan(source.unit(), null);
    }

    private void note(String name, ParsedSource source) {
        Matcher inPackage = PACKAGE.matcher(name);
        if (!inPackage.matches()) {
            return;
        }
        String from = inPackage.group(1).substring(0, inPackage.group(1).length() - 1);
        if (from.equals(source.packageName()) || FREE.stream().anyMatch(start -> begins(from, start))) {
            return;
        }
        if (name.startsWith(root)) {
            found.add(from.substring(root.length()));
            return;
        }
        found.add(LIBRARIES.entrySet().stream()
                .filter(library -> begins(from, library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(from));
    }

    private static boolean begins(String name, String start) {
        return name.equals(start) || name.startsWith(start + ".");
    }
}
