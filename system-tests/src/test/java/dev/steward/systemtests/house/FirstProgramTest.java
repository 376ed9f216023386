package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README compiles without a warning and prints what the README says. */
@Timeout(120)
class FirstProgramTest {

    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PRINTS = Pattern.compile("It prints `([^`]+)`");

    @Test
    void compilesWithoutWarningAndPrintsWhatTheReadmeSays(@TempDir Path folder) throws Exception {
        String readme = ProjectTree.text(ProjectTree.root().resolve("README.md"));
        Path source = Files.writeString(folder.resolve("First.java"), find(PROGRAM, readme));
        assertThat(warningsOf(source, folder)).isEmpty();

        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Jvm program = Jvm.start(Map.of(), List.of(java, "-cp", classPath, "First"))) {
            assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
            assertThat(program.lines()).contains(find(PRINTS, readme));
        }
    }

    @Test
    void aWarningIsNoticed(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Raw.java"),
                "public class Raw { java.util.List<String> a = new java.util.ArrayList(); }");
        assertThat(warningsOf(source, folder)).isNotEmpty();
    }

    private static List<Diagnostic<? extends JavaFileObject>> warningsOf(Path source, Path folder) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of(
                                    "--release",
                                    "17",
                                    "-Xlint:all,-options,-processing,-path",
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
        }
        return found.getDiagnostics();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("the README has %s", pattern).isTrue();
        return matcher.group(1);
    }
}
