package dev.steward.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/protocol.md} as a test sees it: sections by heading, each with the rows of its tables. */
final class ProtocolPage {

    private static final Path FILE = Path.of("..", "docs", "protocol.md");

    private final List<String> lines;

    ProtocolPage() {
        try {
            lines = Files.readAllLines(FILE, UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns the names of the third-level headings below a second-level one. */
    List<String> headingsBelow(String heading) {
        return section("## " + heading).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** Returns the rows of the table below a heading, header left out, cells without white space around them. */
    List<List<String>> table(String heading) {
        List<List<String>> rows = section(heading).stream()
                .filter(line -> line.startsWith("|"))
                .map(ProtocolPage::cells)
                .collect(Collectors.toCollection(ArrayList::new));
        if (rows.size() < 3) {
            throw new AssertionError("docs/protocol.md has no table below " + heading);
        }
        return rows.subList(2, rows.size());
    }

    /** Returns the hexadecimal digits that follow a name in a code block, over as many lines as they take. */
    String hex(String name) {
        StringBuilder digits = new StringBuilder();
        for (String line : lines) {
            if (line.matches(name + " +[0-9a-f]+")) {
                digits.append(line.substring(name.length()).strip());
            } else if (digits.length() > 0 && line.matches(" +[0-9a-f]+")) {
                digits.append(line.strip());
            } else if (digits.length() > 0) {
                break;
            }
        }
        return digits.toString();
    }

    /** Returns the lines from a heading to the next one of the same or a higher level. */
    private List<String> section(String heading) {
        int from = lines.indexOf(heading);
        if (from < 0) {
            throw new AssertionError("docs/protocol.md has no heading " + heading);
        }
        int level = heading.indexOf(' ');
        int to = from + 1;
        while (to < lines.size() && !lines.get(to).matches("#{1," + level + "} .*")) {
            to++;
        }
        return lines.subList(from + 1, to);
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("(?<!\\\\)\\|"))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
