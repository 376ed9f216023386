package dev.steward.systemtests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool of six workers of two class paths whose workers, submitters and server are killed at moments that are drawn: nothing
 * hangs, no task is lost, none runs twice that may not, and each outcome is told in time. {@code -Pchaos} kills 200 times,
 * and prints how long it took at most; {@code -Dseed} repeats a run.
 */
@Timeout(1800)
@Tag("one-jdk")
class SharedPoolKillsTest {

    private static final int KILLS = Boolean.getBoolean("chaos") ? 200 : 20;
    private static final int WORKERS = 6;
    private static final String FIRST = "dev.steward.systemtests.pool.tasks";
    private static final String POOL = "work";
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(4);
    /**
     * How long the server waits for who is gone, which is the most of what it takes to be told. As long as clients have by
     * default, hardly any submitter here lives to be told that a worker is lost: it is killed before, or its server is.
     */
    private static final Duration RESUME_WINDOW = Duration.ofSeconds(1);

    private static final Pattern LOST = Pattern.compile("lost .*\\(pid (\\d+) on .*\\) is gone.*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MILLIS_AT_WORK = 200;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Jvm> started = new ArrayList<>();
    private final List<Jvm> submitters = new ArrayList<>();
    /** When each process was killed, by its id. */
    private final Map<Long, Long> kills = new HashMap<>();

    /** In which process a task ran for the last time that was killed in it, of the tasks that were. */
    private final Map<String, Long> killedIn = new HashMap<>();

    private final NavigableSet<Long> killsOfServers = new TreeSet<>();
    private final NavigableSet<Long> delaysOfWorkers = new TreeSet<>();
    private final NavigableSet<Long> delaysOfServers = new TreeSet<>();
    private final Jvm[] workers = new Jvm[WORKERS];

    @TempDir
    private Path classes;

    @TempDir
    private Path marks;

    private Gate gate;
    private Jvm server;
    private Jvm submitter;
    private int submittersSoFar;
    private int atWork;

    @BeforeEach
    void compile() throws IOException {
        SecondClassPath.compileInto(classes);
        gate = new Gate(marks);
    }

    @AfterEach
    void nobodyIsLeft() {
        started.forEach(Jvm::close);
    }

    private Jvm started(Jvm program) {
        started.add(program);
        return program;
    }

    private void startAll() {
        server = started(Jvm.run(PoolServerProgram.class));
        String port = server.awaitPort();
        for (int i = 0; i < WORKERS; i++) {
            workers[i] = worker(i, port);
        }
        submitter = submitter(port);
    }

    private Jvm worker(int index, String port) {
        return started(
                index % 2 == 0
                        ? Jvm.run(PoolWorkerProgram.class, port, POOL, FIRST, window())
                        : Jvm.runWith(
                                List.of(classes),
                                PoolWorkerProgram.class,
                                port,
                                POOL,
                                SecondClassPath.PACKAGE,
                                window()));
    }

    private static String window() {
        return String.valueOf(RESUME_WINDOW.toMillis());
    }

    private Jvm submitter(String port) {
        submittersSoFar++;
        Jvm program = started(Jvm.runWith(
                List.of(classes),
                SubmitterProgram.class,
                port,
                POOL,
                marks.toString(),
                "submitter" + submittersSoFar,
                window()));
        submitters.add(program);
        return program;
    }

    private void kill(Jvm victim) throws IOException, InterruptedException {
        kills.put(victim.pid(), System.currentTimeMillis());
        victim.kill();
        assertThat(victim.awaitEnd()).isEqualTo(137);
        gate.open();
    }

    /** Half of the kills meet a pool at work, the others one that starts. */
    private void awaitAnotherOutcome(Jvm whoBrings) {
        int before = told(whoBrings).size();
        await("another outcome, seed " + seed)
                .atMost(PATIENCE)
                .until(() -> told(whoBrings).size() > before);
    }

    private static List<String> told(Jvm submitter) {
        return submitter.linesOf("told ");
    }

    @Test
    void nothingHangsIsLostOrRunsTwiceWhoeverIsKilled() throws Exception {
        startAll();
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % 2 == 0) {
                awaitAnotherOutcome(submitter);
            }
            if (kill % 5 == 2) {
                Thread.sleep(random.nextInt(MILLIS_AT_WORK));
                killOne(kill, random.nextInt(WORKERS));
            } else {
                killOneAtWork(kill);
            }
        }
        awaitAnotherOutcome(submitter);
        submitter.say("stop");
        assertThat(submitter.awaitEnd()).as("%s", submitter.lines()).isZero();
        assertThat(submitter.lines()).last().isEqualTo("ended");
        submitters.forEach(this::assertEachOutcomeIsToldInTime);
        assertThat(atWork)
                .as("of %s kills met a running task, seed %s", KILLS, seed)
                .isGreaterThanOrEqualTo(KILLS * 3 / 4);
        if (Boolean.getBoolean("chaos")) {
            printDelays();
        }
    }

    private void printDelays() {
        System.out.println(KILLS + " kills, " + atWork + " of them of who had a task that ran, seed " + seed
                + ": ms from the kill of a worker until it was told that a task is" + " lost " + delaysOfWorkers
                + ", of a server at most " + delaysOfServers.last());
    }

    /** Kills while a task runs, for certain: in the worker that is killed, or of the submitter, or of the pool of the server. */
    private void killOneAtWork(int kill) throws IOException, InterruptedException {
        gate.shut();
        List<Integer> atGate = new ArrayList<>();
        await("a task that runs, seed " + seed)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        atGate.addAll(workersAtGate(isOfSubmitter(kill) ? "submitter" + submittersSoFar + "-" : "")));
        int victim = atGate.get(random.nextInt(atGate.size()));
        if (!isOfServer(kill) && !isOfSubmitter(kill)) {
            killedIn.put(String.valueOf(gate.heldIn(workers[victim].pid())), workers[victim].pid());
        }
        atWork++;
        killOne(kill, victim);
    }

    /** Returns the workers that run a task which does not end, and whose name begins so. */
    private List<Integer> workersAtGate(String begins) throws IOException {
        List<Integer> atGate = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            String task = gate.heldIn(workers[i].pid());
            if (task != null && task.startsWith(begins)) {
                atGate.add(i);
            }
        }
        return atGate;
    }

    private static boolean isOfServer(int kill) {
        return kill % 10 == 9;
    }

    private static boolean isOfSubmitter(int kill) {
        return kill % 10 == 4;
    }

    /** Kills the server, the submitter, or that worker. */
    private void killOne(int kill, int victim) throws IOException, InterruptedException {
        String port = server.awaitPort();
        if (isOfServer(kill)) {
            killsOfServers.add(System.currentTimeMillis());
            kill(server);
            assertThat(submitter.awaitEnd())
                    .as("a server that is gone ends who waits")
                    .isNotEqualTo(137);
            for (Jvm worker : workers) {
                assertThat(worker.awaitEnd()).isNotEqualTo(137);
            }
            startAll();
        } else if (isOfSubmitter(kill)) {
            kill(submitter);
            submitter = submitter(port);
        } else {
            kill(workers[victim]);
            workers[victim] = worker(victim, port);
        }
    }

    private void assertEachOutcomeIsToldInTime(Jvm program) {
        List<String> brought = program.linesOf("brought ").stream()
                .map(line -> line.substring("brought ".length()))
                .toList();
        Map<String, List<String>> outcomes = new HashMap<>();
        told(program)
                .forEach(line -> outcomes.computeIfAbsent(line.split(" ")[1], task -> new ArrayList<>())
                        .add(line));
        assertThat(outcomes.values())
                .as("seed %s", seed)
                .allSatisfy(lines ->
                        assertThat(lines).as("of one task, seed %s", seed).hasSize(1));
        killedIn.forEach((task, pid) -> {
            List<String> lines = outcomes.getOrDefault(task, List.of());
            int number = Integer.parseInt(task.substring(task.indexOf('-') + 1));
            if (SubmitterProgram.runsOnce(number)) {
                assertThat(lines)
                        .as("%s, killed in %s, seed %s", task, pid, seed)
                        .noneMatch(line -> line.endsWith(" done"));
            }
        });
        boolean wasKilled = program.exitCode() == 137;
        if (!wasKilled) {
            assertThat(outcomes.keySet()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(brought);
        }
        assertThat(outcomes.values())
                .as("seed %s", seed)
                .allSatisfy(lines ->
                        assertThat(delayOf(lines.get(0))).as("%s", lines).isBetween(0L, TOLD_WITHIN.toMillis()));
    }

    /** Returns how long it took from the kill of the worker that had a task, or of the server; 0 if the task was done. */
    private long delayOf(String line) {
        String[] parts = line.split(" ", 4);
        if (parts[3].equals("done")) {
            return 0;
        }
        long told = Long.parseLong(parts[2]);
        Matcher lost = LOST.matcher(parts[3]);
        Long killed = lost.matches() ? kills.get(Long.parseLong(lost.group(1))) : killsOfServers.floor(told);
        assertThat(parts[3]).doesNotContain("FileAlreadyExists");
        assertThat(killed).as("the kill that explains: %s", line).isNotNull();
        (lost.matches() ? delaysOfWorkers : delaysOfServers).add(told - killed);
        return told - killed;
    }
}
