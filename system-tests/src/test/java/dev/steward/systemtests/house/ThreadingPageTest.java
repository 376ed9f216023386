package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** docs/threading.md names every thread and every lock of the code, and none that is gone. */
@Timeout(60)
@Tag("one-jdk")
class ThreadingPageTest {

    private static final String PAGE = "docs/threading.md";
    private static final String WRONG = "system-tests/src/test/java/dev/steward/systemtests/house/wrong/threads";

    @Test
    void namesEveryThreadAndLockOfTheCode() {
        List<ParsedSource> sources = ParsedSource.parse(ProjectTree.mainSources().stream()
                .filter(file -> !isProgramOfItsOwn(file))
                .toList());
        ThreadingPage page =
                ThreadingPage.read(ProjectTree.text(ProjectTree.root().resolve(PAGE)));
        assertThat(page.faults(ThreadNames.in(sources), LocksInCode.in(sources)))
                .as("what to change in %s", PAGE)
                .isEmpty();
    }

    /** The threads of examples and benchmarks are those of a user's program. */
    private static boolean isProgramOfItsOwn(Path file) {
        Path inTree = ProjectTree.root().relativize(file);
        return inTree.startsWith("examples") || inTree.startsWith("benchmarks");
    }

    @Test
    void findsTheNamesOfThreadsHoweverTheyAreGiven() {
        assertThat(ThreadNames.in(ParsedSource.parse(ProjectTree.javaSources(WRONG)))
                        .keySet())
                .containsExactlyInAnyOrder(
                        "wrong-literal",
                        "wrong-only",
                        "wrong-red-<>",
                        "wrong-blue-<>",
                        "wrong-subclass-<>",
                        "wrong-renamed",
                        "wrong-factory-<>-<>",
                        "wrong-own-factory-<>",
                        "wrong-virtual-<>",
                        "Cleaner-<>",
                        "a thread without a name at " + WRONG + "/NamesThreads.java:62",
                        "a thread without a name at " + WRONG + "/NamesThreads.java:63");
    }

    @Test
    void findsLocksOfEachKind() {
        assertThat(LocksInCode.in(ParsedSource.parse(ProjectTree.javaSources(WRONG)))
                        .keySet())
                .containsExactlyInAnyOrder(
                        "HasLocks",
                        "HasLocks.monitor",
                        "HasLocks.lock",
                        "HasLocks.permits",
                        "WaitsInLockOfAnother.done");
    }

    @Test
    void aPageThatLacksSomethingOrNamesWhatIsGoneIsNoticed() {
        List<ParsedSource> sources = ParsedSource.parse(ProjectTree.javaSources(WRONG).stream()
                .filter(file -> file.endsWith("HasLocks.java") || file.endsWith("StartsOneThread.java"))
                .toList());
        ThreadingPage page = ThreadingPage.read("""
                | thread | does |
                |---|---|
                | `wrong-gone-<n>` | nothing |
                | `main` of a child | all |
                | threads of the program | all |

                Neither `this` nor

                | word | means |
                |---|---|
                | `that` | is one |

                | lock | guards |
                |---|---|
                | `HasLocks` (its monitor), `HasLocks.lock` | all |
                | `HasLocks.permits` | the same |
                | `HasLocks.gone` | nothing |
                """);
        assertThat(page.faults(ThreadNames.in(sources), LocksInCode.in(sources)))
                .containsExactly(
                        "add to a table of threads: | `wrong-only` | (" + WRONG
                                + "/StartsOneThread.java:8 gives this name)",
                        "remove from line 3: `wrong-gone-<>`, no thread in the code has this name",
                        "add to a table of locks: | `HasLocks.monitor` | (" + WRONG + "/HasLocks.java:18 has it)",
                        "remove from line 17: `HasLocks.gone`, the code has no such lock");
    }
}
