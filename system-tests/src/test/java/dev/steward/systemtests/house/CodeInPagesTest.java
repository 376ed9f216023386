package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every piece of Java that the pages show compiles. Whole programs are run elsewhere, and the pieces of docs/services.md are
 * those of an example; the others are put into a class whose superclass has what a reader supplies.
 */
@Timeout(120)
@Tag("one-jdk")
class CodeInPagesTest {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```java\\n((?:.*\\n)*?)```");

    /** Pages whose code others look at: one is an example's, one an application's, the other a folder that is built and run. */
    private static final List<String> ELSEWHERE = List.of("docs/services.md", "docs/spring.md", "docs/using.md");

    /** What a reader supplies. */
    private static final String FRAME = """
            import dev.steward.admin.*;
            import dev.steward.api.*;
            import dev.steward.client.*;
            import dev.steward.process.*;
            import dev.steward.server.*;
            import dev.steward.test.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import java.nio.ByteBuffer;
            import java.time.Duration;
            import java.util.*;
            class Supplied {
                record Order(String article, int amount) {}
                record Point(double x, double y) {}
                interface Shop { void order(Order order); }
                static class WarehouseShop implements Shop { public void order(Order order) {} }
                static class Squares {
                    static int of(int number) { return number * number; }
                    static void load() {}
                }
                static AuthKey key = AuthKey.random();
                static SyncManager manager;
                static MeterRegistry registry;
                static void work(SharedQueue<Integer> queue, String name) throws InterruptedException {}
                static void draw(SharedMemory block) {}
                static void show(ByteBuffer bytes) {}
                static void modify(ValueCell<Integer> n, ArrayCell<Byte> text, ArrayCell<?> points) {}
            }
            """;

    private static String program(String code) {
        if (code.contains("import ")) {
            return code;
        }
        String whole = code.replace("{ ... }", "{}");
        return FRAME
                + (code.startsWith("public ")
                        ? "class Main extends Supplied { " + whole + "}"
                        : "class Main extends Supplied { static void page() throws Exception { " + whole + "} }");
    }

    private static Map<String, String> codeOfPages() {
        Map<String, String> all = new TreeMap<>();
        ProjectTree.pages().forEach(page -> {
            String name = ProjectTree.root().relativize(page).toString();
            if (!ELSEWHERE.contains(name)) {
                String text = ProjectTree.text(page);
                Matcher block = BLOCK.matcher(text);
                while (block.find()) {
                    long line = text.substring(0, block.start()).lines().count() + 1;
                    all.put(name + ":" + line, block.group(1));
                }
            }
        });
        return all;
    }

    private static String nameOf(String program) {
        Matcher declared = Pattern.compile("public class (\\w+)").matcher(program);
        return (declared.find() ? declared.group(1) : "Main") + ".java";
    }

    private static List<String> errorsIn(String code) {
        String text = program(code);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + nameOf(text)), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        // It stops before it would write classes.
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:none",
                "-XDshould-stop.ifNoError=FLOW",
                "-cp",
                System.getProperty("java.class.path"));
        compiler.getTask(null, null, found, options, null, List.of(source)).call();
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getMessage(null))
                .toList();
    }

    @Test
    void everyPieceCompiles() {
        Map<String, String> pages = codeOfPages();
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(pages)
                .allSatisfy(
                        (place, code) -> assertThat(errorsIn(code)).as(place).isEmpty());
    }

    @Test
    void whatDoesNotIsNoticed() {
        assertThat(errorsIn("manager.queue().putt(1);\n")).hasSize(1);
        assertThat(errorsIn("manager.queue().put(1);\n")).isEmpty();
        assertThat(errorsIn("public static void main(String[] args) { shwo(null); }\n"))
                .hasSize(1);
    }
}
