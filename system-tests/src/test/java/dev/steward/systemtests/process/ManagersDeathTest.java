package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ProcessPool;
import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits in the manager that the processes of a program share ends when it is killed, and says why. */
@Timeout(180)
@Tag("one-jdk")
class ManagersDeathTest {

    @Test
    void killedManagerEndsAllThatWaitInIt() throws Exception {
        try (Jvm parent = Jvm.run(Waiting.class)) {
            long manager = Long.parseLong(parent.awaitLine("all wait in manager "));
            Remains remains = Remains.of(parent.pid());
            assertThat(remains.processes())
                    .as("the manager, three children, a grandchild, a pool's worker")
                    .isEqualTo(6);
            ProcessHandle.of(manager).orElseThrow().destroyForcibly();
            remains.awaitNone(ParentsDeathTest.AT_MOST);
            assertThat(parent.awaitEnd()).isEqualTo(1);
            List<String> lines = parent.lines();
            for (String name : List.of("Process taker", "Process locker", "Process joiner", "Process grandchild")) {
                assertThat(lines).as("%s", lines).anyMatch(line -> line.startsWith(name + " (pid "));
            }
            assertThat(lines.stream().filter(line -> line.contains("could not be resumed")))
                    .as("four processes and the parent say why: %s", lines)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(line -> line.contains(": there is no socket at unix:") && line.contains(" any more; "));
        }
    }

    @Test
    void nothingIsMadeInAManagerThatWasKilled() throws Exception {
        try (Jvm parent = Jvm.run(MakingAfterTheDeath.class)) {
            assertThat(parent.awaitEnd()).isZero();
            assertThat(parent.lines().stream().filter(line -> line.contains(": ")))
                    .containsExactly(
                            "child: the manager that the processes of this program share has ended (it was killed, or it"
                                    + " failed), and what it held is gone: start the program again",
                            "parent: the manager that the processes of this program share has ended (it was killed, or it"
                                    + " failed), and what it held is gone: start the program again");
        }
    }

    /** Kills the manager that it shares with a child, and then both ask for a new object. */
    public static final class MakingAfterTheDeath {
        private MakingAfterTheDeath() {}

        public static void main(String[] args) throws Exception {
            Multiprocessing.lock();
            ProcessHandle manager = ProcessHandle.current().children().findAny().orElseThrow();
            manager.destroyForcibly();
            manager.onExit().join();
            // Removed by a thread of this process that learns of the exit as this one does.
            Path socket = socket();
            while (Files.exists(socket)) {
                Thread.sleep(5);
            }
            JavaProcess.start(MakingAfterTheDeath::make, "child").join();
            make("parent");
        }

        private static Path socket() throws IOException {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            String prefix = "steward-" + ProcessHandle.current().pid() + "-";
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, prefix + "*")) {
                return folders.iterator().next().resolve("manager-1");
            }
        }

        private static void make(String who) {
            try {
                Multiprocessing.queue();
            } catch (ConnectionLostException refused) {
                System.out.println(who + ": " + refused.getMessage());
            }
        }
    }

    /** Processes that wait in calls of all kinds, as those of T12 and T13 do. */
    public static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) throws Exception {
            SharedQueue<String> never = Multiprocessing.queue();
            SharedQueue<String> news = Multiprocessing.queue();
            SharedLock lock = Multiprocessing.lock();
            SharedJoinableQueue<String> tasks = Multiprocessing.joinableQueue();
            tasks.put("never done");
            lock.lock();
            try (ProcessPool pool = ProcessPool.start(1)) {
                long worker = pool.apply(() -> ProcessHandle.current().pid());
                JavaProcess.builder().name("taker").start(Waiting::takeInAGrandchildToo, never, news);
                JavaProcess.builder().name("locker").start(Waiting::lock, lock, news);
                JavaProcess.builder().name("joiner").start(Waiting::join, tasks, news);
                for (int i = 0; i < 4; i++) {
                    news.take();
                }
                Set<Long> others = Multiprocessing.activeChildren().stream()
                        .map(JavaProcess::pid)
                        .collect(Collectors.toSet());
                others.add(worker);
                long manager = ProcessHandle.current()
                        .children()
                        .map(ProcessHandle::pid)
                        .filter(pid -> !others.contains(pid))
                        .findAny()
                        .orElseThrow();
                System.out.println("all wait in manager " + manager);
                never.take();
            }
        }

        private static void takeInAGrandchildToo(SharedQueue<String> never, SharedQueue<String> news)
                throws InterruptedException {
            JavaProcess.builder().name("grandchild").start(Waiting::take, never, news);
            take(never, news);
        }

        private static void take(SharedQueue<String> never, SharedQueue<String> news) throws InterruptedException {
            news.put("waits");
            never.take();
        }

        private static void lock(SharedLock lock, SharedQueue<String> news) throws InterruptedException {
            news.put("waits");
            lock.lock();
        }

        private static void join(SharedJoinableQueue<String> tasks, SharedQueue<String> news)
                throws InterruptedException {
            news.put("waits");
            tasks.join();
        }
    }
}
