package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a type, an operation or a status is stands in manager-vocabulary and nowhere else. */
@Timeout(60)
@Tag("one-jdk")
class SecondTablesTest {

    private static final String IMPORT = "import dev.steward.vocabulary.Operation;\n";

    /** Strings that look like a typeid and are none: a word of a sentence, the name of a parameter, of a file, of a class of Python. */
    private static final Map<String, List<String>> HOMONYMS = Map.ofEntries(
            Map.entry(
                    "CellTables.java",
                    List.of(
                            "\"value\"",
                            "\"lock\"",
                            "\"set\"",
                            "\"value\"",
                            "\"lock\"",
                            "\"array\"",
                            "\"array\"",
                            "\"value\"",
                            "\"value\"")),
            Map.entry("DictTable.java", List.of("\"dict\"", "\"value\"", "\"value\"")),
            Map.entry("ListTable.java", List.of("\"list\"", "\"list\"", "\"list\"", "\"value\"", "\"value\"")),
            Map.entry("LockTables.java", List.of("\"lock\"", "\"value\"", "\"set\"", "\"set\"")),
            Map.entry("Nodes.java", List.of("\"array\"", "\"array\"")),
            Map.entry("PythonRepr.java", List.of("\"array\"")),
            Map.entry("QueueTables.java", List.of("\"queue\"")),
            Map.entry("SetTable.java", List.of("\"set\"")),
            Map.entry("CellLock.java", List.of("\"lock\"")),
            Map.entry("Description.java", List.of("\"array\"")),
            Map.entry("AuditLog.java", List.of("\"event\"")),
            Map.entry("EventDispatcher.java", List.of("\"event\"")),
            Map.entry("EventHub.java", List.of("\"event\"")),
            Map.entry("EventObject.java", List.of("\"set\"")),
            Map.entry("FolderLock.java", List.of("\"lock\"")),
            Map.entry("Happenings.java", List.of("\"event\"")),
            Map.entry("InspectionJson.java", List.of("\"event\"")),
            Map.entry("JsonText.java", List.of("\"value\"")),
            Map.entry("Looks.java", List.of("\"event\"", "\"event\"")),
            Map.entry("Metric.java", List.of("\"event\"")),
            Map.entry("MemberDirectory.java", List.of("\"lock\"")),
            Map.entry("Mistyped.java", List.of("\"list\"")),
            Map.entry("OlderForm.java", List.of("\"set\"")),
            Map.entry("PoolExecutor.java", List.of("\"pool\"")),
            Map.entry("PythonArray.java", List.of("\"array\"")),
            Map.entry("QuietLogs.java", List.of("\"set\"")),
            Map.entry(
                    "ReadOnlyCopies.java",
                    List.of("\"list\"", "\"list\"", "\"list\"", "\"set\"", "\"set\"", "\"set\"")),
            Map.entry("Reduction.java", List.of("\"set\"")),
            Map.entry("Reply.java", List.of("\"value\"")),
            Map.entry("ServerMetrics.java", List.of("\"event\"")),
            Map.entry("SetCommand.java", List.of("\"set\"", "\"value\"", "\"value\"")),
            Map.entry("Shape.java", List.of("\"array\"")),
            Map.entry("StateDirectory.java", List.of("\"lock\"")));

    private static List<Path> sources() {
        return ProjectTree.mainSources().stream()
                .filter(file -> ProjectTree.root().relativize(file).toString().startsWith("manager-"))
                .filter(file -> !file.toString().contains("/manager-vocabulary/"))
                .toList();
    }

    @Test
    void noTypeIdStandsOutsideTheVocabulary() {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : sources()) {
            List<String> typeIds = SecondTables.typeIdsIn(ProjectTree.text(file));
            if (!typeIds.isEmpty()) {
                found.put(file.getFileName().toString(), typeIds);
            }
        }
        assertThat(found)
                .as(
                        "strings that are typeids in main code: ask BuiltInType, or name it in HOMONYMS if it is another word")
                .isEqualTo(new TreeMap<>(HOMONYMS));
    }

    @Test
    void nothingListsOperationsOrTypesOnceMore() {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : sources()) {
            List<String> tables = SecondTables.tablesIn(ProjectTree.text(file));
            if (!tables.isEmpty()) {
                found.put(ProjectTree.root().relativize(file).toString(), tables);
            }
        }
        assertThat(found)
                .as("what says once more what a row says: make it a trait of the rows of Operation or BuiltInType")
                .isEmpty();
    }

    @Test
    void whatIsATableIsNoticed() {
        assertThat(SecondTables.typeIdsIn("if (typeId.equals(\"queue\")) // \"list\""))
                .containsExactly("\"queue\"");
        assertThat(SecondTables.tablesIn(IMPORT + "of(Operation.QUEUE_TAKE, Operation.QUEUE_DRAIN)"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "case QUEUE_TAKE, QUEUE_DRAIN -> true;"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "o == Operation.QUEUE_TAKE || o == Operation.QUEUE_DRAIN"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "private final Set<Operation> taking;"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn("import dev.steward.vocabulary.BuiltInType;\nMap<BuiltInType, String> names;"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "switch (operation.code() >> 8)"))
                .isNotEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "if ((code & 0xFF00) == 0x0400)"))
                .isNotEmpty();
    }

    @Test
    void whatAsksForOneOperationIsNone() {
        assertThat(SecondTables.tablesIn(IMPORT + "call(Operation.QUEUE_TAKE, timeout); call(Operation.QUEUE_PUT, e);"))
                .isEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "case QUEUE_TAKE -> take(); case QUEUE_DRAIN -> drain();"))
                .isEmpty();
        assertThat(SecondTables.tablesIn(IMPORT + "o == Operation.QUEUE_TAKE || o.takes()"))
                .isEmpty();
    }
}
