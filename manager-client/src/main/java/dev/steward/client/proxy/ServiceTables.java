package dev.steward.client.proxy;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which number each method of an interface has on the server: one table for each pair of an interface and a list of
 * exposed methods, however many objects share it. Any thread.
 */
final class ServiceTables {

    /** Stands for a method that the object does not expose. */
    static final int NOT_EXPOSED = -1;

    private record Key(Class<?> type, List<ListedMethod> exposed) {
        Key {
            Objects.requireNonNull(type, "type");
        }
    }

    private final ConcurrentMap<Key, Map<Method, Integer>> tables = new ConcurrentHashMap<>();

    /** Returns the numbers of an interface's methods in a list of exposed ones. */
    Map<Method, Integer> table(ServiceInterface service, List<ListedMethod> exposed) {
        return tables.computeIfAbsent(new Key(service.type(), exposed), key -> resolve(service, exposed));
    }

    private static Map<Method, Integer> resolve(ServiceInterface service, List<ListedMethod> exposed) {
        Map<Method, Integer> numbers = new HashMap<>();
        service.methods().forEach((method, known) -> numbers.put(method, numberOf(known, exposed)));
        return Map.copyOf(numbers);
    }

    /** The very signature, or else the only exposed method of that name with as many parameters. */
    private static int numberOf(ServiceMethod method, List<ListedMethod> exposed) {
        int found = NOT_EXPOSED;
        boolean several = false;
        for (int number = 0; number < exposed.size(); number++) {
            ListedMethod candidate = exposed.get(number);
            if (candidate.signature().equals(method.signature())) {
                return number;
            }
            if (candidate.name().equals(method.name()) && candidate.parameters().size() == method.parameterCount()) {
                several |= found != NOT_EXPOSED;
                found = number;
            }
        }
        return several ? NOT_EXPOSED : found;
    }
}
