package dev.steward.python;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Pythons that are installed: by name on the path, and where pyenv keeps them. */
public final class Interpreters {

    private static final int OLDEST = 6;
    private static final int NEWEST = 14;

    private Interpreters() {}

    /** Returns the executable of each version that has a module, which not every installation has. */
    static Map<String, Path> having(String module) throws IOException, InterruptedException {
        Map<String, Path> having = new TreeMap<>();
        for (Path candidate : candidates()) {
            String version = said(candidate, "import " + module + ", sys; print('%d.%d' % sys.version_info[:2])");
            if (!version.isEmpty()) {
                having.putIfAbsent(version, candidate);
            }
        }
        return having;
    }

    /** Returns the executable of each version, such as 3.11. */
    public static Map<String, Path> installed() throws IOException, InterruptedException {
        Map<String, Path> installed = new TreeMap<>();
        for (Path candidate : candidates()) {
            String version = said(candidate, "import sys; print('%d.%d' % sys.version_info[:2])");
            if (!version.isEmpty()) {
                installed.putIfAbsent(version, candidate);
            }
        }
        return installed;
    }

    /** Returns that version of those; skips the test if it is not among them. */
    static Path among(Map<String, Path> some, String version) {
        Path python = some.get(version);
        assumeTrue(python != null, () -> "no Python " + version + " is installed here, or without what is needed");
        return requireNonNull(python);
    }

    private static List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":", -1)) {
            for (int minor = OLDEST; minor <= NEWEST; minor++) {
                add(candidates, Path.of(folder, "python3." + minor));
            }
            add(candidates, Path.of(folder, "python3"));
        }
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(versions)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(versions)) {
                for (Path folder : folders) {
                    add(candidates, folder.resolve("bin/python3"));
                }
            }
        }
        return candidates;
    }

    private static void add(List<Path> candidates, Path candidate) throws IOException {
        // pyenv's shims are scripts that stand for a version that may not be chosen.
        if (Files.isExecutable(candidate) && !candidate.toString().contains("shims")) {
            candidates.add(candidate.toRealPath());
        }
    }

    private static String said(Path python, String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python.toString(), "-W", "ignore", "-c", program)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? text.strip() : "";
    }
}
