package dev.steward.vocabulary.lines;

import dev.steward.vocabulary.Printable;
import java.util.ArrayList;
import java.util.List;

/** Rows of text, one below the other. Stateless. */
public final class TextTable {

    private TextTable() {}

    /** Returns rows as lines whose columns are as wide as their widest cell; the first row is the heading. */
    public static List<String> of(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        List<List<String>> printable = rows.stream()
                .map(row -> row.stream().map(Printable::of).toList())
                .toList();
        for (List<String> row : printable) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : printable) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column));
                line.append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
