package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table for those who come from Python names methods that are there, and all that the two classes have. */
class ProcessesPageTest {

    private static final Pattern METHOD = Pattern.compile("`(JavaProcess|Multiprocessing)\\.(\\w+)\\(([^)`]*)\\)`");

    private record Named(String type, String method, int parameters) {}

    private static List<Named> named() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "processes.md"));
        Matcher found = METHOD.matcher(page);
        return found.results()
                .map(result -> new Named(
                        result.group(1),
                        result.group(2),
                        result.group(3).isEmpty() ? 0 : result.group(3).split(",").length))
                .toList();
    }

    private static List<Method> methodsOf(String type) {
        return Arrays.stream(
                        (type.equals("JavaProcess") ? JavaProcess.class : Multiprocessing.class).getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList();
    }

    @Test
    void whatThePageNamesIsThere() throws IOException {
        assertThat(named())
                .hasSizeGreaterThan(20)
                .allSatisfy(each -> assertThat(methodsOf(each.type()))
                        .as("%s", each)
                        .anyMatch(method -> method.getName().equals(each.method())
                                && method.getParameterCount() == each.parameters()));
    }

    @Test
    void whatIsThereThePageNames() throws IOException {
        List<String> names =
                named().stream().map(each -> each.type() + "." + each.method()).toList();
        for (String type : List.of("JavaProcess", "Multiprocessing")) {
            assertThat(methodsOf(type).stream().map(Method::getName).filter(name -> !name.equals("toString")))
                    .allSatisfy(name -> assertThat(names).contains(type + "." + name));
        }
    }
}
