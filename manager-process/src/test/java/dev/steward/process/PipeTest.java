package dev.steward.process;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.pipe.PassedEnd;
import dev.steward.process.pipe.Pipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pipe does, with its ends in the process that made it, and passed over its socket as to another one. */
@Timeout(60)
@SuppressWarnings("try") // Closing in the middle is what is tested.
class PipeTest {

    /** What refuses to be made where it arrives, though it was made where it was sent. */
    record Fussy(String text) {
        static volatile boolean refuses;

        Fussy {
            if (refuses) {
                throw new IllegalArgumentException("not here");
            }
        }
    }

    record Point(int x, int y) {}

    private final List<Connection> open = new ArrayList<>();

    @AfterEach
    void closesAllAndLeavesNoFile() {
        open.forEach(Connection::close);
        Leftovers.none();
    }

    private Pipe pipe() {
        return keep(Pipe.open());
    }

    private Pipe keep(Pipe pipe) {
        open.add(pipe.first());
        open.add(pipe.second());
        return pipe;
    }

    /** The way of an end to another process: what that gets is this one's socket all the same. */
    private Connection passed(Connection end) {
        Connection arrived = (Connection) end.passage().arrive();
        open.add(arrived);
        return arrived;
    }

    private Connection moved(Connection end) {
        Connection arrived = passed(end);
        end.close();
        return arrived;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesValuesBothWays(boolean overTheSocket) throws Exception {
        Pipe pipe = pipe();
        Connection left = overTheSocket ? moved(pipe.first()) : pipe.first();
        Connection right = overTheSocket ? moved(pipe.second()) : pipe.second();

        left.send(1);
        left.send(List.of("a", Map.of("b", 2.5)));
        left.send(null);
        right.send(new Point(3, 4));

        assertThat(right.recv()).isEqualTo(1);
        assertThat(right.recv()).isEqualTo(List.of("a", Map.of("b", 2.5)));
        assertThat(right.recv()).isNull();
        assertThat(left.recv()).isEqualTo(new Point(3, 4));
    }

    @Test
    void oneWayReceivesAtTheFirstEndOnly() throws Exception {
        Pipe pipe = keep(Pipe.oneWay());
        pipe.second().send("down");

        assertThat(pipe.first().recv()).isEqualTo("down");
        assertThatThrownBy(() -> pipe.first().send(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only receives");
        assertThatThrownBy(pipe.second()::recv).hasMessageContaining("only sends");
        Connection far = passed(pipe.first());
        assertThat(far.isWritable()).isFalse();
        assertThat(far.isReadable()).isTrue();
    }

    @Test
    void bytesAndValuesAreToldApartAndNothingIsLost() throws Exception {
        Pipe pipe = pipe();
        pipe.first().sendBytes(new byte[] {1, 2, 3, 4}, 1, 2);
        pipe.first().send(7L);

        assertThatThrownBy(pipe.second()::recv).hasMessageContaining("recvBytes()");
        assertThat(pipe.second().recvBytes()).containsExactly(2, 3);
        assertThatThrownBy(pipe.second()::recvBytes).hasMessageContaining("recv()");
        assertThat(pipe.second().recv(Integer.class)).isEqualTo(7);
        assertThatThrownBy(() -> pipe.first().sendBytes(new byte[3], 2, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void valueOfAnotherClassStays() throws Exception {
        Pipe pipe = pipe();
        pipe.first().send("text");

        assertThatThrownBy(() -> pipe.second().recv(Integer.class)).isInstanceOf(RuntimeException.class);
        assertThat(pipe.second().poll()).isTrue();
        assertThat(pipe.second().recv(String.class)).isEqualTo("text");
    }

    @Test
    void whatCannotTravelIsRefusedBeforeAnythingIsSent() throws Exception {
        Pipe pipe = pipe();

        assertThatThrownBy(() -> pipe.first().send(new Thread("local")))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Thread");
        assertThatThrownBy(() -> pipe.first().sendBytes(new byte[(64 << 20) + 1]))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("in parts");
        assertThat(pipe.second().poll()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void senderWaitsUntilTheOtherSideTakes(boolean overTheSocket) throws Exception {
        Pipe pipe = pipe();
        Connection sender = overTheSocket ? moved(pipe.first()) : pipe.first();
        CompletableFuture<Void> sending = inBackground(() -> {
            for (int i = 0; i < 100; i++) {
                sender.sendBytes(new byte[10_000]);
            }
        });

        await().until(() -> pipe.second().poll());
        assertThatThrownBy(() -> sending.get(200, TimeUnit.MILLISECONDS))
                .as("a million bytes do not fit in between")
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        for (int i = 0; i < 100; i++) {
            assertThat(pipe.second().recvBytes()).hasSize(10_000);
        }
        sending.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largeMessagesPass(boolean overTheSocket) throws Exception {
        Pipe pipe = pipe();
        Connection sender = overTheSocket ? moved(pipe.first()) : pipe.first();
        Connection receiver = overTheSocket ? moved(pipe.second()) : pipe.second();
        byte[] large = new byte[10_000_000];
        large[9_999_999] = 7;
        CompletableFuture<Void> sending = inBackground(() -> {
            sender.sendBytes(large);
            sender.send(large);
        });

        assertThat(receiver.recvBytes()).isEqualTo(large);
        assertThat(receiver.recv()).isEqualTo(large);
        sending.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endOfFileComesAfterAllThatWasSent(boolean overTheSocket) throws Exception {
        Pipe pipe = pipe();
        Connection sender = overTheSocket ? moved(pipe.first()) : pipe.first();
        Connection receiver = overTheSocket ? moved(pipe.second()) : pipe.second();
        sender.send("last");
        sender.close();

        assertThat(receiver.recv()).isEqualTo("last");
        assertThatThrownBy(receiver::recv).isInstanceOf(EndOfFileException.class);
        assertThat(receiver.poll()).isTrue();
        await().untilAsserted(() ->
                assertThatThrownBy(() -> receiver.send("nobody")).isInstanceOf(ConnectionLostException.class));
    }

    @Test
    void endOfFileWaitsForTheLastHolder() throws Exception {
        Pipe pipe = pipe();
        Connection copy = passed(pipe.first());
        pipe.first().close();
        copy.send("from the copy");

        assertThat(pipe.second().recv()).isEqualTo("from the copy");
        assertThat(pipe.second().poll(ofMillis(50))).isFalse();
        copy.close();
        assertThatThrownBy(pipe.second()::recv).isInstanceOf(EndOfFileException.class);
    }

    @Test
    void endOnItsWayCountsAsHeldUntilItIsRevoked() throws Exception {
        Pipe pipe = pipe();
        PassedEnd passed = Pipes.pass(pipe.first().end());
        Connection first = pipe.first();
        first.close();

        assertThat(pipe.second().poll(ofMillis(50))).isFalse();
        Pipes.revoke(first.end(), passed);
        assertThatThrownBy(pipe.second()::recv).isInstanceOf(EndOfFileException.class);
        assertThatThrownBy(passed::open).isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(first::passage).hasMessageContaining("before close()");
    }

    @Test
    void endCanBePassedOnFromWhereItWasPassedTo() throws Exception {
        Pipe pipe = pipe();
        Connection child = moved(pipe.first());
        Connection grandchild = moved(child);
        pipe.second().send("hello");

        assertThat(grandchild.recv()).isEqualTo("hello");
        grandchild.send("back");
        assertThat(pipe.second().recv()).isEqualTo("back");
    }

    @Test
    void endCanBeSentThroughAPipe() throws Exception {
        Pipe pipe = pipe();
        Pipe carrier = pipe();
        carrier.first().send(List.of("take this", pipe.first()));
        List<?> received = (List<?>) Objects.requireNonNull(carrier.second().recv());
        Connection end = (Connection) received.get(1);
        open.add(end);
        end.send("over the passed end");

        assertThat(pipe.second().recv()).isEqualTo("over the passed end");
    }

    @Test
    void messageThatItsHolderHadNotTakenGoesToTheNextHolder() throws Exception {
        Pipe pipe = pipe();
        Connection one = passed(pipe.first());
        pipe.second().send("only once");
        assertThat(one.poll(ofSeconds(10))).as("given to the first holder").isTrue();
        one.close();

        assertThat(pipe.first().recv()).isEqualTo("only once");
        assertThat(pipe.first().poll()).isFalse();
    }

    @Test
    void closingWakesWhoWaits() throws Exception {
        Pipe pipe = pipe();
        CompletableFuture<Void> receiving = inBackground(() -> pipe.first().recv());
        pipe.first().close();

        assertThatThrownBy(() -> receiving.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed here");
        assertThatThrownBy(() -> pipe.first().send(1)).hasMessageContaining("closed here");
        assertThat(pipe.first().toString()).contains("closed");
    }

    @Test
    void interruptEndsAWaitAndClosesNothing() throws Exception {
        Pipe pipe = pipe();
        Connection far = moved(pipe.first());
        Thread.currentThread().interrupt();
        assertThatThrownBy(far::recv).isInstanceOf(InterruptedException.class);
        pipe.second().send("still");

        assertThat(far.recv()).isEqualTo("still");
    }

    @Test
    void selectTellsWhichCanBeReceivedFrom() throws Exception {
        Pipe one = pipe();
        Pipe two = pipe();
        Pipe three = pipe();
        Connection far = moved(two.first());
        List<Connection> all = List.of(one.first(), far, three.first());

        assertThat(Connection.select(all, ofMillis(20))).isEmpty();
        assertThat(Connection.select(List.of(), ofSeconds(30))).isEmpty();
        CompletableFuture<List<Connection>> waiting = new CompletableFuture<>();
        CompletableFuture<Void> selecting = inBackground(() -> waiting.complete(Connection.select(all, ofSeconds(30))));
        two.second().send("there");
        assertThat(waiting.get(20, TimeUnit.SECONDS)).containsExactly(far);
        selecting.get(10, TimeUnit.SECONDS);
        three.second().close();
        assertThat(Connection.select(all, ofSeconds(10))).containsExactly(far, three.first());
        assertThat(far.recv()).isEqualTo("there");
    }

    @Test
    void eachMessageGoesToOneOfSeveralReceivers() throws Exception {
        Pipe pipe = pipe();
        Connection far = passed(pipe.second());
        List<Connection> receivers = List.of(pipe.second(), far);
        List<CompletableFuture<Integer>> sums = new ArrayList<>();
        for (Connection receiver : receivers) {
            sums.add(CompletableFuture.supplyAsync(() -> sumUntilTheEnd(receiver)));
        }
        int sum = 0;
        for (int i = 1; i <= 500; i++) {
            pipe.first().send(i);
            sum += i;
        }
        pipe.first().close();

        int received = sums.get(0).get(20, TimeUnit.SECONDS) + sums.get(1).get(20, TimeUnit.SECONDS);
        assertThat(received).isEqualTo(sum);
    }

    private static int sumUntilTheEnd(Connection receiver) {
        int sum = 0;
        try {
            while (true) {
                sum += Objects.requireNonNull(receiver.recv(Integer.class));
            }
        } catch (EndOfFileException end) {
            return sum;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inBackground(Action action) {
        return CompletableFuture.runAsync(() -> {
            try {
                action.run();
            } catch (RuntimeException broken) {
                throw broken;
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCannotBeOpenedIsInNobodysWayOnceItIsDropped(boolean elsewhere) throws InterruptedException {
        Pipe pipe = pipe();
        Connection receiver = elsewhere ? moved(pipe.second()) : pipe.second();
        Fussy.refuses = false;
        pipe.first().send(new Fussy("a"));
        pipe.first().send("behind");
        pipe.first().sendBytes(new byte[] {1});
        Fussy.refuses = true;
        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(receiver::recv)
                        .isInstanceOf(UnsupportedValueException.class)
                        .hasMessageContaining("not here")
                        .hasMessageContaining("discard()");
            }
        } finally {
            Fussy.refuses = false;
        }
        receiver.discard();
        assertThat(receiver.recv()).isEqualTo("behind");
        receiver.discard();
        pipe.first().close();
        assertThatThrownBy(receiver::discard).isInstanceOf(EndOfFileException.class);
    }
}
