package dev.steward.objects.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GlobTest {

    private static boolean matches(String pattern, String name) {
        return new Glob(pattern).matches(name);
    }

    private static String drawn(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void starsAndQuestionMarksMatchAsInAnExpression() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String pattern = drawn(random, "ab*?", random.nextInt(8));
            String name = drawn(random, "abc", random.nextInt(8));
            String expression = pattern.replace("?", ".").replace("*", ".*");
            assertThat(matches(pattern, name))
                    .as("%s matches %s", pattern, name)
                    .isEqualTo(Pattern.matches(expression, name));
        }
    }

    @Test
    void patternsOfMoreThanAWordMatchTheSame() {
        Random random = new Random(2);
        for (int length = 60; length < 200; length++) {
            String name = drawn(random, "ab", length);
            int cut = random.nextInt(length);
            assertThat(matches(name, name)).isTrue();
            assertThat(matches(name + "a", name)).isFalse();
            assertThat(matches("*" + name.substring(cut), name)).isTrue();
            assertThat(matches(name.substring(0, cut) + "?*", name)).isTrue();
            assertThat(matches(name.substring(0, cut) + "*c" + name.substring(cut), name))
                    .isFalse();
        }
    }

    @Test
    void noPatternTakesMoreStepsThanANameHasCharactersForEachWordOfIt() {
        String name = "a".repeat(998);
        Glob glob = new Glob("*" + "a".repeat(499) + "b");
        assertThat(glob.matches(name)).isFalse();
        assertThat(glob.steps()).isLessThanOrEqualTo(998 * 8);
        Glob stars = new Glob("*a".repeat(499) + "*b");
        assertThat(stars.matches(name)).isFalse();
        assertThat(stars.steps()).isLessThanOrEqualTo(998 * 8);
    }
}
