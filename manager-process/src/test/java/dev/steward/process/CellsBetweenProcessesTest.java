package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cells reach other processes of the program, and are the same bytes and the same lock there. */
@Tag("one-jdk")
class CellsBetweenProcessesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Point(double x, double y) {}

    record Cells(
            ValueCell<Integer> number,
            ValueCell<Boolean> truth,
            ArrayCell<Byte> text,
            ArrayCell<Integer> array,
            ArrayCell<Point> points) {}

    @RegisterExtension
    final Children children = new Children();

    static void modify(Cells cells) {
        cells.number().update(n -> n * n);
        cells.truth().set(true);
        cells.text().setText(cells.text().text().toUpperCase(Locale.ROOT));
        cells.array().asList().replaceAll(n -> -n);
        cells.points().asList().replaceAll(p -> new Point(p.x() * p.x(), p.y() * p.y()));
    }

    @Test
    void aChildChangesThem() throws Exception {
        SharedLock lock = Multiprocessing.lock();
        Cells cells = new Cells(
                ValueCell.of(TypeCode.INT, 7),
                ValueCell.raw(TypeCode.BOOLEAN, false),
                ArrayCell.ofBytes("hello world", lock),
                ArrayCell.of(TypeCode.INT, 0, 1, 2, 3, 4),
                ArrayCell.of(Point.class, List.of(new Point(1.875, -6.25), new Point(-5.75, 2.0)), lock));
        assertThat(children.codeOf(JavaProcess.start(CellsBetweenProcessesTest::modify, cells)))
                .isZero();
        assertThat(cells.number().get()).isEqualTo(49);
        assertThat(cells.truth().get()).isTrue();
        assertThat(cells.text().text()).isEqualTo("HELLO WORLD");
        assertThat(cells.array()).containsExactly(0, -1, -2, -3, -4);
        assertThat(cells.points().toList()).containsExactly(new Point(3.515625, 39.0625), new Point(33.0625, 4));
    }

    static void add(ValueCell<Long> guarded, ValueCell<Long> raw, Integer times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            guarded.lock().lock();
            try {
                guarded.set(guarded.get() + 1);
            } finally {
                guarded.lock().unlock();
            }
            guarded.getAndAdd(1L);
            raw.getAndAdd(1L);
        }
    }

    @Test
    void processesThatAddCountExactly() throws Exception {
        ValueCell<Long> guarded = ValueCell.of(TypeCode.LONG, 0L);
        ValueCell<Long> raw = ValueCell.raw(TypeCode.LONG, 0L);
        int times = 20_000;
        List<JavaProcess> adding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            adding.add(children.watched(JavaProcess.start(CellsBetweenProcessesTest::add, guarded, raw, times)));
        }
        add(guarded, raw, times);
        for (JavaProcess each : adding) {
            assertThat(children.codeOf(each)).isZero();
        }
        assertThat(guarded.get()).isEqualTo(2L * 5 * times);
        assertThat(raw.get()).isEqualTo(5L * times);
    }

    // It dies with it.
    @SuppressWarnings("LockNotBeforeTry")
    static void dieWith(ValueCell<Integer> cell, SharedEvent held) throws InterruptedException {
        cell.lock().lock();
        cell.lock().lock();
        cell.set(-1);
        held.set();
        Thread.sleep(PATIENCE.toMillis());
    }

    @Test
    void aLockPassesOnWhenItsHolderIsKilledAndSaysSo() throws Exception {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 0);
        SharedEvent held = Multiprocessing.event();
        JavaProcess holder = children.watched(JavaProcess.start(CellsBetweenProcessesTest::dieWith, cell, held));
        held.await();
        assertThat(cell.lock().isLocked()).isTrue();
        assertThat(cell.lock().tryLock()).isFalse();
        holder.kill();
        try (Hold hold = Objects.requireNonNull(cell.lock().tryHold(PATIENCE))) {
            assertThat(hold.abandoned()).isTrue();
            assertThat(cell.get()).isEqualTo(-1);
        }
        try (Hold hold = cell.lock().hold()) {
            assertThat(hold.abandoned()).isFalse();
        }
    }

    private static final int STOP = 0;
    private static final int ALIKE = 1;
    private static final int HALF_DONE_UNTOLD = 2;

    /** Counts in two places; whoever takes over from a dead one makes them alike again, and is told that it has to. */
    static void countTwice(ArrayCell<Integer> cell, ValueCell<Integer> state) throws InterruptedException {
        ArrayCell<Integer> counts = cell.slice(0, 2);
        while (state.get() != STOP) {
            try (Hold hold = counts.lock().hold()) {
                if (hold.abandoned()) {
                    counts.set(1, counts.get(0));
                } else if (!counts.get(0).equals(counts.get(1))) {
                    state.compareAndSet(ALIKE, HALF_DONE_UNTOLD);
                    return;
                }
                counts.getAndAdd(0, 1);
                counts.getAndAdd(1, 1);
            }
        }
    }

    @Test
    void whatAKilledHolderLeftHalfDoneIsToldToTheNext() throws Exception {
        ArrayCell<Integer> counts = ArrayCell.of(TypeCode.INT, 0, 0);
        ValueCell<Integer> state = ValueCell.raw(TypeCode.INT, ALIKE);
        for (int round = 0; round < 4; round++) {
            JavaProcess counting =
                    children.watched(JavaProcess.start(CellsBetweenProcessesTest::countTwice, counts, state));
            int enough = counts.get(0) + 1_000 * (round + 1);
            await().atMost(PATIENCE).until(() -> counts.get(0) >= enough || !counting.isAlive());
            assertThat(counting.isAlive()).isTrue();
            counting.kill();
        }
        JavaProcess last = JavaProcess.start(CellsBetweenProcessesTest::countTwice, counts, state);
        int enough = counts.get(0) + 1_000;
        await().atMost(PATIENCE).until(() -> counts.get(0) >= enough);
        assertThat(state.compareAndSet(ALIKE, STOP))
                .as("the state is %s", state)
                .isTrue();
        assertThat(children.codeOf(last)).isZero();
        assertThat(counts.get(0)).isEqualTo(counts.get(1));
    }

    static void release(SharedEvent waiting, ValueCell<Integer> cell) throws InterruptedException {
        cell.lock().lock();
        try {
            waiting.await();
            cell.set(5);
        } finally {
            cell.lock().unlock();
        }
    }

    @Test
    void anAccessWaitsForTheLockThatAnotherProcessHolds() throws Exception {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 0);
        SharedEvent waiting = Multiprocessing.event();
        JavaProcess holder = children.watched(JavaProcess.start(CellsBetweenProcessesTest::release, waiting, cell));
        await().atMost(PATIENCE).until(() -> cell.lock().isLocked() || !holder.isAlive());
        assertThat(cell.lock().isLocked()).isTrue();
        waiting.set();
        assertThat(cell.get()).isEqualTo(5);
        assertThat(children.codeOf(holder)).isZero();
    }

    static ArrayCell<Integer> square(ArrayCell<Integer> cell) {
        cell.asList().replaceAll(n -> n * n);
        return cell;
    }

    @Test
    void tasksGetThemAndGiveThemBack() throws Exception {
        ArrayCell<Integer> array = ArrayCell.of(TypeCode.INT, 1, 2, 3, 4);
        try (Pool pool = ProcessPool.start(1)) {
            List<ArrayCell<Integer>> given =
                    pool.map(CellsBetweenProcessesTest::square, List.of(array.slice(0, 2), array.slice(2, 4)));
            assertThat(array).containsExactly(1, 4, 9, 16);
            assertThat(given).containsExactly(array.slice(0, 2), array.slice(2, 4));
            given.get(1).set(0, -1);
            assertThat(array.get(2)).isEqualTo(-1);
            assertThat(given.get(0).lock()).isEqualTo(array.lock());
        }
    }

    static void answer(Connection connection) throws InterruptedException {
        ValueCell<?> cell = Objects.requireNonNull(connection.recv(ValueCell.class));
        connection.send(cell.get());
        connection.send(ValueCell.of(TypeCode.INT, 8));
        connection.recv();
    }

    @Test
    void theyGoThroughPipes() throws Exception {
        Pipe pipe = Pipe.open();
        JavaProcess child = children.watched(JavaProcess.start(CellsBetweenProcessesTest::answer, pipe.second()));
        pipe.first().send(ValueCell.of(TypeCode.INT, 7));
        assertThat(pipe.first().recv()).isEqualTo(7);
        ValueCell<?> theirs = Objects.requireNonNull(pipe.first().recv(ValueCell.class));
        assertThat(theirs.get()).isEqualTo(8);
        pipe.first().send("end");
        assertThat(children.codeOf(child)).isZero();
        assertThat(theirs.get()).isEqualTo(8);
        pipe.first().close();
    }

    static void takeAndRelease(CellLock lock, SharedEvent taken, SharedEvent enough) throws InterruptedException {
        lock.lock();
        try {
            taken.set();
            enough.await();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void aLockGoesByItself() throws Exception {
        for (CellLock lock : List.of(
                ValueCell.of(TypeCode.INT, 0).lock(),
                ValueCell.of(TypeCode.INT, 0, Multiprocessing.lock()).lock())) {
            SharedEvent taken = Multiprocessing.event();
            SharedEvent enough = Multiprocessing.event();
            JavaProcess child =
                    children.watched(JavaProcess.start(CellsBetweenProcessesTest::takeAndRelease, lock, taken, enough));
            taken.await();
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.isLocked()).isTrue();
            enough.set();
            try (Hold hold = lock.hold()) {
                assertThat(hold.abandoned()).isFalse();
            }
            assertThat(children.codeOf(child)).isZero();
        }
    }

    static void countUnder(ArrayCell<Integer> cell, Integer times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try (Hold hold = cell.lock().hold()) {
                assertThat(hold.valid()).isTrue();
                cell.set(0, cell.get(0) + 1);
                assertThat(cell.get(0)).isEqualTo(cell.get(1) + 1);
                cell.set(1, cell.get(0));
            }
        }
    }

    @Test
    void aGivenLockIsReentrantByTheCellAndKeepsProcessesApart() throws Exception {
        ArrayCell<Integer> cell = ArrayCell.of(TypeCode.INT, List.of(0, 0), Multiprocessing.lock());
        JavaProcess child = JavaProcess.start(CellsBetweenProcessesTest::countUnder, cell, 100);
        countUnder(cell, 100);
        assertThat(children.codeOf(child)).isZero();
        assertThat(cell).containsExactly(200, 200);
    }

    @Test
    void aCellIsMadeWhileItsLockIsHeld() {
        SharedLock lock = Multiprocessing.lock();
        ValueCell<Integer> cell;
        ArrayCell<Byte> text;
        lock.lock();
        try {
            cell = ValueCell.of(TypeCode.INT, 7, lock);
            text = ArrayCell.ofBytes("seven", lock);
        } finally {
            lock.unlock();
        }
        assertThat(cell.get()).isEqualTo(7);
        assertThat(text.text()).isEqualTo("seven");
    }

    @Test
    void objectsOfTheManagerOfAProgramHoldThem() {
        ValueCell<Integer> cell = ValueCell.of(TypeCode.INT, 7);
        SharedQueue<Object> queue = Multiprocessing.queue();
        queue.offer(cell);
        assertThat(queue.poll()).isEqualTo(cell);
    }

    @Test
    void aManagerOfAnyMachineRefusesThemWithTheCure() throws Exception {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                List<Object> cells = List.of(
                        ValueCell.of(TypeCode.INT, 7),
                        ArrayCell.of(TypeCode.INT, 7),
                        ValueCell.of(TypeCode.INT, 7).lock());
                assertThat(cells)
                        .allSatisfy(cell -> assertThatExceptionOfType(UnsupportedValueException.class)
                                .isThrownBy(() -> manager.list().add(cell))
                                .withMessageContaining(cell.getClass().getSimpleName())
                                .withMessageContaining("JavaProcess"));
            }
        }
    }
}
