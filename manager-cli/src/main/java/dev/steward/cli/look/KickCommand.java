package dev.steward.cli.look;

import dev.steward.api.SyncManager;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a session. */
@Command(
        name = "kick",
        mixinStandardHelpOptions = true,
        header = "Ends a session, as if its process had died.",
        description = {
            "Its locks pass on, and the next holder is told; elements that it has not done",
            "go back to their places. Its process may open another session.",
            ""
        },
        footer = {
            "",
            "Needs the admin key if the server has one.",
            "Example: ${ROOT-COMMAND-NAME} kick 1a2b3c4d --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class KickCommand extends LookCommand {

    @Parameters(paramLabel = "SESSION", description = "its number, or how it begins, as sessions and who show it")
    private String session = "";

    KickCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        String ended = manager.inspection().kick(session);
        return new Look(List.of("session " + ended + " has ended"), Map.of("session", ended));
    }
}
