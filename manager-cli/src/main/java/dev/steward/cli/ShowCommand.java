package dev.steward.cli;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectDescription;
import dev.steward.api.Outcome;
import dev.steward.api.PoolStatus;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Printable;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one named object with its contents. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Shows one named object with its contents.",
        description = {"Nothing is taken from it or changed.", ""},
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: steward show scores --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class ShowCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectOptions server = new ConnectOptions();

    @Parameters(paramLabel = "NAME", description = "the name of the object, as ls shows it")
    private String name = "";

    @Option(
            names = "--elements",
            paramLabel = "N",
            defaultValue = "100",
            description = "show at most so many elements (default: 100)")
    private int elements = 100;

    @Override
    public Integer call() {
        try (SyncManager manager = server.open()) {
            ObjectDescription object = manager.describeObjects().stream()
                    .filter(candidate -> name.equals(candidate.name()))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchObjectException(
                            "there is no object named '" + name + "': steward ls shows those that are there",
                            Outcome.NOT_EXECUTED));
            PrintWriter out = Output.of(spec);
            out.println("name        " + Printable.of(name));
            out.println("type        " + Printable.of(object.typeId()));
            out.println("id          " + object.objectId());
            out.println("references  " + object.references());
            out.println("waiting     " + object.waiting());
            printContents(out, manager, object);
            out.flush();
        }
        return ExitCode.OK;
    }

    private void printContents(PrintWriter out, SyncManager manager, ObjectDescription object) {
        BuiltInType type = BuiltInType.of(object.typeId());
        if (type == null || !type.hasContents()) {
            out.println("contents    " + Printable.of(object.summary()));
            return;
        }
        Object contents;
        try {
            RemoteProxy proxy = manager.find(name, Type.of(type.face()));
            contents = proxy.snapshot();
        } catch (UnsupportedValueException classOfUser) {
            // Values of users' own classes are theirs to open; the server's summary does not open them either.
            out.println("contents    " + Printable.of(object.summary()));
            return;
        }
        List<String> lines = lines(contents).limit(elements).map(Printable::of).toList();
        int size = sizeOf(contents);
        out.println("contents    " + (size == 0 ? "nothing" : ""));
        lines.forEach(line -> out.println("  " + line));
        if (size > elements) {
            out.println("  ... and " + (size - elements) + " more (--elements N shows more)");
        }
    }

    private static int sizeOf(@Nullable Object snapshot) {
        if (snapshot instanceof PoolStatus pool) {
            return PoolLines.of(pool).size();
        }
        return snapshot instanceof Map<?, ?> map
                ? map.size()
                : snapshot instanceof Collection<?> collection ? collection.size() : 1;
    }

    private static Stream<String> lines(@Nullable Object snapshot) {
        if (snapshot instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(Shown::of);
        } else if (snapshot instanceof Collection<?> collection) {
            return collection.stream().map(Shown::of);
        } else if (snapshot instanceof PoolStatus pool) {
            return PoolLines.of(pool).stream();
        }
        return Stream.of(Shown.of(snapshot));
    }
}
