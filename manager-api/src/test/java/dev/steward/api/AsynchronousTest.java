package dev.steward.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each asynchronous method is that of the same name and parameters; what has no twin is said in docs/semantics.md. */
class AsynchronousTest {

    private static final Map<Class<?>, Class<?>> TWINS = Map.ofEntries(
            entry(SharedList.class, AsyncList.class),
            entry(SharedDict.class, AsyncDict.class),
            entry(SharedSet.class, AsyncSet.class),
            entry(SharedNamespace.class, AsyncNamespace.class),
            entry(SharedValue.class, AsyncValue.class),
            entry(SharedArray.class, AsyncArray.class),
            entry(SharedQueue.class, AsyncQueue.class),
            entry(SharedJoinableQueue.class, AsyncJoinableQueue.class),
            entry(SharedIterator.class, AsyncIterator.class),
            entry(SharedLock.class, AsyncLock.class),
            entry(SharedCondition.class, AsyncCondition.class),
            entry(SharedSemaphore.class, AsyncSemaphore.class),
            entry(SharedEvent.class, AsyncEvent.class),
            entry(SharedBarrier.class, AsyncBarrier.class));

    /** Every way to acquire gives a hold. */
    private static final Set<String> HOLDS = Set.of("lock()", "tryLock()", "tryLock(long, TimeUnit)");

    private static final Pattern LEFT_OUT = Pattern.compile("\\| no twin: (`[^|]*`) \\|.*");
    private static final Pattern METHOD = Pattern.compile("`([^`]+)`");

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Map<String, Method> methodsOf(Class<?> type) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            if (!method.isSynthetic() && !Modifier.isStatic(method.getModifiers())) {
                // The most specific declaration wins over those it overrides.
                methods.merge(
                        signature(method),
                        method,
                        (one, other) -> one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one);
            }
        }
        return methods;
    }

    private static Set<String> leftOut() throws IOException {
        Set<String> leftOut = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "semantics.md"))) {
            Matcher row = LEFT_OUT.matcher(line);
            if (row.matches()) {
                METHOD.matcher(row.group(1)).results().forEach(method -> leftOut.add(method.group(1)));
            }
        }
        return leftOut;
    }

    private static Set<String> missing(Class<?> type, Class<?> twin) {
        Set<String> missing = new TreeSet<>(methodsOf(type).keySet());
        missing.removeAll(methodsOf(twin).keySet());
        return missing;
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Class<?> given(Method asynchronous) {
        assertThat(asynchronous.getReturnType()).isEqualTo(CompletableFuture.class);
        return raw(((ParameterizedType) asynchronous.getGenericReturnType()).getActualTypeArguments()[0]);
    }

    @TestFactory
    List<DynamicTest> eachIsTheMethodOfTheSameNameWithAFutureOfItsResult() {
        return TWINS.entrySet().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.getKey().getSimpleName(), () -> {
                    Map<String, Method> plain = methodsOf(twin.getKey());
                    methodsOf(twin.getValue()).forEach((signature, method) -> {
                        assertThat(plain).containsKey(signature);
                        Class<?> result = HOLDS.contains(signature)
                                ? Hold.class
                                : boxed(raw(plain.get(signature).getGenericReturnType()));
                        assertThat(given(method)).as(signature).isEqualTo(result);
                    });
                }))
                .toList();
    }

    @Test
    void whatHasNoTwinIsNamedWithItsReason() throws IOException {
        Set<String> missing = new TreeSet<>();
        TWINS.forEach((type, twin) -> missing.addAll(missing(type, twin)));
        assertThat(leftOut()).containsExactlyElementsOf(missing);
    }
}
