package dev.steward.cluster;

import static dev.steward.cluster.RecordingReplica.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.cluster.EntryRefusedException.Reason;
import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster's log promises, over whatever engine. */
@Timeout(90)
abstract class ClusterLogContract {

    private static final int MEBIBYTE = 1 << 20;
    /** From the death of the leader to the next entry that counts: what nobody waits longer for. */
    private static final Duration NEXT_WRITE = Duration.ofSeconds(10);

    /** How long a busy machine may need. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** An engine under test. */
    interface Engines {

        /** Makes a member that does not take part yet. */
        Consensus member(Membership membership);

        /** Ends a member without a word to the others, as far as that can be done in one process. */
        void kill(Consensus member);
    }

    abstract Engines engines();

    private static List<String> texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    @Test
    void aMemberAloneHasItsStateAgainAfterARestart() {
        try (TestCluster cluster = new TestCluster(engines(), folder, MEBIBYTE, "a")) {
            cluster.start("a");
            cluster.leader();
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            texts("entry ", 200)
                    .forEach(text -> answers.add(cluster.member("a").log().submit(entry(text))));
            answers.forEach(CompletableFuture::join);
            assertThat(answers.get(199)).isCompletedWithValue(200L);
            cluster.member("a").log().snapshot();
            cluster.write("behind the snapshot");
            long term = cluster.member("a").log().standing().term();
            cluster.kill("a");

            cluster.start("a");
            assertThat(cluster.write("another")).isEqualTo(202);
            assertThat(cluster.replica("a").restored()).isEqualTo(1);
            assertThat(cluster.replica("a").entries())
                    .startsWith("entry 0", "entry 1")
                    .endsWith("entry 199", "behind the snapshot", "another")
                    .hasSize(202);
            assertThat(cluster.member("a").log().standing().term()).isGreaterThanOrEqualTo(term);
        }
    }

    @Test
    void moreThanMayBeOnItsWayIsRefusedAndTheRestIsApplied() throws InterruptedException {
        try (TestCluster cluster = new TestCluster(engines(), folder, MEBIBYTE, "a")) {
            TestCluster.Running member = cluster.startOne("a", TestCluster.bounds(10));
            cluster.leader();
            CountDownLatch applies = new CountDownLatch(1);
            CountDownLatch goesOn = new CountDownLatch(1);
            member.replica().before(() -> {
                applies.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException ends) {
                    Thread.currentThread().interrupt();
                }
            });
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            answers.add(member.log().submit(entry("first")));
            applies.await();
            texts("", 10).forEach(text -> answers.add(member.log().submit(entry(text))));
            CompletableFuture<Long> tooMany = member.log().submit(entry("too many"));
            goesOn.countDown();
            assertThatThrownBy(tooMany::join)
                    .hasCauseInstanceOf(EntryRefusedException.class)
                    .hasMessageContaining("as many entries as may be are on their way");
            answers.forEach(CompletableFuture::join);
            assertThat(member.replica().entries())
                    .hasSize(11)
                    .startsWith("first", "0")
                    .doesNotContain("too many");
        }
    }

    @Test
    void aKilledLeaderLosesNothingAndNothingCountsTwice() throws InterruptedException {
        try (TestCluster cluster = new TestCluster(engines(), folder, MEBIBYTE, "a", "b", "c")) {
            cluster.start("a", "b", "c");
            String first = cluster.leader();
            String follower = Stream.of("a", "b", "c")
                    .filter(name -> !name.equals(first))
                    .findFirst()
                    .orElseThrow();
            await().atMost(LONGEST)
                    .until(() -> first.equals(
                            cluster.member(follower).log().standing().leader()));
            assertThat(refusal(cluster.member(follower).log().submit(entry("not here"))))
                    .satisfies(refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.NOT_LEADER);
                        assertThat(refused.leader()).isEqualTo(first);
                    });

            Writers writers = new Writers(cluster);
            await().atMost(LONGEST).until(() -> writers.acknowledged.size() > 20);
            long killed = System.nanoTime();
            cluster.kill(first);
            cluster.write("after the kill");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(NEXT_WRITE);
            int sinceThen = writers.acknowledged.size();
            await().atMost(LONGEST).until(() -> writers.acknowledged.size() > sinceThen + 20);
            writers.end();

            cluster.start(first);
            cluster.write("the end");
            List<String> order = awaitSame(cluster);
            assertThat(order).doesNotHaveDuplicates().containsAll(writers.acknowledged);
            assertThat(order).doesNotContain("not here").noneMatch(writers.refused::contains);
        }
    }

    @Test
    void anotherMemberLeadsWhenTheLeaderHandsOverUnderLoad() throws InterruptedException {
        try (TestCluster cluster = new TestCluster(engines(), folder, MEBIBYTE, "a", "b", "c")) {
            cluster.start("a", "b", "c");
            String first = cluster.leader();
            Writers writers = new Writers(cluster);
            await().atMost(LONGEST).until(() -> writers.acknowledged.size() > 20);
            cluster.member(first).log().handOver();
            ClusterLog.Standing standing = cluster.member(first).log().standing();
            assertThat(standing.leads()).isFalse();
            assertThat(standing.reached()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(cluster.leader()).isNotEqualTo(first);
            int sinceThen = writers.acknowledged.size();
            await().atMost(LONGEST).until(() -> writers.acknowledged.size() > sinceThen + 20);
            writers.end();
            List<String> order = awaitSame(cluster);
            assertThat(order).doesNotHaveDuplicates().containsAll(writers.acknowledged);
            assertThat(order).noneMatch(writers.refused::contains);
            assertThat(standing.appended()).isGreaterThanOrEqualTo(standing.committed());
            assertThatThrownBy(() -> cluster.member(first).log().handOver()).hasMessageContaining("does not lead");
        }
    }

    @Test
    void anEmptyMemberGetsAllAndAMinorityRefuses() throws IOException {
        try (TestCluster cluster = new TestCluster(engines(), folder, 20_000, "a", "b", "c")) {
            cluster.start("a", "b", "c");
            String leader = cluster.leader();
            String replaced = leader.equals("a") ? "b" : "a";
            String large = "x".repeat(1_000);
            texts(large, 100).forEach(cluster::write);
            cluster.close(replaced);
            cluster.deleteDirectory(replaced);
            // What the empty member needs is in no log any more.
            cluster.member(leader).log().snapshot();
            cluster.write("behind the snapshot");

            cluster.start(replaced);
            cluster.write("the next");
            assertThat(awaitSame(cluster)).hasSize(102).endsWith("behind the snapshot", "the next");
            // An engine may send it again while it is being taken.
            assertThat(cluster.replica(replaced).restored()).isPositive();

            String alone = cluster.leader();
            for (String name : cluster.names()) {
                if (!name.equals(alone)) {
                    cluster.close(name);
                }
            }
            ReignLog left = cluster.member(alone).log();
            await().atMost(LONGEST).until(() -> !left.standing().leads());
            assertThat(refusal(left.submit(entry("alone"))).reason()).isEqualTo(Reason.NO_LEADER);
            await().atMost(LONGEST)
                    .untilAsserted(
                            () -> assertThat(cluster.replica(alone).roles()).endsWith("follows"));

            cluster.start("a".equals(alone) ? "b" : "a");
            cluster.write("two of three again");
            assertThat(awaitSame(cluster)).hasSize(103).doesNotContain("alone");
            assertThat(bytesIn(cluster.directory(alone))).isLessThan(1_000_000);
        }
    }

    private static long bytesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static EntryRefusedException refusal(CompletableFuture<Long> answer) {
        try {
            answer.join();
            throw new AssertionError("it was not refused");
        } catch (CompletionException failure) {
            return (EntryRefusedException) failure.getCause();
        }
    }

    /** Returns what all members have applied, when they have applied as much. */
    private static List<String> awaitSame(TestCluster cluster) {
        String leader = cluster.leader();
        int count = cluster.replica(leader).entries().size();
        cluster.awaitApplied(count);
        List<String> order = cluster.replica(leader).entries();
        for (String name : cluster.names()) {
            await().atMost(LONGEST).until(() -> cluster.replica(name).entries().equals(order));
        }
        return order;
    }

    /** Write at whoever leads, each entry once, and note what became of it. */
    private static final class Writers {

        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean ends = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();

        Writers(TestCluster cluster) {
            for (String name : List.of("w1-", "w2-")) {
                Thread thread = new Thread(() -> run(cluster, name), name);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }

        private void run(TestCluster cluster, String name) {
            for (int number = 0; !ends.get(); number++) {
                String text = name + number;
                for (String member : cluster.names()) {
                    try {
                        ReignLog log = cluster.member(member).log();
                        if (log.standing().leads()) {
                            log.submit(entry(text)).join();
                            acknowledged.add(text);
                            break;
                        }
                    } catch (CompletionException failure) {
                        if (failure.getCause() instanceof EntryRefusedException) {
                            refused.add(text);
                        }
                        break;
                    } catch (IllegalStateException gone) {
                        break;
                    }
                }
            }
        }

        void end() throws InterruptedException {
            ends.set(true);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        }
    }
}
