package dev.steward.cli;

import dev.steward.admin.AdminEndpoint;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what requests to a server's admin port must send. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Prints the token for requests to the admin port of a server.",
        description = {
            "It is made of the admin key, or of the key of a server without one, and holds as",
            "long as that: whoever has the token may look, and with --act change things, too.",
            ""
        },
        footer = {
            "",
            "Example: curl -H \"Authorization: Bearer $(${ROOT-COMMAND-NAME} token --authkey-file key.txt)\""
                    + " http://127.0.0.1:9090/api/v1/objects"
        })
final class TokenCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--authkey-file",
            paramLabel = "FILE",
            description = "file with the key of a server that has no admin key. Or STEWARD_AUTHKEY")
    private @Nullable String authKeyFile;

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description = "file with the admin key. Or STEWARD_ADMIN_KEY")
    private @Nullable String adminKeyFile;

    @Option(
            names = "--act",
            description = "a token with which one may release, purge, requeue, kick and delete, too, and not only look")
    private boolean acting;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        Keys.Sourced adminKey = Keys.find(adminKeyFile, "STEWARD_ADMIN_KEY", System.getenv());
        Keys.Sourced key = adminKey == null
                ? Keys.require(spec.commandLine(), authKeyFile, "--authkey-file", "STEWARD_AUTHKEY", System.getenv())
                : adminKey;
        spec.commandLine()
                .getOut()
                .println(acting ? AdminEndpoint.actToken(key.key()) : AdminEndpoint.lookToken(key.key()));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
