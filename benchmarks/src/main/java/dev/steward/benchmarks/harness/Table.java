package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as people read them: columns of the same width, numbers at the right. */
public final class Table {

    private static final List<String> HEAD = List.of(
            "workload", "variant", "peer", "transport", "placement", "median", "unit", "ratio", "min", "max", "rounds");
    private static final int FIRST_NUMBER = 5;
    private static final int UNIT = 6;
    private static final double WHOLE_NUMBERS_FROM = 1_000;

    private Table() {}

    /** Returns the table, each line with its end. */
    public static String of(List<Result> results) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        String last = "";
        for (Result result : results) {
            String name = result.workload() + result.unit() + result.placement();
            if (!last.isEmpty() && !last.equals(name)) {
                rows.add(List.of());
            }
            last = name;
            rows.add(row(result));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(rows, column);
                boolean number = column >= FIRST_NUMBER && column != UNIT;
                line.append(String.format(Locale.ROOT, (number ? "%" : "%-") + width + "s  ", row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> !row.isEmpty())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(1);
    }

    private static List<String> row(Result result) {
        Unit unit = result.unit();
        return List.of(
                result.workload(),
                result.variant(),
                result.peer(),
                result.transport(),
                result.placement(),
                figure(result.value()),
                unit.symbol() + (unit.moreIsBetter() ? " (more is better)" : " (less is better)"),
                result.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", result.ratio().getAsDouble())
                        : "-",
                figure(result.min()),
                figure(result.max()),
                Integer.toString(result.figures().size()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < WHOLE_NUMBERS_FROM ? "%.2f" : "%,.0f", value);
    }
}
