package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.server.ServerLimit;
import dev.steward.vocabulary.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that speaks of a limit names the option that changes it, and the limit is one that there is. */
@Timeout(60)
@Tag("one-jdk")
class LimitMessagesTest {

    private static final Pattern NAMED = Pattern.compile("Limits\\.named\\(((?:\\s*\"[A-Z_]+\",?)+)\\s*\\)");
    private static final Pattern NAME = Pattern.compile("\"([A-Z_]+)\"");
    private static final Pattern BARE = Pattern.compile("\"[^\"\n]*\\blimits? [A-Z]+(_[A-Z]+)*\\b[^\"\n]*\"");

    private static Stream<String> sources() {
        return ProjectTree.mainSources().stream()
                .filter(file -> !file.endsWith("Limits.java"))
                .map(ProjectTree::text);
    }

    @Test
    void namesLimitsThatThereAre() {
        List<String> named = sources()
                .flatMap(source -> NAMED.matcher(source).results().map(found -> found.group(1)))
                .flatMap(names -> NAME.matcher(names).results().map(found -> found.group(1)))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(Arrays.stream(ServerLimit.values()).map(Enum::name)).containsAll(named);
    }

    @Test
    void noMessageNamesALimitWithoutTheOption() {
        assertThat(sources().flatMap(source -> BARE.matcher(source).results().map(found -> found.group())))
                .isEmpty();
        assertThat(BARE.matcher("\"as many as it takes (limit SESSIONS)\"").find())
                .isTrue();
    }

    @Test
    void saysHowALimitIsChanged() {
        assertThat(Limits.named("OBJECTS"))
                .isEqualTo("limit OBJECTS, changed by serve --limit OBJECTS=N or ManagerServer.Builder.limit(..)");
        assertThat(Limits.named("VALUE_BYTES", "FRAME_BYTES"))
                .isEqualTo("limits VALUE_BYTES and FRAME_BYTES, changed by serve --limit NAME=N or"
                        + " ManagerServer.Builder.limit(..)");
    }
}
