package dev.steward.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Asynchronous;
import dev.steward.api.BaseManager;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.Inspection;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds docs/semantics.md to the interfaces: each type of {@link BuiltInType} has its section, each method its row, each row its method. */
class SemanticsTest {

    /** What has a section beside the types. */
    private static final List<Class<?>> OTHERS = List.of(
            RemoteProxy.class,
            Asynchronous.class,
            Delivery.class,
            Hold.class,
            BaseManager.class,
            Inspection.class,
            SyncManager.class);

    private static final List<Class<?>> TYPES = Stream.concat(
                    OTHERS.stream(), Arrays.stream(BuiltInType.values()).map(BuiltInType::face))
            .<Class<?>>map(type -> type)
            .distinct()
            .toList();

    private static final Pattern HEADING = Pattern.compile("## (\\w+)");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)`( \\*\\(21\\)\\*)? \\|(.*)");
    private static final int CELLS_AFTER_THE_METHOD = 4;

    /** A row of the page. */
    private record Row(String method, boolean since21, List<String> cells) {}

    private static Map<String, List<Row>> rows() throws IOException {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        List<Row> section = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "semantics.md"))) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = sections.computeIfAbsent(heading.group(1), name -> new ArrayList<>());
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                List<String> cells = Arrays.stream(row.group(3).split("\\|", -1))
                        .map(String::strip)
                        .toList();
                section.add(new Row(row.group(1), row.group(2) != null, cells.subList(0, cells.size() - 1)));
            }
        }
        return sections;
    }

    private static Set<String> methodsOf(Class<?> type) {
        Set<String> methods = signatures(type.getMethods());
        for (Class<?> other : TYPES) {
            if (other != type && other.isAssignableFrom(type)) {
                methods.removeAll(signatures(other.getMethods()));
            }
        }
        methods.addAll(signatures(type.getDeclaredMethods()));
        return methods;
    }

    private static Set<String> signatures(Method[] methods) {
        return Arrays.stream(methods)
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    List<DynamicTest> everyMethodHasItsRowAndEveryRowItsMethod() throws IOException {
        Map<String, List<Row>> sections = rows();
        boolean before21 = Runtime.version().feature() < 21;
        return TYPES.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    List<String> documented = sections.getOrDefault(type.getSimpleName(), List.of()).stream()
                            .filter(row -> !(row.since21() && before21))
                            .map(Row::method)
                            .toList();
                    assertThat(documented).doesNotHaveDuplicates();
                    assertThat(documented).containsExactlyInAnyOrderElementsOf(methodsOf(type));
                }))
                .toList();
    }

    @Test
    void everyRowSaysWhereAndWhetherItWaits() throws IOException {
        rows().forEach((section, rows) -> assertThat(rows).allSatisfy(row -> {
            assertThat(row.cells()).as(section + "." + row.method()).hasSize(CELLS_AFTER_THE_METHOD);
            assertThat(row.cells().get(0)).as("runs").isNotEmpty();
            assertThat(row.cells().get(2)).as("waits").isNotEmpty();
        }));
    }

    @Test
    void everySharedTypeHasItsSection() throws IOException {
        assertThat(rows().entrySet().stream()
                        .filter(section -> !section.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .as("sections of docs/semantics.md with rows: one for the interface of each row of BuiltInType")
                .containsExactlyInAnyOrderElementsOf(
                        TYPES.stream().map(Class::getSimpleName).toList());
    }
}
