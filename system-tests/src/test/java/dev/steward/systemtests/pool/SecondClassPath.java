package dev.steward.systemtests.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SerializableFunction;
import dev.steward.systemtests.house.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A folder with classes that the class path of the tests does not have: those of {@code tasks}, in another package. */
final class SecondClassPath {

    static final String PACKAGE = "second.tasks";

    private SecondClassPath() {}

    /** Compiles it into a folder. */
    static void compileInto(Path folder) throws IOException {
        Path source = folder.resolve("SecondTasks.java");
        String first = Files.readString(ProjectTree.root()
                .resolve("system-tests/src/test/java/dev/steward/systemtests/pool/tasks/FirstTasks.java"));
        Files.writeString(
                source,
                first.replace("package dev.steward.systemtests.pool.tasks", "package " + PACKAGE)
                        .replace("FirstTasks", "SecondTasks")
                        .replace("\"first ", "\"second "));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int code = compiler.run(
                null,
                null,
                null,
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
        assertThat(code).as("the compiler").isZero();
    }

    /** Returns a task of it, in a process that has it. */
    @SuppressWarnings("unchecked")
    static SerializableFunction<String, String> task(String name) {
        try {
            return (SerializableFunction<String, String>)
                    Class.forName(PACKAGE + ".SecondTasks").getMethod(name).invoke(null);
        } catch (ReflectiveOperationException notHere) {
            throw new IllegalStateException("this process has not the second class path", notHere);
        }
    }
}
