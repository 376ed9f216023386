package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code that is on no class path is refused before anything is started, with the reason and the cure. */
@Timeout(180)
class CodeThatCannotTravelTest {

    private static final String REASON = "is not on the class path";
    private static final String CURE = "compile the class and put it on the class path";

    @TempDir
    Path folder;

    /** Hands a source to a tool of the JDK and returns what it prints. */
    private List<String> linesOf(String tool, String name, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(name), source);
        String program = Path.of(System.getProperty("java.home"), "bin", tool).toString();
        // JShell refuses a class path with folders that are not there.
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
        try (Jvm jvm = Jvm.start(Map.of(), List.of(program, "--class-path", classPath, file.toString()))) {
            jvm.awaitEnd();
            return jvm.lines();
        }
    }

    @Test
    void aSingleSourceFile() throws Exception {
        List<String> lines = linesOf("java", "Single.java", """
                import dev.steward.process.JavaProcess;
                public class Single {
                    public static void main(String[] args) {
                        JavaProcess.start(() -> System.out.println("never"));
                    }
                }
                """);
        assertThat(lines).anyMatch(line -> line.contains("the code of Single " + REASON) && line.contains(CURE));
        assertThat(lines).doesNotContain("never");
    }

    @Test
    void aLineOfJShell() throws Exception {
        List<String> lines = linesOf("jshell", "script.jsh", """
                import dev.steward.process.JavaProcess
                try {
                    JavaProcess.start(() -> System.out.println("never"));
                } catch (RuntimeException refused) {
                    System.out.println(refused.getMessage());
                }
                /exit
                """);
        assertThat(lines).anyMatch(line -> line.contains(REASON) && line.contains(CURE));
        assertThat(lines).doesNotContain("never");
    }
}
