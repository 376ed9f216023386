package dev.steward.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what has a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Prints what has bash or zsh complete commands and options.",
        description = "",
        footer = {
            "",
            "For this shell: source <(${ROOT-COMMAND-NAME} completion)",
            "In zsh first: autoload -U +X bashcompinit && bashcompinit",
            "It completes the word steward, also behind a folder, such as ./steward."
        })
final class CompletionCommand implements Callable<Integer> {

    /** The command that is completed, however this one was called. */
    private static final String COMPLETED = "steward";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        out.println(AutoComplete.bash(COMPLETED, requireNonNull(spec).root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
