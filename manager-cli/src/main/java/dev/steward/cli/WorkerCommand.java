package dev.steward.cli;

import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does tasks of a shared pool until a signal, or the end of the pool. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Does tasks of a shared pool.",
        description = {
            "Any process brings tasks to the pool: manager.pool(\"work\").apply(Fib::fib, 33).",
            "Their functions are on the class path here, in packages that are allowed.",
            "Each slot has a process of its own: a crash, System.exit or a full heap costs one task.",
            ""
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} worker --connect HOST:PORT --authkey-file key.txt --pool work \\",
            "           --class-path app.jar --allow com.acme.tasks --slots 2",
            "Ctrl-C or SIGTERM: takes no more, finishes what runs, then exits with 0.",
            "A second one ends it at once: whoever brought a task is told that its worker is lost."
        })
final class WorkerCommand implements Callable<Integer> {

    @Mixin
    private ConnectOptions server = new ConnectOptions();

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "how many tasks at a time (default: one for each processor)")
    private @Nullable Integer slots;

    @Option(names = "--in-threads", description = "run tasks in threads of one process, which is all they can crash")
    private boolean inThreads;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "what show says of it (default: its process id and host)")
    private String description = "";

    @Override
    public Integer call() throws InterruptedException {
        List<Path> classPath = worker.classPath();
        WorkerSettings settings = worker.settings(
                "--slots", slots == null ? Runtime.getRuntime().availableProcessors() : slots, inThreads, description);
        try (SyncManager manager = server.openForLong(worker.allowed())) {
            return classPath.isEmpty() ? WorkerRun.here(manager, settings) : inChild(manager, settings, classPath);
        }
    }

    /** A class path is of a JVM from its start. */
    private static int inChild(SyncManager manager, WorkerSettings settings, List<Path> classPath)
            throws InterruptedException {
        JavaProcess child = JavaProcess.builder()
                .name("worker")
                .classPath(classPath.toArray(Path[]::new))
                .start(WorkerRun::inChild, manager, settings);
        Signals.onFirst(child::terminate);
        child.join();
        return child.exitCode().orElseThrow();
    }
}
