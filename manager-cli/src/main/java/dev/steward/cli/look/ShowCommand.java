package dev.steward.cli.look;

import dev.steward.admin.json.InspectionJson;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.PoolStatus;
import dev.steward.api.SharedPool;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.vocabulary.BuiltInType;
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

/** Shows objects with their contents. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Shows an object with its contents, and who holds it or waits for it.",
        description = {"Nothing is taken from it or changed.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} show scores --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class ShowCommand extends LookCommand {

    /** So many objects of a typeid are shown; ls lists them all. */
    private static final int MOST_OBJECTS = 100;

    @Mixin
    private final Meant meant = new Meant();

    @Option(
            names = "--elements",
            paramLabel = "N",
            defaultValue = "100",
            converter = AtMost.Converter.class,
            description = "show at most so many elements (default: 100)")
    private AtMost elements = AtMost.ALL;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    ShowCommand(ServerAccess server) {
        super(server);
    }

    @Override
    List<String> packages() {
        return classes.allowed();
    }

    @Override
    Look look(SyncManager manager) throws Exception {
        List<ObjectInspection> found = meant.all(manager, AtMost.FEW);
        return classes.with(() -> {
            List<String> lines = new ArrayList<>();
            List<Object> json = new ArrayList<>();
            for (ObjectInspection object : found.subList(0, Math.min(MOST_OBJECTS, found.size()))) {
                lines.addAll(lines.isEmpty() ? List.of() : List.of(""));
                Elements contents = contents(manager, object.object());
                lines.addAll(lines(object, contents));
                Map<String, @Nullable Object> row = InspectionJson.objectWithClients(object);
                row.put("values", contents.json());
                row.put("more", contents.hasMore());
                json.add(row);
            }
            if (found.size() > MOST_OBJECTS) {
                lines.add("... and " + (found.size() - MOST_OBJECTS) + " more: ls --all --type " + meant.word()
                        + " lists them");
            }
            return new Look(lines, json);
        });
    }

    private Elements contents(SyncManager manager, ObjectDescription object) {
        BuiltInType type = BuiltInType.of(object.typeId());
        if (type == null || !type.hasContents()) {
            return Elements.none(object.summary());
        }
        String name = object.name();
        if (type == BuiltInType.POOL) {
            // What a pool does is told by its face alone, which is had by its name.
            return name == null
                    ? Elements.none(object.summary())
                    : Elements.of(status(manager.find(name, Type.of(SharedPool.class))));
        }
        return Elements.read(manager, object.objectId(), elements);
    }

    private static PoolStatus status(SharedPool pool) {
        return pool.status();
    }

    private static List<String> lines(ObjectInspection found, Elements contents) {
        ObjectDescription object = found.object();
        List<String> lines = new ArrayList<>();
        lines.add("name        " + (object.name() == null ? "-" : Printable.of(object.name())));
        lines.add("type        " + Printable.of(object.typeId()));
        lines.add("id          " + object.objectId());
        lines.add("references  " + object.references());
        lines.add("waiting     " + object.waiting());
        InspectionLines.waiters(found).forEach(line -> lines.add("  " + line));
        if (found.holding() > 0) {
            lines.add("held by");
            InspectionLines.holders(found).forEach(line -> lines.add("  " + line));
        }
        if (found.oldest() != null) {
            lines.add("oldest      " + Ages.of(found.oldest()));
        }
        lines.addAll(contents.lines());
        return lines;
    }
}
