package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of what users call is made as one, as they would read it. */
@Tag("one-jdk")
class JavadocTest {

    private static final List<String> OF_USERS =
            List.of("dev.steward.api", "dev.steward.client", "dev.steward.server", "dev.steward.process");

    private static String sources() throws Exception {
        try (Stream<Path> modules = Files.list(ProjectTree.root())) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(folder -> folder.getParent()
                            .getParent()
                            .getParent()
                            .getFileName()
                            .toString()
                            .startsWith("manager-"))
                    .filter(Files::isDirectory)
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String warningsOf(String sources, Path folder, List<String> packages) {
        List<String> arguments = new ArrayList<>(List.of("-quiet", "-Xdoclint:all,-missing", "-Werror"));
        arguments.addAll(List.of("-d", folder.toString(), "-sourcepath", sources));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        arguments.addAll(packages);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code =
                ToolProvider.findFirst("javadoc").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        return code == 0 ? said.toString() : said + "javadoc ended with " + code;
    }

    @Test
    void ofThePackagesThatUsersNameIsMadeWithoutAWarning(@TempDir Path folder) throws Exception {
        assertThat(warningsOf(sources(), folder, OF_USERS)).isEmpty();
        assertThat(folder.resolve("dev/steward/api/SharedQueue.html")).exists();
    }

    @Test
    void aWarningIsNoticed(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/p"));
        Files.writeString(source.resolve("C.java"), "package p;\n/** See {@link Nothing}. */\npublic class C {}\n");
        assertThat(warningsOf(folder.resolve("source").toString(), folder.resolve("made"), List.of("p")))
                .contains("Nothing");
    }
}
