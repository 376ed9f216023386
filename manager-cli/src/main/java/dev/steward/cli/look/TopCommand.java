package dev.steward.cli.look;

import dev.steward.api.SyncManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a server does, live. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        header = "Shows what a server does: who calls most, where calls wait, which queues grow.",
        description = {
            "Every two seconds until it is ended with q or ^C; --watch says how often. On a",
            "terminal keys choose what comes first, / shows some alone, space pauses.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} top --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class TopCommand extends LookCommand {

    private static final double EVERY = 2;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "only sessions that have this in their number, name or address, and objects that have it in"
                    + " their name or type")
    private String text = "";

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "BUSIEST",
            description = "what comes first: busiest (default), waiting, holding, elements, oldest, name")
    private TopOrder order = TopOrder.BUSIEST;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            converter = AtMost.Converter.class,
            description = "at most so many sessions and so many objects (default: 10)")
    private AtMost limit = AtMost.ALL;

    private @Nullable TopScreen screen;

    TopCommand(ServerAccess server) {
        super(server);
        printing().watchEvery(EVERY);
    }

    private TopScreen screen(SyncManager manager) {
        TopScreen made = screen;
        if (made == null) {
            made = new TopScreen(manager.inspection(), server().address(), limit.count(), order, text);
            screen = made;
        }
        return made;
    }

    @Override
    Look look(SyncManager manager) {
        TopScreen shown = screen(manager);
        shown.ask();
        return shown.look();
    }

    @Override
    void print(SyncManager manager) throws Exception {
        Keyboard keyboard = printing().isLive() ? Keyboard.open() : null;
        if (keyboard == null) {
            super.print(manager);
            return;
        }
        try (keyboard) {
            printing().obey(keyboard, screen(manager));
        }
    }
}
