package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people do wrong in their first hour, at the command line and in their first program: each is told what was wrong, where,
 * and what to do, in one sentence and without a stack at the command line.
 */
@Timeout(60)
class NewcomerTest {

    private static Beginner beginner;

    @BeforeAll
    static void begin() throws Exception {
        beginner = new Beginner();
    }

    @AfterAll
    static void end() throws Exception {
        beginner.close();
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(MistakesAtTheCommandLine.ALL, MistakesInPrograms.ALL).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWhatWhereAndWhatToDo(Mistake mistake) {
        String told;
        if (mistake.line() != null) {
            Typed typed = Typed.by(beginner.words(mistake.line()));
            assertThat(typed.exitCode()).as("%s", typed.lines()).isEqualTo(mistake.exitCode());
            assertThat(typed.lines()).noneMatch(line -> line.startsWith("\tat "));
            // The others are the log of the servers, which run in this process too.
            told = String.join(
                    "\n",
                    typed.lines().stream()
                            .filter(line -> line.startsWith("steward: ") || line.startsWith("Try: "))
                            .toList());
        } else {
            Throwable thrown = catchThrowable(() -> mistake.code().in(beginner));
            assertThat(thrown).as("%s", mistake.name()).isInstanceOf(mistake.error());
            told = String.valueOf(thrown.getMessage());
        }
        assertThat(told)
                .as("what, where, and what to do")
                .contains(beginner.filled(mistake.what()))
                .contains(beginner.filled(mistake.where()))
                .contains(beginner.filled(mistake.cure()));
    }

    @Test
    void thereAreManyAndNoneTwice() {
        assertThat(mistakes().map(Mistake::name))
                .hasSizeGreaterThanOrEqualTo(40)
                .doesNotHaveDuplicates();
        assertThat(mistakes())
                .allSatisfy(mistake -> assertThat(List.of(mistake.what(), mistake.where(), mistake.cure()))
                        .as(mistake.name())
                        .allSatisfy(part -> assertThat(part).isNotBlank()));
    }
}
