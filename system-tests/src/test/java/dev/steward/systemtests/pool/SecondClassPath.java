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
        compile(
                folder,
                "SecondTasks",
                firstTasks()
                        .replace("package dev.steward.systemtests.pool.tasks", "package " + PACKAGE)
                        .replace("FirstTasks", "SecondTasks")
                        .replace("\"first ", "\"second "));
    }

    /** Compiles another version of the first tasks into a folder: one has got another argument, and an argument another part. */
    static void compileOtherVersionInto(Path folder) throws IOException {
        String first = firstTasks();
        String other = first.replace("String again(String file)", "String again(Object file)")
                .replace("record Order(String name)", "record Order(String name, int count)");
        assertThat(other).hasSizeGreaterThan(first.length() + 10);
        compile(folder, "FirstTasks", other);
    }

    private static String firstTasks() throws IOException {
        return Files.readString(ProjectTree.root()
                .resolve("system-tests/src/test/java/dev/steward/systemtests/pool/tasks/FirstTasks.java"));
    }

    private static void compile(Path folder, String name, String text) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
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
