package dev.steward.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The results as programs read them: tab-separated, a line with the columns' names first. */
public final class ResultsFile {

    private static final String HEAD = String.join(
            "\t",
            "workload",
            "variant",
            "peer",
            "transport",
            "placement",
            "jdk",
            "value",
            "unit",
            "ratio",
            "rounds",
            "min",
            "max");

    private ResultsFile() {}

    /** Returns the lines of the file. */
    static List<String> lines(List<Result> results) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        results.forEach(result -> lines.add(String.join(
                "\t",
                result.workload(),
                result.variant(),
                result.peer(),
                result.transport(),
                result.placement(),
                result.jdk(),
                number(result.value()),
                result.unit().symbol(),
                result.ratio().isPresent() ? number(result.ratio().getAsDouble()) : "",
                Integer.toString(result.figures().size()),
                number(result.min()),
                number(result.max()))));
        return lines;
    }

    /** Writes the file in the place of the one before. */
    public static void write(Path file, List<Result> results) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.write(file, lines(results));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
