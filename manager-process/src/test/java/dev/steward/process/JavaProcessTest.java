package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.UnsupportedValueException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process runs a function, and tells how it ended. */
@Timeout(120)
class JavaProcessTest extends HeardChildrenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void greet(String name, int age) {
        System.out.println(name + " is " + age);
    }

    private record Options(boolean loud, LocalDate since) {}

    private static void describe(Options options, Map<String, List<Integer>> numbers, int @Nullable [] more) {
        System.out.println(options + " " + numbers + " " + Arrays.toString(more));
    }

    private static void fail() {
        throw new IllegalStateException("on purpose", new IOException("deeper"));
    }

    private static void sleep() throws InterruptedException {
        System.out.println("sleeps");
        Thread.sleep(60_000);
    }

    private void awaitSleep() {
        await().atMost(PATIENCE).until(() -> printed.lines().contains("sleeps"));
    }

    @Test
    void runsAMethodWithItsArgumentsInAnotherProcess() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::greet, "Ann", 18));
        assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(process.name()).startsWith("Process-");
        assertThat(children.codeOf(process)).isZero();
        assertThat(process.isAlive()).isFalse();
        assertThat(printed.lines()).containsExactly("Ann is 18");
        assertThat(printed.errorLines()).isEmpty();
    }

    @Test
    void functionsOfNoToFiveArgumentsRun() throws Exception {
        String greeting = "captured";
        assertThat(children.codeOf(JavaProcess.start(() -> System.out.println(greeting))))
                .isZero();
        assertThat(children.codeOf(JavaProcess.start(System.out::println, "one")))
                .isZero();
        assertThat(children.codeOf(JavaProcess.start(JavaProcessTest::greet, "two", 2)))
                .isZero();
        assertThat(children.codeOf(JavaProcess.start((a, b, c) -> System.out.println(a + b + c), "th", "re", 'e')))
                .isZero();
        assertThat(children.codeOf(
                        JavaProcess.start((a, b, c, d) -> System.out.println(a + b + c + d), "f", "o", "u", 'r')))
                .isZero();
        assertThat(children.codeOf(JavaProcess.start(
                        (a, b, c, d, e) -> System.out.println(a + b + c + d + e), "f", "i", "v", 'e', "!")))
                .isZero();
        assertThat(printed.lines()).containsExactly("captured", "one", "two is 2", "three", "four", "five!");
    }

    @Test
    void argumentsAreValuesOfAllKinds() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(
                JavaProcessTest::describe,
                new Options(true, LocalDate.of(2020, 2, 29)),
                Map.of("a", List.of(1, 2)),
                new int[] {7, 8}));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines()).containsExactly("Options[loud=true, since=2020-02-29] {a=[1, 2]} [7, 8]");
        assertThat(children.codeOf(JavaProcess.start(
                        JavaProcessTest::describe, new Options(false, LocalDate.EPOCH), Map.of(), null)))
                .isZero();
        assertThat(printed.lines()).contains("Options[loud=false, since=1970-01-01] {} null");
    }

    @Test
    void anArgumentLargerThanAPipeArrives() throws Exception {
        byte[] large = new byte[5_000_000];
        large[4_999_999] = 42;
        JavaProcess process = children.watched(
                JavaProcess.start(bytes -> System.out.println(bytes.length + " " + bytes[bytes.length - 1]), large));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines()).containsExactly("5000000 42");
    }

    @Test
    void aChangeInTheChildIsNotSeenHere() throws Exception {
        List<String> list = new ArrayList<>(List.of("parent"));
        JavaProcess process = children.watched(JavaProcess.start(
                copy -> {
                    copy.add("child");
                    System.out.println(copy);
                },
                list));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines()).containsExactly("[parent, child]");
        assertThat(list).containsExactly("parent");
    }

    @Test
    void anExceptionIsPrintedWithItsTraceAndGivesExitCodeOne() throws Exception {
        JavaProcess process =
                children.watched(JavaProcess.builder().name("failing").start(JavaProcessTest::fail));
        assertThat(children.codeOf(process)).isEqualTo(1);
        List<String> lines = printed.errorLines();
        assertThat(lines.get(0)).isEqualTo("Process failing (pid " + process.pid() + "):");
        assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: on purpose");
        assertThat(lines.get(2)).startsWith("\tat dev.steward.process.JavaProcessTest.fail(JavaProcessTest.java:");
        assertThat(lines).contains("Caused by: java.io.IOException: deeper");
        assertThat(lines).noneMatch(line -> line.contains("ChildMain"));
    }

    @Test
    void theExitCodeIsWhatTheChildExitsWith() throws Exception {
        assertThat(children.codeOf(JavaProcess.start(() -> System.exit(7)))).isEqualTo(7);
    }

    @Test
    void terminateEndsItWithExitCode143() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        awaitSleep();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.exitCode()).isEmpty();
        assertThat(process.join(Duration.ofMillis(10))).isFalse();
        process.terminate();
        assertThat(children.codeOf(process)).isEqualTo(143);
        process.terminate();
        assertThat(process)
                .hasToString(
                        "JavaProcess(" + process.name() + ", pid " + process.pid() + ", ended with exit code 143)");
    }

    @Test
    void interruptEndsItWithExitCode130() throws Exception {
        assumeFalse(isSigintIgnoredHere(), "SIGINT is ignored where these tests run, and so in their children");
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        awaitSleep();
        process.interrupt();
        assertThat(children.codeOf(process)).isEqualTo(130);
        process.interrupt();
        assertThat(printed.errorLines()).isEmpty();
    }

    /** The second bit of the mask; whoever starts a program in the background of a script has it ignored. */
    private static boolean isSigintIgnoredHere() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0);
    }

    private static void work(SharedLock lock, SharedEvent cleaned, SharedQueue<String> orders) throws Exception {
        lock.lock();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            orders.add("end");
            cleaned.set();
            lock.unlock();
            try {
                worker.join(PATIENCE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("sleeps");
        throw new IllegalStateException("has to " + orders.take() + " before it is done");
    }

    @Test
    void shutdownHooksUseSharedObjectsAndTheFunctionThatIsTerminatedHasNotFailed() throws Exception {
        SharedLock lock = Multiprocessing.lock();
        SharedEvent cleaned = Multiprocessing.event();
        JavaProcess process = children.watched(
                JavaProcess.start(JavaProcessTest::work, lock, cleaned, Multiprocessing.<String>queue()));
        awaitSleep();
        process.terminate();
        assertThat(children.codeOf(process)).isEqualTo(143);
        assertThat(cleaned.isSet()).isTrue();
        try (Hold hold = lock.hold()) {
            assertThat(hold.abandoned()).as("its hook released it").isFalse();
        }
        assertThat(children.codeOf(JavaProcess.start(SharedLock::lock, lock))).isZero();
        try (Hold hold = lock.hold()) {
            assertThat(hold.abandoned()).as("it returned with it").isTrue();
        }
        assertThat(printed.errorLines())
                .noneMatch(line -> line.contains("Exception"))
                .noneMatch(line -> line.contains("died with it"));
    }

    @Test
    void killEndsItWithExitCode137() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        awaitSleep();
        process.kill();
        assertThat(children.codeOf(process)).isEqualTo(137);
    }

    @Test
    void whoeverWaitsIsToldByTheFuture() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(() -> {}));
        assertThat(process.onExit().get(60, TimeUnit.SECONDS)).isSameAs(process);
        assertThat(process.onExit().cancel(true))
                .as("a copy that can be cancelled")
                .isFalse();
        assertThat(process.exitCode()).hasValue(0);
    }

    @Test
    void joinCanBeInterrupted() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        Thread.currentThread().interrupt();
        assertThatThrownBy(process::join).isInstanceOf(InterruptedException.class);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void activeChildrenAreThoseThatRun() throws Exception {
        JavaProcess one = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        JavaProcess other = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        assertThat(JavaProcess.active()).containsExactlyInAnyOrder(one, other);
        one.kill();
        assertThat(children.codeOf(one)).isEqualTo(137);
        assertThat(JavaProcess.active()).containsExactly(other);
    }

    @Test
    void theChildHasItsJvmOptionsAndThoseOfThisProcess() throws Exception {
        JavaProcess process = children.watched(JavaProcess.builder()
                .jvmOptions("-Xmx78m", "-Dsteward.test.text=with \"quotes\", a back\\slash and a\nline")
                .start(() -> System.out.println(Runtime.getRuntime().maxMemory() / 1024 / 1024 + " "
                        + System.getProperty("java.io.tmpdir") + " "
                        + System.getProperty("steward.test.text").replace('\n', '|'))));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines())
                .containsExactly(
                        "78 " + System.getProperty("java.io.tmpdir") + " with \"quotes\", a back\\slash and a|line");
    }

    @Test
    void nothingButAFileOfArgumentsIsOnTheCommandLine() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        awaitSleep();
        String[] arguments =
                ProcessHandle.of(process.pid()).orElseThrow().info().arguments().orElse(new String[0]);
        assertThat(arguments).hasSize(1).allMatch(argument -> argument.startsWith("@"));
    }

    @Test
    void debuggersAreNotInherited() throws Exception {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .as("this test is not debugged")
                .noneMatch(option -> option.startsWith("-agentlib"));
        JavaProcess process = children.watched(JavaProcess.start(
                () -> System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> option.startsWith("-agent") || option.startsWith("-javaagent"))
                        .toList())));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines()).containsExactly("[]");
    }

    @Test
    void standardInputOfTheChildIsEmpty() throws Exception {
        assertThat(children.codeOf(JavaProcess.start(() -> System.out.println(System.in.read()))))
                .isZero();
        assertThat(printed.lines()).containsExactly("-1");
    }

    @Test
    void linesComeWhole() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(() -> {
            System.out.print("no end of");
            System.out.print(" line");
            System.out.println(" till here: ä€😀");
            System.out.println("x".repeat(200_000));
            System.out.print("and one without an end");
        }));
        assertThat(children.codeOf(process)).isZero();
        assertThat(printed.lines())
                .containsExactly("no end of line till here: ä€😀", "x".repeat(200_000), "and one without an end");
    }

    @Test
    void whatAChildPrintsIsTextWhateverItLooksLike() throws Exception {
        List<String> lines = List.of(
                "\u0001\u0002steward NOTHING",
                "\u0001\u0002steward OPENED",
                "\u0001\u0002steward TREE_MANAGER",
                "last");
        assertThat(children.codeOf(JavaProcess.start(all -> all.forEach(System.out::println), lines)))
                .isZero();
        assertThat(printed.lines()).containsExactlyElementsOf(lines);
    }

    @Test
    void aSystemOutThatThrowsLosesThatLineAndTheChildGoesOn() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
            @Override
            public void println(@Nullable String line) {
                if ("1".equals(line)) {
                    throw new IllegalStateException("on purpose");
                }
                lines.add(String.valueOf(line));
            }
        });
        String wide = "x".repeat(100_000);
        assertThat(children.codeOf(JavaProcess.start(
                        last -> {
                            System.out.println("1");
                            System.out.println(last);
                            System.out.println("3");
                        },
                        wide)))
                .isZero();
        assertThat(lines).containsExactly(wide, "3");
    }

    @Test
    void aWrongJvmOptionIsAnErrorThatNamesIt() throws Exception {
        JavaProcess process = children.watched(JavaProcess.builder()
                .name("wrong")
                .jvmOptions("-XX:NoSuchOption")
                .start(() -> {}));
        assertThatThrownBy(process::join)
                .isInstanceOf(ManagerException.class)
                .hasMessageContaining("'wrong'")
                .hasMessageContaining("before it began")
                .hasMessageContaining("-XX:NoSuchOption");
        assertThat(process.exitCode()).hasValue(1);
        assertThat(printed.errorLines()).anyMatch(line -> line.contains("NoSuchOption"));
    }

    @Test
    void aProcessThatIsTerminatedBeforeItBeginsIsNoError() throws Exception {
        JavaProcess process = children.watched(JavaProcess.start(JavaProcessTest::sleep));
        process.kill();
        assertThat(children.codeOf(process)).isEqualTo(137);
    }

    @Test
    void whatCannotTravelIsNamed() {
        ReentrantLock lock = new ReentrantLock();
        assertThatThrownBy(() -> JavaProcess.builder().name("p").start(() -> lock.lock()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("cannot start process 'p'")
                .hasMessageContaining(".function.captured[0]")
                .hasMessageContaining("ReentrantLock");
        assertThatThrownBy(() -> JavaProcess.start(JavaProcessTest::greetAll, List.of(), Thread.currentThread()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(".arguments[1]")
                .hasMessageContaining("Thread");
        assertThatThrownBy(() -> JavaProcess.start(null)).isInstanceOf(NullPointerException.class);
    }

    private static void greetAll(List<String> names, Thread by) {
        names.forEach(name -> System.out.println(by + " greets " + name));
    }

    @Test
    void aDaemonSaysSo() throws Exception {
        JavaProcess daemon = children.watched(JavaProcess.builder().daemon(true).start(() -> {}));
        assertThat(daemon.isDaemon()).isTrue();
        assertThat(children.codeOf(daemon)).isZero();
    }
}
