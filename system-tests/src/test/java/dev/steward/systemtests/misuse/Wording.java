package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectDescription;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What every message keeps to, whatever was wrong: it names the object as the user did and the method that the user called,
 * and speaks of Java's types, not of the words of the wire.
 */
final class Wording {

    private static final Pattern DESCRIPTOR =
            Pattern.compile("\\((?:\\[*(?:[BCDFIJSZ]|L[\\w/$]+;))+\\)|\\[+L[\\w.$]+;|\\[[BCDFIJSZ]\\b(?!])");
    private static final Pattern OPERATION = Pattern.compile(Arrays.stream(Operation.values())
            .map(Operation::toString)
            .filter(spoken -> spoken.contains("."))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "\\b(?:", ")\\b")));
    private static final Pattern LABEL = Pattern.compile("^(\\w+) (?:'[^']*'|\\d+)");
    private static final Pattern METHOD = Pattern.compile("^\\w+ (?:'[^']*'|\\d+), (\\w+): ");

    private Wording() {}

    /** Checks a message of a call that was made by the thread that hears of it. */
    static void check(String message, List<ObjectDescription> objects) {
        assertThat(message).as("descriptors in place of types").doesNotContainPattern(DESCRIPTOR);
        assertThat(message)
                .as("the name of an operation in place of the method")
                .doesNotContainPattern(OPERATION);
        assertThat(message)
                .as("the words of an operation in place of the method")
                .doesNotContainPattern(METHOD);
        for (ObjectDescription object : objects) {
            if (object.name() != null) {
                assertThat(message)
                        .as("it has a name: %s", object.name())
                        .doesNotContainPattern("\\b" + object.typeId() + " " + object.objectId() + "\\b");
            }
        }
        if (message.contains("cannot encode")) {
            assertThat(message).as("where the value was").containsPattern(LABEL);
        }
    }
}
