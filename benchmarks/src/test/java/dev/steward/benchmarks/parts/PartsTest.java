package dev.steward.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks still do what they say; how fast is none of a test's business. */
@Timeout(120)
@Tag("one-jdk")
class PartsTest {

    @ParameterizedTest
    @MethodSource("names")
    void benchmarkRunsWithEachOfItsParameters(String name) throws RunnerException {
        Collection<RunResult> results = new Runner(Parts.quiet(name)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .build())
                .run();
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(Parts.row(result))
                        .contains(name.substring(name.lastIndexOf('.') + 1), " ns/op ", " B/op")
                        .doesNotContain("NaN B/op"));
    }

    static Collection<String> names() {
        return Parts.names();
    }

    @Test
    void eachMethodThatIsMarkedIsFound() {
        assertThat(Parts.names()).containsExactlyInAnyOrderElementsOf(marked());
    }

    private static List<String> marked() {
        return Stream.of(
                        ValueBenchmark.class,
                        FrameBenchmark.class,
                        ProxyBenchmark.class,
                        DispatchBenchmark.class,
                        MemoryBenchmark.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(PartsTest::nameOf)
                .toList();
    }

    private static String nameOf(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
