package dev.steward.systemtests.house;

import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds in a source what says once more, beside manager-vocabulary, what a row says: a typeid as a string, several
 * operations in one breath, a collection of operations or types, or a part of an operation's number. What asks for one
 * operation at a time, such as a face, is no table. Stateless.
 */
final class SecondTables {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern OPERATIONS_ARE_KNOWN =
            Pattern.compile("import (static )?dev\\.steward\\.vocabulary\\.(Operation|BuiltInType|\\*)\\b");

    private static final Pattern TYPE_ID = Pattern.compile(Arrays.stream(BuiltInType.values())
            .map(BuiltInType::typeId)
            .collect(Collectors.joining("|", "\"(?:", ")\"")));

    private static final String OPERATION = Arrays.stream(Operation.values())
            .map(Operation::name)
            .collect(Collectors.joining("|", "\\b(?:Operation\\.)?(?:", ")\\b"));

    /** As arguments of one call, as labels of one case, or as what a condition compares with. */
    private static final Pattern SEVERAL_OPERATIONS = Pattern.compile(
            OPERATION + "\\s*,\\s*" + OPERATION + "|" + OPERATION + "\\s*(?:\\|\\||&&)[^;{}]*?[!=]=\\s*" + OPERATION);

    private static final Pattern COLLECTION = Pattern.compile(
            "\\b(?:Enum)?(?:Set|Map|List|Collection)<(?:Operation|BuiltInType)\\b|\\b(?:Operation|BuiltInType)\\[]");

    private static final Pattern PART_OF_A_NUMBER =
            Pattern.compile("(?i)\\b\\w*(?:code|operation)\\w*(?:\\(\\))?\\s*(?:>>|&\\s*0x|/\\s*0x|%\\s*0x)");

    private SecondTables() {}

    /** Returns the typeids that stand in a source as strings. */
    static List<String> typeIdsIn(String source) {
        return found(TYPE_ID, COMMENT.matcher(source).replaceAll("")).toList();
    }

    /** Returns what in a source is a table of operations or types. */
    static List<String> tablesIn(String source) {
        List<String> tables = new ArrayList<>();
        String code = COMMENT.matcher(source).replaceAll("");
        if (OPERATIONS_ARE_KNOWN.matcher(code).find()) {
            Stream.of(SEVERAL_OPERATIONS, COLLECTION, PART_OF_A_NUMBER)
                    .flatMap(pattern -> found(pattern, code))
                    .forEach(tables::add);
        }
        return tables;
    }

    private static Stream<String> found(Pattern pattern, String code) {
        Matcher matcher = pattern.matcher(code);
        return matcher.results().map(result -> result.group().replaceAll("\\s+", " "));
    }
}
