package dev.steward.systemtests.pool;

import dev.steward.api.AuthKey;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.api.WorkerLostException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.pool.tasks.FirstTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks of two class paths to a pool, and prints what it is told of each and when, until a line comes on its standard
 * input. Arguments: the port, the pool, the folder for the marks that tasks leave, its name, the
 * resume window in ms.
 */
public final class SubmitterProgram {

    private static final int OUTSTANDING = 8;
    private static final int TIMES = 100;

    private SubmitterProgram() {}

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .resumeWindow(Duration.ofMillis(Long.parseLong(args[4])))
                .giveUp(Duration.ofSeconds(2))
                .build();
        int port = Integer.parseInt(args[0]);
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, AuthKey.of("0123456789abcdef"), options)) {
            bring(manager.pool(args[1]), Path.of(args[2]), args[3]);
        }
        System.out.println("ended");
    }

    private static void bring(SharedPool pool, Path folder, String name) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(OUTSTANDING);
        for (int number = 1; System.in.available() == 0; number++) {
            room.acquire();
            String task = name + "-" + number;
            System.out.println("brought " + task);
            try {
                SharedResult<String> result =
                        bringOne(pool, number, folder.resolve(task).toString());
                result.whenComplete((value, failure) -> {
                    tell(task, failure);
                    room.release();
                });
            } catch (RuntimeException failed) {
                tell(task, failed);
                room.release();
                break;
            }
        }
        room.acquire(OUTSTANDING);
    }

    private static SharedResult<String> bringOne(SharedPool pool, int number, String file) {
        SerializableFunction<String, String> once = number % 2 == 0 ? FirstTasks.once() : SecondClassPath.task("once");
        SerializableFunction<String, String> again =
                number % 2 == 0 ? FirstTasks.again() : SecondClassPath.task("again");
        return runsOnce(number)
                ? pool.applyAsync(once, file)
                : pool.idempotent(TIMES).applyAsync(again, file);
    }

    /** Returns whether the task of that number may run once only. */
    static boolean runsOnce(int number) {
        return number % 4 < 2;
    }

    private static void tell(String task, @Nullable Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String what = why == null
                ? "done"
                : why instanceof WorkerLostException ? "lost " + why.getMessage() : "failed " + why;
        System.out.println("told " + task + " " + System.currentTimeMillis() + " " + what.replace('\n', ' '));
    }
}
