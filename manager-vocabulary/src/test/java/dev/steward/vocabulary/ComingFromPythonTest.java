package dev.steward.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/coming-from-python.md to what CPython's proxies expose and to the methods that the interfaces have. */
class ComingFromPythonTest {

    private static final Pattern HEADING = Pattern.compile("## (.+): (\\w+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern METHOD = Pattern.compile("(?:([A-Z]\\w*)\\.)?(\\w+)\\(.*\\)");

    /** What the proxies of CPython 3.14 expose, and what they add to it. */
    private static final Map<String, String> EXPOSED = Map.ofEntries(
            Map.entry(
                    "ListProxy",
                    "__add__ __contains__ __delitem__ __getitem__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append"
                            + " clear copy count extend index insert pop remove reverse sort __imul__ __iadd__"),
            Map.entry(
                    "DictProxy",
                    "__contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ __ror__ __setitem__"
                            + " clear copy fromkeys get items keys pop popitem setdefault update values"),
            Map.entry(
                    "SetProxy",
                    "__and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ __len__ __or__"
                            + " __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ __ge__ __gt__ __le__ __lt__ add clear"
                            + " copy difference difference_update discard intersection intersection_update isdisjoint"
                            + " issubset issuperset pop remove symmetric_difference symmetric_difference_update union"
                            + " update"),
            Map.entry("NamespaceProxy", "__getattribute__ __setattr__ __delattr__"),
            Map.entry("ValueProxy", "get set value"),
            Map.entry("ArrayProxy", "__len__ __getitem__ __setitem__"),
            Map.entry("Queue", "empty full get get_nowait join put put_nowait qsize shutdown task_done"),
            Map.entry("JoinableQueue", "join task_done"),
            Map.entry("AcquirerProxy of Lock and RLock", "acquire release locked __enter__ __exit__"),
            Map.entry("AcquirerProxy of Semaphore and BoundedSemaphore", "acquire release locked __enter__ __exit__"),
            Map.entry("ConditionProxy", "acquire release locked wait notify notify_all wait_for"),
            Map.entry("EventProxy", "is_set set clear wait"),
            Map.entry("BarrierProxy", "wait abort reset parties n_waiting broken"),
            Map.entry("IteratorProxy", "__next__ __iter__ send throw close"),
            Map.entry(
                    "PoolProxy",
                    "apply apply_async close imap imap_unordered join map map_async starmap starmap_async terminate"
                            + " __enter__ __exit__"),
            Map.entry("AsyncResult", "get ready successful wait"),
            Map.entry("Iterator of a pool", "__next__ __iter__ next"),
            Map.entry("BaseProxy", "_getvalue _callmethod"),
            Map.entry("BaseManager", "connect start get_server shutdown register _number_of_objects _debug_info"));

    record Section(String python, String face, List<String[]> rows) {
        @Override
        public String toString() {
            return python;
        }

        Stream<String> pythonNames() {
            return rows.stream().flatMap(row -> codes(row[0])).map(code -> code.replaceAll("\\(.*", ""));
        }
    }

    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "coming-from-python.md"))) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                sections.add(new Section(heading.group(1), heading.group(2), new ArrayList<>()));
            } else if (line.startsWith("| `")) {
                String[] cells = Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new);
                sections.get(sections.size() - 1).rows().add(cells);
            }
        }
        return sections;
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(result -> result.group(1));
    }

    /** Returns what is wrong with a row, or nothing. */
    private static List<String> wrongIn(String face, String[] cells) {
        List<String> wrong = new ArrayList<>();
        if (cells.length < 3) {
            wrong.add("no three cells");
        } else if (cells[1].equals("-")) {
            if (cells[2].isEmpty()) {
                wrong.add("no reason");
            }
        } else if (codes(cells[1]).findAny().isEmpty()) {
            wrong.add("no method");
        } else {
            codes(cells[1]).filter(code -> !exists(face, code)).forEach(wrong::add);
        }
        return wrong;
    }

    private static boolean exists(String face, String code) {
        Matcher method = METHOD.matcher(code);
        return method.matches()
                && Arrays.stream(typeNamed(method.group(1) == null ? face : method.group(1))
                                .getMethods())
                        .anyMatch(found -> found.getName().equals(method.group(2)));
    }

    private static Class<?> typeNamed(String name) {
        try {
            return Class.forName("dev.steward.api." + name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("there is no " + name + " in the api", missing);
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void eachRowNamesAMethodOrTheReasonWhyThereIsNone(Section section) {
        assertThat(section.rows())
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(wrongIn(section.face(), row)).as(row[0]).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void eachTypeHasItsTable(BuiltInType type) throws IOException {
        assertThat(sections())
                .as(
                        "docs/coming-from-python.md has a section ## ...: %s for a %s",
                        type.face().getSimpleName(), type)
                .extracting(Section::face)
                .contains(type.face().getSimpleName());
    }

    @Test
    void everythingThatPythonExposesHasARow() throws IOException {
        Map<String, List<String>> described = new LinkedHashMap<>();
        for (Section section : sections()) {
            described.put(section.python(), section.pythonNames().toList());
        }
        assertThat(described).containsOnlyKeys(EXPOSED.keySet());
        // A type that Python does not have exposes nothing there.
        EXPOSED.forEach(
                (proxy, methods) -> assertThat(Stream.of(methods.split(" ")).filter(method -> !method.isEmpty()))
                        .as(proxy)
                        .isSubsetOf(described.get(proxy)));
    }

    @Test
    void aWrongRowIsNoticed() {
        assertThat(wrongIn("SharedQueue", new String[] {"`get()`", "`take()`", ""}))
                .isEmpty();
        assertThat(wrongIn("SharedQueue", new String[] {"`get()`", "`shuffle()`", ""}))
                .containsExactly("shuffle()");
        assertThat(wrongIn("SharedQueue", new String[] {"`get()`", "-", ""})).containsExactly("no reason");
        assertThat(wrongIn("SharedLock", new String[] {"`__exit__()`", "`Hold.shut()`", ""}))
                .containsExactly("Hold.shut()");
    }
}
