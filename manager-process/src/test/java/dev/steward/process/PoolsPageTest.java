package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AsyncResult;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedResult;
import dev.steward.api.TaskPool;
import dev.steward.api.TaskResults;
import dev.steward.api.WorkerLostException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables for those who come from Python name methods that are there, and all that pools and connections have. */
class PoolsPageTest {

    private static final Pattern CELL = Pattern.compile("^\\| [^|]+ \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern METHOD = Pattern.compile("(?<!new )\\b([a-z]\\w*)\\(");

    private static final List<Class<?>> TYPES = List.of(
            Pool.class,
            ProcessPool.class,
            ProcessPool.Builder.class,
            ThreadPool.class,
            PoolIterator.class,
            PoolWorker.class,
            PoolWorker.Builder.class,
            AsyncResult.class,
            Pipe.class,
            Connection.class,
            Listener.class,
            WorkerLostException.class);

    /** What every Java object and every iterator has needs no row, nor does how a connection travels. */
    private static final Set<String> NO_ROW = Set.of("toString", "hasNext", "next", "passage");

    private static Set<String> named(String page, Pattern... where) {
        Stream<String> parts = Stream.of(page);
        for (Pattern each : where) {
            parts = parts.flatMap(part -> each.matcher(part).results().map(found -> found.group(1)).toList().stream());
        }
        return parts.collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> methods(List<Class<?>> types, Predicate<Method> wanted) {
        return types.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(wanted)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "pools.md"));
    }

    @Test
    void whatTheTablesNameIsThere() throws IOException {
        Set<String> there = methods(TYPES, method -> true);
        there.addAll(methods(List.of(SharedPool.class, SharedResult.class), method -> true));
        assertThat(named(page(), CELL, METHOD)).hasSizeGreaterThan(20).isSubsetOf(there);
    }

    private static boolean isOfPools(Class<?> type) {
        return type == TaskPool.class
                || type == TaskResults.class
                || type.getPackageName().equals(Pool.class.getPackageName());
    }

    @Test
    void whatIsThereThePageNames() throws IOException {
        Set<String> ours = methods(
                TYPES, method -> Modifier.isPublic(method.getModifiers()) && isOfPools(method.getDeclaringClass()));
        ours.removeAll(NO_ROW);
        Matcher words = Pattern.compile("\\w+").matcher(page());
        Set<String> onThePage = words.results().map(found -> found.group()).collect(Collectors.toSet());
        assertThat(onThePage).containsAll(ours);
    }
}
