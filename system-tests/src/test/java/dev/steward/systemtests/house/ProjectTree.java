package dev.steward.systemtests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the project as they lie on disk, found from the folder in which the tests run. */
public final class ProjectTree {

    private static final Path ROOT = findRoot();

    private ProjectTree() {}

    /** Returns the folder that holds the modules. */
    public static Path root() {
        return ROOT;
    }

    /** Returns the Java sources below a folder, which is named from the root; none if it is missing. */
    static List<Path> javaSources(String folder) {
        return files(folder, path -> path.toString().endsWith(".java"));
    }

    /** Returns the Java sources that are part of what a user runs. */
    static List<Path> mainSources() {
        return files(
                "", path -> path.toString().endsWith(".java") && path.toString().contains("/src/main/java/"));
    }

    /** Returns the pages of documentation. */
    static List<Path> pages() {
        return files("", path -> path.toString().endsWith(".md"));
    }

    /** Returns what a file says. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(String folder, Predicate<Path> wanted) {
        Path start = ROOT.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(start)) {
            return tree.filter(path -> !ROOT.relativize(path).toString().matches("(.*/)?(target|\\.git)(/.*)?"))
                    .filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("manager-api"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests must run inside the project");
        }
        return folder;
    }
}
