package dev.steward.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the workers of a shared pool may run, and how. */
final class WorkerOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            defaultValue = "work",
            description = "the pool whose tasks they do; made if there is none (default: work)")
    private String pool = "work";

    @Option(
            names = "--allow",
            paramLabel = "PACKAGE",
            split = ",",
            description = "run functions of this package, its subpackages not included. May be given again; without it"
                    + " every task is refused")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--only-allowed",
            description = "leave tasks of other packages to other workers, instead of refusing them")
    private boolean onlyAllowed;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            split = "[,:]",
            description = "jars and folders with the functions. May be given again")
    private List<Path> classPath = new ArrayList<>();

    @Option(
            names = "--max-tasks-per-child",
            paramLabel = "N",
            description = "replace the process of a slot after N tasks; 1 gives each task a process of its own")
    private @Nullable Integer maxTasksPerChild;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "an option for the JVMs of the tasks, such as --jvm-option=-Xmx512m. May be given again")
    private List<String> jvmOptions = new ArrayList<>();

    /** Returns whether anything of it was given. */
    boolean isGiven() {
        return !allowed.isEmpty()
                || onlyAllowed
                || !classPath.isEmpty()
                || maxTasksPerChild != null
                || !jvmOptions.isEmpty();
    }

    /** Returns the packages that are allowed. */
    List<String> allowed() {
        return List.copyOf(allowed);
    }

    /** Returns the class path, which is there. */
    List<Path> classPath() {
        for (Path entry : classPath) {
            if (Files.notExists(entry)) {
                throw wrong("there is no " + entry + ", with the functions: correct --class-path");
            }
        }
        return List.copyOf(classPath);
    }

    /** Returns what to do, for so many tasks at a time. */
    WorkerSettings settings(String slotsOption, int slots, boolean inThreads, String description) {
        if (slots < 1) {
            throw wrong(slotsOption + " must be at least 1, not " + slots);
        }
        if (maxTasksPerChild != null && maxTasksPerChild < 1) {
            throw wrong("--max-tasks-per-child must be at least 1, not " + maxTasksPerChild);
        }
        if (inThreads && (maxTasksPerChild != null || !jvmOptions.isEmpty())) {
            throw wrong("--in-threads has no processes: leave --max-tasks-per-child and --jvm-option out");
        }
        if (onlyAllowed && allowed.isEmpty()) {
            throw wrong("--only-allowed needs a package: --allow com.acme.tasks");
        }
        return new WorkerSettings(
                pool,
                slots,
                allowed(),
                onlyAllowed,
                inThreads,
                maxTasksPerChild == null ? 0 : maxTasksPerChild,
                List.copyOf(jvmOptions),
                description);
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
