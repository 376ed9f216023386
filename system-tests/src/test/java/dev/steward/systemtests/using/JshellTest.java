package dev.steward.systemtests.using;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.house.ProjectTree;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/using.md types in jshell works, in this JVM, and gives what the page says. */
@Timeout(60)
@Tag("one-jdk")
class JshellTest {

    private static final String PROMPT = "jshell> ";

    @Test
    void theLinesOfThePageGiveWhatItSays() {
        String page = ProjectTree.text(ProjectTree.root().resolve("docs/using.md"));
        List<String> lines = page.lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        String value = "";
        // In a process of its own, as jshell does: within this one a line would wait for the threads that it has
        // started.
        try (JShell shell = JShell.create()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            try {
                for (String line : lines) {
                    List<SnippetEvent> events = shell.eval(line + ";");
                    assertThat(events).as(line).allSatisfy(event -> {
                        assertThat(event.exception()).isNull();
                        assertThat(event.status()).isEqualTo(Snippet.Status.VALID);
                    });
                    value = String.valueOf(events.get(0).value());
                }
            } finally {
                shell.eval("manager.close(); server.close();");
            }
        }
        assertThat(page).contains("$" + lines.size() + " ==> " + value + "\n");
    }
}
