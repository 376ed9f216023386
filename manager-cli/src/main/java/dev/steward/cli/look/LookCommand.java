package dev.steward.cli.look;

import dev.steward.api.SyncManager;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a server, once or again and again, and prints what it saw. */
abstract class LookCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ServerAccess server;

    @Mixin
    private final Printing printing = new Printing();

    LookCommand(ServerAccess server) {
        this.server = server;
    }

    /** Asks. */
    abstract Look look(SyncManager manager) throws Exception;

    /** Prints what it sees, once or again and again. */
    void print(SyncManager manager) throws Exception {
        printing.print(() -> look(manager));
    }

    /** Returns the packages whose classes may be opened. */
    List<String> packages() {
        return List.of();
    }

    final Printing printing() {
        return printing;
    }

    final ServerAccess server() {
        return server;
    }

    /** Returns what a wrong use of the command ends with. */
    final ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    @Override
    public final Integer call() throws Exception {
        try (SyncManager manager = server.open(packages())) {
            print(manager);
        }
        return ExitCode.OK;
    }
}
