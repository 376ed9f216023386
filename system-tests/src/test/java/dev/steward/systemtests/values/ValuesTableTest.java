package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.process.Pipe;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.values.Travellers.Box;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The table of docs/values.md: each row has its values and each value its row, and each value comes back with its class and
 * equal, out of an object in a shared list and as an argument between processes of one program.
 */
@Timeout(120)
class ValuesTableTest {

    private static final Pattern ROW = Pattern.compile("^\\| ((?:`[^`|]+` ?)+)\\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static List<Object> values() {
        List<Object> values = new ArrayList<>();
        Travellers.travelling().forEach(row -> values.add(row.get()[1]));
        TableValues.more().forEach(values::add);
        return values;
    }

    /** Where a value stands in the table: the name of its class, or of what it is one of. */
    private static String nameOf(Object value) {
        if (value == null) {
            return "null";
        }
        Class<?> type = value.getClass();
        boolean ofUser = type.getPackageName().startsWith("dev.steward.systemtests");
        if (value instanceof Enum<?> && !(value instanceof Comparator<?>)) {
            return ofUser ? "enum" : "enum of the JDK";
        }
        if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? type.getSimpleName() : "Object[]";
        }
        if (ofUser) {
            boolean collection = value instanceof Collection<?> || value instanceof Map<?, ?>;
            return type.isRecord() ? "record" : collection ? "class that is a collection" : "class";
        }
        for (Class<?> family : List.of(
                Path.class,
                ZoneOffset.class,
                ZoneId.class,
                TimeZone.class,
                Calendar.class,
                Charset.class,
                InetAddress.class,
                Comparator.class,
                Map.Entry.class,
                EnumSet.class)) {
            if (family.isInstance(value)) {
                return family == Map.Entry.class ? "Map.Entry" : family.getSimpleName();
            }
        }
        for (Class<?> family : List.of(
                Chronology.class,
                ChronoLocalDate.class,
                ChronoLocalDateTime.class,
                ChronoZonedDateTime.class,
                ChronoPeriod.class)) {
            if (family.isInstance(value) && type.getPackage() == family.getPackage()) {
                return family.getSimpleName();
            }
        }
        if (hasNoName(type)) {
            return value instanceof Map<?, ?>
                    ? "unnamed Map"
                    : value instanceof Queue<?>
                            ? "unnamed Queue"
                            : value instanceof Set<?> ? "unnamed Set" : "unnamed List";
        }
        if (type.isMemberClass()) {
            return type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName();
        }
        return type.getPackageName().equals("java.sql") ? type.getName() : type.getSimpleName();
    }

    private static boolean hasNoName(Class<?> type) {
        return !Modifier.isPublic(type.getModifiers())
                && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    }

    private static String table() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "values.md"));
        int start = page.indexOf("## What travels");
        assertThat(start).isPositive();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    @Test
    void eachRowHasItsValuesAndEachValueItsRow() throws IOException {
        Map<String, Long> counted = values().stream()
                .collect(Collectors.groupingBy(ValuesTableTest::nameOf, TreeMap::new, Collectors.counting()));
        List<String> named = ROW.matcher(table())
                .results()
                .map(row -> row.group(1))
                .flatMap(names -> NAME.matcher(names).results().map((MatchResult name) -> name.group(1)))
                .toList();
        assertThat(named).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(named)).isEqualTo(counted.keySet());
        assertThat(values()).hasSizeGreaterThanOrEqualTo(200);
    }

    @Test
    void eachComesBackOutOfASharedObject() {
        AuthKey key = AuthKey.random();
        Stream<Class<?>> allowed = Stream.concat(Travellers.CLASSES.stream(), TableValues.CLASSES.stream());
        ClientOptions.Builder options = ClientOptions.builder();
        allowed.forEach(options::allow);
        try (ManagerServer server =
                ManagerServer.builder().address("127.0.0.1", 0).authKey(key).build()) {
            server.start();
            try (SyncManager sender = ManagerClient.connect("127.0.0.1", server.port(), key, options.build());
                    SyncManager receiver = ManagerClient.connect("127.0.0.1", server.port(), key, options.build())) {
                SharedList<Object> there = sender.list("values", Object.class);
                SharedList<Object> here = receiver.list("values", Object.class);
                List<Object> values = values();
                for (Object value : values) {
                    there.add(new Box<>(value));
                }
                for (int i = 0; i < values.size(); i++) {
                    Object read = here.get(i);
                    assertSame(((Box<?>) read).content(), values.get(i));
                    // The server takes it for the same as well, and so does the one that sent it.
                    assertThat(here.indexOf(read))
                            .as(nameOf(values.get(i)))
                            .isEqualTo(there.indexOf(new Box<>(values.get(i))));
                }
            }
        }
    }

    @Test
    void eachComesBackAsAMessageBetweenProcessesOfOneProgram() throws InterruptedException {
        List<Object> values = values();
        try (Pipe pipe = Pipe.open()) {
            Thread sender = new Thread(() -> {
                try {
                    for (Object value : values) {
                        pipe.first().send(value);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            sender.start();
            for (Object value : values) {
                assertSame(pipe.second().recv(), value);
            }
            sender.join();
        }
    }

    private static void assertSame(Object came, Object sent) {
        String name = nameOf(sent);
        boolean anyClass = name.startsWith("unnamed") || name.equals("Map.Entry");
        if (sent != null && !anyClass) {
            assertThat(came).as(name).hasSameClassAs(sent);
        }
        assertThat(nameOf(came).startsWith("unnamed")
                        || anyClass
                        || nameOf(came).equals(name))
                .as(name)
                .isTrue();
        if (sent == null || hasEquals(sent)) {
            assertThat(Arrays.deepEquals(new Object[] {came}, new Object[] {sent}))
                    .as(name)
                    .isTrue();
        } else if (says(sent)) {
            assertThat(came).as(name).hasToString(sent.toString());
        }
    }

    private static boolean hasEquals(Object value) {
        if (value instanceof IdentityHashMap<?, ?> || value instanceof Comparator<?>) {
            // What arrives, or what a comparator is made of, is never the very same.
            return false;
        }
        try {
            Class<?> equals = value.getClass().getMethod("equals", Object.class).getDeclaringClass();
            return value.getClass().isArray() || equals != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean says(Object value) {
        try {
            return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
