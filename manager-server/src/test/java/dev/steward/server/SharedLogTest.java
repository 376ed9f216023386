package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that follow, lead and follow again over a log whose engine is the test. */
@Timeout(60)
class SharedLogTest {

    private static final SessionId CLIENT = new SessionId(17, 4);
    private static final int FOUNDING = 2;

    /** What the servers keep together, as far as the test lets them. */
    private static final class ScriptedCluster implements ServerCluster, ServerCluster.Log {

        private final String self;
        private final List<byte[]> submitted = new ArrayList<>();
        private final List<CompletableFuture<Long>> answers = new ArrayList<>();
        private @Nullable String leader;
        private ServerCluster.@Nullable Replica replica;
        private long number;
        private boolean hasMemory = true;
        /** How many of the next entries are refused at once, while this server leads on. */
        private int refused;

        ScriptedCluster(String self) {
            this.self = self;
        }

        @Override
        public String self() {
            return self;
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public Log join(AuthKey key, int entryBytes, Replica applied) {
            replica = applied;
            return this;
        }

        Replica replica() {
            Replica joined = replica;
            if (joined == null) {
                throw new IllegalStateException("nobody has joined");
            }
            return joined;
        }

        @Override
        public CompletableFuture<Long> submit(byte[] entry) {
            if (!hasMemory) {
                throw new OutOfMemoryError("on purpose");
            }
            if (refused > 0) {
                refused--;
                return CompletableFuture.failedFuture(new IllegalStateException("refused"));
            }
            CompletableFuture<Long> answer = new CompletableFuture<>();
            submitted.add(entry);
            answers.add(answer);
            return answer;
        }

        @Override
        public @Nullable String leader() {
            return leader;
        }

        @Override
        public Standing standing() {
            return new Standing(leader, 1, number, number, number, 0, List.of());
        }

        @Override
        public void handOver() {
            throw new IllegalStateException("the test says who leads");
        }

        @Override
        public CompletableFuture<@Nullable Void> broken() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}

        /** Has this server, and others, apply what it submitted first; returns false if there is nothing. */
        boolean commitOne(ScriptedCluster... others) {
            if (submitted.isEmpty()) {
                return false;
            }
            byte[] entry = submitted.remove(0);
            apply(entry);
            for (ScriptedCluster other : others) {
                other.apply(entry);
            }
            answers.remove(0).complete(number);
            return true;
        }

        /** What was submitted first does not count, and this server leads on. */
        void refuseOne() {
            submitted.remove(0);
            answers.remove(0).completeExceptionally(new IllegalStateException("refused"));
        }

        void commitAll(ScriptedCluster... others) {
            boolean more = true;
            while (more) {
                more = commitOne(others);
            }
        }

        private void apply(byte[] entry) {
            replica().apply(++number, entry);
        }

        void lead() {
            leader = self;
            replica().leads();
        }

        /** Another one leads, or none: what was submitted and not committed is lost. */
        void follow(@Nullable String other) {
            leader = other;
            replica().follows();
            submitted.clear();
            List.copyOf(answers).forEach(answer -> answer.completeExceptionally(new IllegalStateException("lost")));
            answers.clear();
        }
    }

    /** A server as far as its log is concerned. */
    private static final class Member implements EffectHandler {

        private final ScriptedCluster cluster;
        private final SharedLog log;
        private final MemoryAccount account = new MemoryAccount();
        private final MachineValues values;
        private final LogSequencer sequencer;
        private final List<String> told = new ArrayList<>();
        private int left;

        Member(String name) {
            cluster = new ScriptedCluster(name);
            log = new SharedLog(cluster, AuthKey.of("key"), 1 << 20);
            values = new MachineValues(
                    () -> {
                        Incarnation known = log.identity();
                        return known == null ? Incarnation.ofEpoch(new UUID(0, 0), 0) : known;
                    },
                    List::of);
            sequencer = new LogSequencer(
                    log,
                    ServerClock.ofThisProcess(),
                    (task, nanos) -> {},
                    values,
                    Relief.NOT_NEEDED,
                    account,
                    0,
                    ObjectLimits.DEFAULT);
            sequencer.amongOthers(log::leaderAddress, () -> left++);
            sequencer.connect(this);
        }

        void open() {
            sequencer.open(
                    CLIENT,
                    new SessionInput.OpenSession(
                            sequencer.now(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT),
                    () -> told.add("opened"));
        }

        void call(long number, ObjectId target, Operation operation, Value... arguments) {
            sequencer.submit(
                    CLIENT,
                    new SessionInput.Request(
                            sequencer.now(),
                            1,
                            number,
                            number,
                            Ranges.EMPTY,
                            target,
                            operation.code(),
                            List.of(arguments)));
        }

        void createList(long number) {
            call(
                    number,
                    ObjectId.DIRECTORY,
                    Operation.CREATE,
                    values.of(BuiltInType.LIST.typeId()),
                    values.nil(),
                    values.listOf(List.of()));
        }

        long lastApplied() {
            AtomicLong number = new AtomicLong();
            log.between(number::set);
            return number.get();
        }

        byte[] saved() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            cluster.replica().save(bytes);
            return bytes.toByteArray();
        }

        @Override
        public void reply(CallId call, Answer answer) {
            told.add(call.number() + " " + answer.status());
        }

        @Override
        public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

        @Override
        public void cancelUser(CallId call) {}

        @Override
        public void userObjectFreed(ObjectId object) {}

        @Override
        public void cut(SessionId session, String reason) {}

        @Override
        public void event(Event event) {
            if (event instanceof Event.Standing standing) {
                told.add("stands " + standing.session());
            }
        }
    }

    private final Member a = new Member("a");
    private final Member b = new Member("b");

    /** Has the first one lead from the beginning, with a session and a list of it. */
    private void begin() {
        a.log.reachableAt("127.0.0.1:8081");
        a.cluster.lead();
        a.cluster.commitAll(b.cluster);
        a.open();
        a.createList(1);
        a.cluster.commitAll(b.cluster);
    }

    @Test
    void theFirstLeaderSaysWhoseLogItIsAndWhereItIsReached() {
        assertThat(a.log.identity()).isNull();
        a.log.reachableAt("127.0.0.1:8081");
        a.cluster.lead();
        assertThat(a.sequencer.reign()).isZero();
        a.cluster.commitAll(b.cluster);
        assertThat(a.sequencer.reign()).isEqualTo(1);
        assertThat(a.log.identity()).isNotNull().isEqualTo(b.log.identity());
        b.cluster.leader = "a";
        assertThat(b.sequencer.leader()).isEqualTo("127.0.0.1:8081");
        b.cluster.leader = "c";
        assertThat(b.sequencer.leader()).isEmpty();

        Incarnation identity = a.log.identity();
        Member late = new Member("late");
        late.cluster.lead();
        byte[] second = late.cluster.submitted.get(0);
        assertThat(second[0]).isEqualTo((byte) FOUNDING);
        b.cluster.apply(second);
        assertThat(b.log.identity()).isEqualTo(identity);
    }

    @Test
    void clientsComeWhenTheNewLeaderKnowsTheirSessionsAndNotBefore() {
        begin();
        assertThat(a.told).containsExactly("opened", "1 OK");
        assertThat(b.told).isEmpty();
        a.cluster.follow(null);
        b.cluster.lead();
        assertThat(b.sequencer.reign()).isZero();
        b.cluster.commitAll(a.cluster);
        assertThat(b.told).containsExactly("stands " + CLIENT);
        assertThat(b.sequencer.reign()).isEqualTo(1);
        assertThat(a.sequencer.reign()).isZero();

        // The call was answered already: it is not made again, and its answer comes again.
        b.sequencer.submit(CLIENT, new SessionInput.ResumeSession(b.sequencer.now()));
        b.createList(1);
        b.cluster.commitAll(a.cluster);
        assertThat(b.told).last().isEqualTo("1 OK");
        assertThat(b.sequencer.objectCount()).isEqualTo(1);
        assertThat(a.told).hasSize(2);
    }

    @Test
    void whatWasNotKeptIsForgottenAndWhoeverWaitsHereHearsOfIt() {
        begin();
        long before = a.account.total();
        int leftBefore = a.left;
        Value large = a.values.stored(EncodedValue.of(new byte[100_000]));
        a.call(2, new ObjectId(1), Operation.LIST_ADD, large);
        assertThat(a.account.total()).isGreaterThan(before + 100_000);
        AtomicReference<Answer> answer = new AtomicReference<>();
        CallId own = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(own, answer::set);
        a.sequencer.submit(
                GroupId.of(new ObjectId(1)),
                new Invoke(a.sequencer.now(), own, new ObjectId(1), Operation.LIST_SIZE, List.of()));
        CompletableFuture<?> listed = a.sequencer.list();
        a.cluster.follow("b");
        assertThat(answer.get().status()).isEqualTo(Status.DRAINING);
        assertThatThrownBy(listed::join).hasCauseInstanceOf(OperationRefusal.class);
        assertThat(a.account.total()).isEqualTo(before);
        assertThat(a.left).isEqualTo(leftBefore + 1);

        // And what is asked while another one leads.
        a.call(2, new ObjectId(1), Operation.LIST_ADD, large);
        assertThat(a.cluster.submitted).isEmpty();
        assertThat(a.account.total()).isEqualTo(before);
        assertThatThrownBy(() -> a.sequencer.list().join())
                .hasCauseInstanceOf(OperationRefusal.class)
                .hasMessageContaining("does not lead");
    }

    @Test
    void aServerThatWasBehindTakesTheStateOfAnotherInPlaceOfItsOwn() throws IOException {
        begin();
        a.call(2, new ObjectId(1), Operation.LIST_ADD, a.values.stored(EncodedValue.of(new byte[50_000])));
        a.createList(3);
        a.sequencer.afterwards(() -> a.told.add("afterwards"));
        a.sequencer.confirm(() -> a.told.add("certain"), () -> a.told.add("not certain"));
        assertThat(a.told).last().isEqualTo("1 OK");
        a.cluster.commitAll();
        assertThat(a.told).endsWith("2 OK", "3 OK", "afterwards", "certain");
        assertThat(b.sequencer.objectCount()).isEqualTo(1);
        byte[] saved = a.saved();
        assertThat(a.lastApplied()).isEqualTo(a.cluster.number).isPositive();
        b.cluster.replica().restore(new ByteArrayInputStream(saved));
        assertThat(b.sequencer.objectCount()).isEqualTo(2);
        Member empty = new Member("empty");
        empty.cluster.replica().restore(new ByteArrayInputStream(saved));
        assertThat(empty.log.identity()).isNotNull().isEqualTo(a.log.identity());
        assertThat(empty.lastApplied()).isEqualTo(a.lastApplied());
        empty.cluster.leader = "a";
        assertThat(empty.sequencer.leader()).isEqualTo("127.0.0.1:8081");
        // What was there before is not counted any more.
        assertThat(b.account.total()).isEqualTo(empty.account.total()).isGreaterThan(50_000);

        byte[] newer = saved.clone();
        newer[0]++;
        assertThatThrownBy(() -> empty.cluster.replica().restore(new ByteArrayInputStream(newer)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("same release");
    }

    @Test
    void moreThanTheEngineIsGivenAtOnceWaitsInItsOrderAndMuchMoreIsRefused() {
        begin();
        int calls = 25_000;
        for (int number = 2; number < calls; number++) {
            a.call(number, new ObjectId(1), Operation.LIST_ADD, a.values.of(number));
        }
        assertThat(a.cluster.submitted).hasSizeLessThan(3_000);
        assertThat(a.sequencer.refusal()).contains("waiting to be kept");
        a.cluster.commitAll();
        assertThat(a.sequencer.refusal()).isNull();
        assertThat(a.told)
                .contains("2 OK", "3 OK", "15000 OK")
                .last()
                .asString()
                .contains(calls - 1 + " OVERLOADED");
    }

    @Test
    void whatWaitsBehindOneThatIsRefusedIsBegunWhileThisServerLeads() {
        begin();
        int calls = 5_000;
        for (int number = 2; number <= calls; number++) {
            a.call(number, new ObjectId(1), Operation.LIST_ADD, a.values.of(number));
        }
        int onTheirWay = a.cluster.submitted.size();
        assertThat(onTheirWay).isLessThan(calls / 2);
        // And those behind it at once, one after the other.
        a.cluster.refused = calls / 2;
        a.cluster.refuseOne();
        assertThat(a.cluster.submitted).hasSize(onTheirWay);
        while (!a.cluster.submitted.isEmpty()) {
            a.cluster.refuseOne();
        }
        assertThat(a.cluster.refused).isZero();
        // The client makes them again, and here another one in the place of the first.
        a.createList(2);
        a.cluster.commitAll();
        assertThat(a.told).last().isEqualTo("2 OK");
    }

    @Test
    void whatThereIsNoMemoryToSubmitWaitsForTheNextAndCountsOnce() {
        begin();
        a.cluster.hasMemory = false;
        a.call(2, new ObjectId(1), Operation.LIST_ADD, a.values.stored(EncodedValue.of(new byte[100_000])));
        assertThat(a.cluster.submitted).isEmpty();
        a.cluster.hasMemory = true;
        a.createList(3);
        a.cluster.commitAll(b.cluster);
        assertThat(a.told).endsWith("2 OK", "3 OK").hasSize(4);
        assertThat(a.account.total()).isEqualTo(b.account.total()).isGreaterThan(100_000);
    }
}
