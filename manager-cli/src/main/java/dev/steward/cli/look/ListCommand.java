package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.InspectionLines;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the objects of a server. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        header = "Lists the named objects of a server.",
        description = {
            "Of each: how many sessions and objects refer to it, how many calls wait in",
            "it, for how long the next element of a queue has been there, and the beginning",
            "of its contents.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} ls --connect 127.0.0.1:8080 --authkey-file key.txt 'user-*'"
        })
final class ListCommand extends LookCommand {

    /** The pattern that every name matches. */
    private static final String ALL = "*";

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "only these names; * and ? are wild (put it in quotes)")
    private String pattern = ALL;

    @Option(names = "--all", description = "objects without a name too")
    private boolean all;

    @Option(names = "--type", paramLabel = "TYPEID", description = "only objects of this typeid, such as queue")
    private String typeId = "";

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            defaultValue = "NAME",
            description = "by name (default), type, id; or the most first: references, waiting, holders, elements,"
                    + " oldest")
    private Column sort = Column.NAME;

    @Option(names = "--limit", paramLabel = "N", converter = AtMost.Converter.class, description = "at most so many")
    private AtMost limit = AtMost.ALL;

    /** What rows can be sorted by. */
    private enum Column {
        NAME(Comparator.comparing(ListCommand::nameOrLast)),
        TYPE(Comparator.comparing((ObjectInspection row) -> row.object().typeId())),
        ID(Comparator.comparing((ObjectInspection row) -> row.object().objectId())),
        REFERENCES(
                Comparator.comparingInt((ObjectInspection row) -> row.object().references())
                        .reversed()),
        WAITING(Comparator.comparingInt((ObjectInspection row) -> row.object().waiting())
                .reversed()),
        HOLDERS(Comparator.comparingLong(ObjectInspection::holding).reversed()),
        ELEMENTS(Comparator.comparingLong(ObjectInspection::elements).reversed()),
        OLDEST(Comparator.comparing((ObjectInspection row) -> Objects.requireNonNullElse(row.oldest(), Duration.ZERO))
                .reversed());

        @SuppressWarnings("ImmutableEnumChecker") // comparators without a state
        private final Comparator<ObjectInspection> order;

        Column(Comparator<ObjectInspection> order) {
            this.order = order.thenComparing(ListCommand::nameOrLast);
        }
    }

    ListCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        Predicate<String> isNamed = pattern.equals(ALL) ? name -> true : Set.copyOf(manager.names(pattern))::contains;
        List<ObjectInspection> every = manager.inspection().objects(0);
        List<ObjectInspection> objects = every.stream()
                .filter(row -> row.object().name() == null
                        ? all
                        : isNamed.test(row.object().name()))
                .filter(row -> typeId.isEmpty() || typeId.equals(row.object().typeId()))
                .sorted(sort.order)
                .toList();
        List<ObjectInspection> shown = objects.stream().limit(limit.count()).toList();
        return new Look(
                lines(shown, objects.size(), every.size()),
                shown.stream().map(InspectionJson::object).toList());
    }

    private static String nameOrLast(ObjectInspection row) {
        String name = row.object().name();
        return name == null ? "\uffff" + row.object().objectId() : name;
    }

    private List<String> lines(List<ObjectInspection> shown, int found, int total) {
        if (found == 0) {
            return List.of("no " + (all ? "" : "named ") + "objects"
                    + (pattern.equals(ALL) ? "" : " match " + Printable.of(pattern)) + " (" + total + " in all"
                    + (all ? ")" : "; --all shows those without a name)"));
        }
        return InspectionLines.objects(shown, found);
    }
}
