package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.Ages;
import dev.steward.vocabulary.lines.InspectionLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what comes next in a queue, and what is on its way. */
@Command(
        name = "peek",
        mixinStandardHelpOptions = true,
        header = "Shows the next elements of a queue, and which are in delivery and to whom.",
        description = {"Nothing is taken from it.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} peek jobs --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class PeekCommand extends LookCommand {

    @Mixin
    private final Meant meant = new Meant();

    @Option(
            names = "--elements",
            paramLabel = "N",
            defaultValue = "10",
            converter = AtMost.Converter.class,
            description = "at most so many elements, and as many in delivery (default: 10)")
    private AtMost elements = AtMost.ALL;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    PeekCommand(ServerAccess server) {
        super(server);
    }

    @Override
    List<String> packages() {
        return classes.allowed();
    }

    @Override
    Look look(SyncManager manager) throws Exception {
        ObjectInspection found = meant.one(manager, elements);
        if (found.elements() < 0) {
            throw new IllegalArgumentException(
                    InspectionLines.called(found.object()) + " is no queue: show shows what is in it");
        }
        return classes.with(() -> {
            Elements next = Elements.read(manager, found.object().objectId(), elements);
            Map<String, @Nullable Object> json = InspectionJson.objectWithClients(found);
            json.put("values", next.json());
            json.put("more", next.hasMore());
            return new Look(lines(found, next), json);
        });
    }

    private static List<String> lines(ObjectInspection found, Elements next) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(InspectionLines.called(found.object())) + ": "
                + InspectionLines.counted(found.elements(), "element")
                + (found.oldest() == null ? "" : ", the next one there for " + Ages.of(found.oldest())));
        next.texts().forEach(text -> lines.add("  " + Printable.of(text)));
        if (found.elements() > next.texts().size()) {
            lines.add("  ... and " + (found.elements() - next.texts().size()) + " more (--elements N shows more)");
        }
        lines.add(found.holding() + " in delivery");
        InspectionLines.holders(found).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
