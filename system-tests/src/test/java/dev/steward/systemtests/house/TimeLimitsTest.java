package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every test has a limit: the parent's pom says which, and no module says otherwise. */
@Tag("one-jdk")
class TimeLimitsTest {

    private static final String DEFAULT = "junit.jupiter.execution.timeout.default";
    private static final Pattern OF_ITS_OWN = Pattern.compile(
            "<(configurationParameters|forkedProcessTimeoutInSeconds|surefire\\.timeout|tests\\.longest\\.seconds)>"
                    + "|junit\\.jupiter\\.execution\\.timeout");

    /** What JUnit tells of the settings of this run. */
    private static final class Settings implements BeforeEachCallback {
        private Optional<String> limit = Optional.empty();

        @Override
        public void beforeEach(ExtensionContext context) {
            limit = context.getConfigurationParameter(DEFAULT);
        }
    }

    @RegisterExtension
    private final Settings settings = new Settings();

    private static List<Path> modules() throws Exception {
        try (Stream<Path> folders = Files.list(ProjectTree.root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the settings of a module in which there could be another limit. */
    private static Stream<Path> settingsOf(Path module) {
        return Stream.of(module.resolve("pom.xml"), module.resolve("src/test/resources/junit-platform.properties"))
                .filter(Files::exists);
    }

    private static boolean hasLimitOfItsOwn(Path file) {
        return OF_ITS_OWN.matcher(ProjectTree.text(file)).find();
    }

    @Test
    void theLimitIsInForce() {
        assertThat(settings.limit).hasValue("2 m");
    }

    @Test
    void theParentSaysIt() {
        Path parent = ProjectTree.root().resolve("pom.xml");
        assertThat(hasLimitOfItsOwn(parent)).isTrue();
        assertThat(ProjectTree.text(parent))
                .contains(DEFAULT + " = 2 m", "<forkedProcessTimeoutInSeconds>${tests.longest.seconds}<");
    }

    @Test
    void noModuleSaysOtherwise() throws Exception {
        assertThat(modules()).hasSizeGreaterThan(9).allSatisfy(module -> {
            assertThat(ProjectTree.text(module.resolve("pom.xml")))
                    .containsAnyOf("<artifactId>steward</artifactId>", "<artifactId>manager-bom</artifactId>");
            assertThat(settingsOf(module)).noneMatch(TimeLimitsTest::hasLimitOfItsOwn);
        });
    }
}
