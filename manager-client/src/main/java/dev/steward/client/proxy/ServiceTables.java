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

    private record Key(Class<?> type, List<String> exposed) {
        Key {
            Objects.requireNonNull(type, "type");
        }
    }

    private final ConcurrentMap<Key, Map<Method, Integer>> tables = new ConcurrentHashMap<>();

    /** Returns the numbers of an interface's methods in a list of exposed ones. */
    Map<Method, Integer> table(ServiceInterface service, List<String> exposed) {
        return tables.computeIfAbsent(new Key(service.type(), exposed), key -> resolve(service, exposed));
    }

    private static Map<Method, Integer> resolve(ServiceInterface service, List<String> exposed) {
        Map<Method, Integer> numbers = new HashMap<>();
        service.methods().forEach((method, known) -> numbers.put(method, numberOf(known, exposed)));
        return Map.copyOf(numbers);
    }

    /** The very signature, or else the only exposed method of that name with as many parameters. */
    private static int numberOf(ServiceMethod method, List<String> exposed) {
        int exact = exposed.indexOf(method.signature());
        if (exact >= 0) {
            return exact;
        }
        int found = NOT_EXPOSED;
        for (int i = 0; i < exposed.size(); i++) {
            String candidate = exposed.get(i);
            if (candidate.startsWith(method.name() + "(")
                    && parameters(candidate.substring(method.name().length())) == method.parameterCount()) {
                if (found != NOT_EXPOSED) {
                    return NOT_EXPOSED;
                }
                found = i;
            }
        }
        return found;
    }

    /** Counts the parameters of a descriptor such as {@code (I[Ljava/lang/String;)}. */
    private static int parameters(String descriptor) {
        int count = 0;
        for (int at = 1; at < descriptor.length() && descriptor.charAt(at) != ')'; at++) {
            if (descriptor.charAt(at) == '[') {
                continue;
            }
            if (descriptor.charAt(at) == 'L') {
                int semicolon = descriptor.indexOf(';', at);
                at = semicolon < 0 ? descriptor.length() : semicolon;
            }
            count++;
        }
        return count;
    }
}
