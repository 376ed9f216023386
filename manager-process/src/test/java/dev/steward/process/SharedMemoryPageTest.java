package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table for those who come from Python names methods that are there, and all that the classes of the page have. */
@Timeout(60)
class SharedMemoryPageTest {

    private static final List<Class<?>> TYPES = List.of(
            SharedMemory.class,
            ShareableList.class,
            SharedMemoryManager.class,
            ValueCell.class,
            ArrayCell.class,
            CellLock.class);

    private static final Pattern METHOD = Pattern.compile("`(\\w+)\\.(\\w+)\\(([^)`]*)\\)`");

    /** What every object has, and how these travel. */
    private static final Set<String> NO_ROW = Set.of("toString", "equals", "hashCode", "passage");

    private record Named(String type, String method, int parameters) {}

    private static Named named(Method method) {
        return new Named(method.getDeclaringClass().getSimpleName(), method.getName(), method.getParameterCount());
    }

    private static List<Named> onThePage() throws IOException {
        List<String> types = TYPES.stream().map(Class::getSimpleName).toList();
        return METHOD.matcher(Files.readString(Path.of("..", "docs", "shared-memory.md")))
                .results()
                .filter(found -> types.contains(found.group(1)))
                .map(found -> new Named(
                        found.group(1),
                        found.group(2),
                        found.group(3).isEmpty() ? 0 : found.group(3).split(",").length))
                .distinct()
                .toList();
    }

    @Test
    void thePageNamesWhatIsThereAndAllOfIt() throws IOException {
        List<Named> there = TYPES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !NO_ROW.contains(method.getName()))
                .map(SharedMemoryPageTest::named)
                .distinct()
                .toList();
        assertThat(onThePage()).containsExactlyInAnyOrderElementsOf(there);
    }
}
