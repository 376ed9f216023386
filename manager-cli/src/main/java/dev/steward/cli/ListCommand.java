package dev.steward.cli;

import dev.steward.api.ObjectDescription;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the objects of a server. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Lists the named objects of a server.",
        description = {
            "Of each: how many sessions and objects refer to it, how many calls wait in",
            "it, and the beginning of its contents.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: steward ls --connect 127.0.0.1:8080 --authkey-file key.txt 'user-*'"
        })
final class ListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectOptions server = new ConnectOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "only these names; * and ? are wild (put it in quotes)")
    private String pattern = "*";

    @Option(names = "--all", description = "objects without a name too")
    private boolean all;

    @Override
    public Integer call() {
        try (SyncManager manager = server.open()) {
            List<String> names = manager.names(pattern);
            List<ObjectDescription> objects = manager.describeObjects().stream()
                    .filter(object -> object.name() == null ? all : names.contains(object.name()))
                    .sorted(Comparator.comparing(ListCommand::sortKey))
                    .toList();
            print(Output.of(spec), objects, manager.objectCount());
        }
        return ExitCode.OK;
    }

    private static String sortKey(ObjectDescription object) {
        return object.name() == null ? "\uffff" + object.objectId() : object.name();
    }

    private void print(PrintWriter out, List<ObjectDescription> objects, int total) {
        if (objects.isEmpty()) {
            out.println("no " + (all ? "" : "named ") + "objects"
                    + (pattern.equals("*") ? "" : " match " + Printable.of(pattern)) + " (" + total + " in all"
                    + (all ? ")" : "; --all shows those without a name)"));
            out.flush();
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TYPE", "ID", "REFERENCES", "WAITING", "CONTENTS"));
        for (ObjectDescription object : objects) {
            rows.add(List.of(
                    object.name() == null ? "-" : Printable.of(object.name()),
                    Printable.of(object.typeId()),
                    object.objectId().toString(),
                    Integer.toString(object.references()),
                    Integer.toString(object.waiting()),
                    Printable.of(object.summary())));
        }
        Output.table(rows).forEach(out::println);
        out.flush();
    }
}
