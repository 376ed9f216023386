package dev.steward.systemtests.using;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.house.ProjectTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder as somebody has it who follows docs/using.md, with what the page has in it, and a local repository of Maven's in
 * which the modules are that this build has packed. What else the repository has is that of the user who builds this.
 */
final class OwnBuild {

    /** The modules that are published, with the ones that come along. */
    static final List<String> MODULES = List.of(
            "manager-api",
            "manager-vocabulary",
            "manager-objects",
            "manager-protocol",
            "manager-face",
            "manager-server",
            "manager-client",
            "manager-process",
            "manager-test");

    static final String ALL_IN_ONE = "manager-client-all";

    private static final Path ROOT = ProjectTree.root();
    private static final Path OF_THE_USER =
            Path.of(System.getProperty("steward.test.repository", "no repository was named"));

    private final String page;
    private final Path folder;
    private final Path repository;

    OwnBuild(Path empty) throws IOException {
        page = Files.readString(ROOT.resolve("docs/using.md"));
        folder = Files.createDirectories(empty.resolve("first"));
        repository = Files.createDirectories(empty.resolve("repository"));
        try (Stream<Path> groups = Files.list(OF_THE_USER)) {
            for (Path group : groups.filter(found -> !found.endsWith("dev")).toList()) {
                Files.createSymbolicLink(repository.resolve(group.getFileName()), group);
            }
        }
        install("steward", ROOT.resolve("pom.xml"), null);
        install("manager-bom", ROOT.resolve("manager-bom/pom.xml"), null);
        for (String module : MODULES) {
            install(module, ROOT.resolve(module).resolve("pom.xml"), jarOf(module));
        }
        write("pom.xml", block("xml", "<project"));
        write("src/main/java/com/example/First.java", block("java", "public class First"));
    }

    /** Returns the jar that this build has packed of a module. */
    static Path jarOf(String module) {
        return ROOT.resolve(module).resolve("target").resolve(module + "-" + version() + ".jar");
    }

    static String version() {
        Matcher version =
                Pattern.compile("<version>([^<]+)</version>").matcher(read(ROOT.resolve("manager-bom/pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void install(String module, Path pom, @Nullable Path jar) throws IOException {
        Path place = Files.createDirectories(
                repository.resolve("dev/steward").resolve(module).resolve(version()));
        Files.copy(pom, place.resolve(module + "-" + version() + ".pom"));
        if (jar != null) {
            Files.copy(jar, place.resolve(jar.getFileName()));
        }
    }

    Path folder() {
        return folder;
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Returns the first block of the page in that language that has that text in it. */
    String block(String language, String text) {
        Matcher blocks = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        while (blocks.find()) {
            if (blocks.group(1).contains(text)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("docs/using.md has no block of " + language + " with " + text);
    }

    /** Runs the first of the page's two lines, without a network; returns the class path that it wrote. */
    List<Path> compile() throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B", "-Dmaven.repo.local=" + repository));
        Matcher line = Pattern.compile("^mvn (.*dependency:build-classpath.*)$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(line.find()).isTrue();
        command.addAll(List.of(line.group(1).split(" ")));
        command.addAll(List.of("-f", folder.resolve("pom.xml").toString()));
        try (Jvm maven = Jvm.start(Map.of(), command)) {
            assertThat(maven.awaitEnd()).as("%s", maven.lines()).isZero();
        }
        return Stream.of(read(folder.resolve("target/classpath")).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
