package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds docs/semantics.md to the interfaces: each method has its row, each row its method. */
class SemanticsTest {

    private static final List<Class<?>> TYPES = List.of(
            RemoteProxy.class,
            Asynchronous.class,
            SharedList.class,
            SharedDict.class,
            SharedNamespace.class,
            SharedValue.class,
            SharedArray.class,
            SharedQueue.class,
            SharedJoinableQueue.class,
            Delivery.class,
            SharedIterator.class,
            SharedLock.class,
            Hold.class,
            SharedCondition.class,
            SharedSemaphore.class,
            SharedEvent.class,
            SharedBarrier.class,
            BaseManager.class,
            SyncManager.class);

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
        assertThat(rows().keySet())
                .containsAll(TYPES.stream().map(Class::getSimpleName).toList());
    }
}
