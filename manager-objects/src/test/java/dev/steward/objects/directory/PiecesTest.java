package dev.steward.objects.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.traits.Told;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What would take the directory long is done in pieces, and others are served between them. */
@Timeout(60)
@Tag("one-jdk")
class PiecesTest {

    private static final SessionId SESSION = new SessionId(1, 7);
    private static final int MANY = 10_000;
    /** Takes a walk over many names some pieces: whether one matches is seen at its end. */
    private static final String LATE = "*0";

    private static final int MATCHING = MANY / 10;

    private final PlainValues values = new PlainValues();
    private final DirectoryGroup directory = new DirectoryGroup(values, 5, ObjectLimits.DEFAULT);
    private final Queue<Input> forItself = new ArrayDeque<>();
    private final List<ObjectId> freed = new ArrayList<>();
    private final Map<Long, List<Listed>> listings = new HashMap<>();
    private final Told told = new Told() {
        @Override
        public void forward(GroupId to, Input input) {
            super.forward(to, input);
            if (input instanceof ObjectInput.Freed gone) {
                freed.add(gone.object());
            }
            if (to.equals(GroupId.DIRECTORY)) {
                forItself.add(input);
            }
        }

        @Override
        public void listed(long ticket, List<Listed> objects) {
            listings.put(ticket, objects);
        }
    };
    private long lastNumber;

    private CallId ask(Operation operation, Value... arguments) {
        CallId call = new CallId(SESSION, 1, ++lastNumber);
        directory.apply(new Invoke(1, call, ObjectId.DIRECTORY, operation, Arrays.asList(arguments)), told);
        return call;
    }

    private CallId create(String name) {
        return ask(Operation.CREATE, values.of("event"), values.of(name), values.listOf(List.of()));
    }

    private int goOnUntilDone() {
        int pieces = 0;
        for (Input next = forItself.poll(); next != null; next = forItself.poll()) {
            assertThat(next).isInstanceOf(DirectoryInput.GoOn.class);
            assertThat(forItself).as("a second input on its way").isEmpty();
            directory.apply(next, told);
            pieces++;
        }
        return pieces;
    }

    private List<String> texts(CallId call) {
        return values.asList(told.answers.get(call).value()).stream()
                .map(values::asText)
                .toList();
    }

    @Test
    void othersAreServedWhileManyNamesAreLookedThrough() {
        for (int i = 10_000; i < 13_000; i++) {
            create(i + "a".repeat(900));
        }
        String pattern = "*" + "a".repeat(499) + "b";
        CallId first = ask(Operation.NAMES, values.of(pattern));
        CallId second = ask(Operation.NAMES, values.of("*" + "a".repeat(900)));
        assertThat(told.answers).doesNotContainKeys(first, second);
        assertThat(told.answers).containsKey(create("zz" + "a".repeat(499) + "b"));
        // Three thousand names of nine hundred characters, with a pattern of eight words.
        assertThat(goOnUntilDone()).isBetween(20, 200);
        assertThat(texts(first)).containsExactly("zz" + "a".repeat(499) + "b");
        assertThat(texts(second)).hasSize(3_000).isSorted();
    }

    private CallId ask(SessionId session, String pattern) {
        CallId call = new CallId(session, 1, ++lastNumber);
        directory.apply(new Invoke(1, call, ObjectId.DIRECTORY, Operation.NAMES, List.of(values.of(pattern))), told);
        return call;
    }

    private void createManyNames() {
        for (int i = 0; i < MANY; i++) {
            create("a".repeat(200) + i);
        }
    }

    @Test
    void oneLooksForNamesAtATimeAndSessionsTakeTurns() {
        createManyNames();
        long before = directory.heldBytes();
        SessionId innocent = new SessionId(1, 8);
        List<CallId> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(ask(SESSION, LATE));
        }
        CallId few = ask(innocent, "*a?");
        // The first two of the greedy one came before anybody else.
        asked.add(2, few);
        asked.add(4, ask(innocent, LATE));
        long most = 0;
        List<CallId> answered = new ArrayList<>();
        for (Input next = forItself.poll(); next != null; next = forItself.poll()) {
            directory.apply(next, told);
            most = Math.max(most, directory.heldBytes() - before);
            told.answers.keySet().stream()
                    .filter(call -> asked.contains(call) && !answered.contains(call))
                    .forEach(answered::add);
        }
        assertThat(most).as("of what one walk finds").isBetween(1L, 8L * MATCHING);
        assertThat(answered).containsExactlyElementsOf(asked);
        assertThat(directory.heldBytes()).isEqualTo(before);
        assertThat(texts(few)).hasSize(10);
    }

    @Test
    void namesThatNobodyWaitsForAreNotLookedFor() {
        createManyNames();
        CallId underWay = ask(SESSION, LATE);
        CallId waiting = ask(SESSION, LATE);
        CallId stays = ask(SESSION, LATE);
        directory.apply(new ObjectInput.Cancel(1, underWay), told);
        directory.apply(new ObjectInput.Cancel(1, waiting), told);
        assertThat(told.answers).doesNotContainKey(underWay);
        assertThat(told.answers.get(waiting).status()).isEqualTo(Status.CANCELLED);
        goOnUntilDone();
        assertThat(texts(underWay)).hasSize(MATCHING);
        assertThat(texts(stays)).hasSize(MATCHING);
        int answers = told.answers.size();
        directory.apply(new ObjectInput.Cancel(1, stays), told);
        assertThat(told.answers).hasSize(answers);
    }

    @Test
    void fewNamesAreAnsweredAtOnce() {
        create("b");
        create("a");
        assertThat(texts(ask(Operation.NAMES, values.of("*")))).containsExactly("a", "b");
        assertThat(forItself).isEmpty();
    }

    private List<ObjectId> createUnnamed(int count) {
        List<ObjectId> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CallId call = ask(Operation.CREATE, values.of("list"), values.nil(), values.listOf(List.of()));
            made.add(told.answers.get(call).value().references().get(0));
        }
        return made;
    }

    private void refer(ObjectId from, ObjectId to) {
        directory.apply(new DirectoryInput.EdgeAdded(1, from, to), told);
    }

    private void release(ObjectId object) {
        directory.apply(new DirectoryInput.Release(1, SESSION, object, 1), told);
    }

    private long count() {
        return values.asLong(told.answers.get(ask(Operation.COUNT)).value());
    }

    @Test
    void othersAreServedWhileASessionThatHeldManyObjectsEnds() {
        createUnnamed(MANY);
        directory.apply(new SessionEnded(1, SESSION, true), told);
        assertThat(count()).isPositive();
        assertThat(told.answers).containsKey(create("meanwhile"));
        assertThat(goOnUntilDone()).isGreaterThan(3);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void othersAreServedWhileALongChainIsFreed() {
        List<ObjectId> chain = createUnnamed(MANY);
        for (int i = 1; i < MANY; i++) {
            refer(chain.get(i - 1), chain.get(i));
            release(chain.get(i));
        }
        assertThat(forItself).isEmpty();
        release(chain.get(0));
        assertThat(count()).isPositive();
        assertThat(goOnUntilDone()).isGreaterThan(3);
        assertThat(count()).isZero();
    }

    /** One object refers to very many. */
    private List<ObjectId> star() {
        List<ObjectId> star = createUnnamed(MANY);
        for (int i = 1; i < MANY; i++) {
            refer(star.get(0), star.get(i));
            release(star.get(i));
        }
        return star;
    }

    @Test
    void othersAreServedWhileWhatOneObjectRefersToIsLookedThrough() {
        List<ObjectId> star = star();
        directory.apply(new DirectoryInput.Collect(1), told);
        assertThat(told.answers).containsKey(create("meanwhile"));
        // Once over all, and once more over what it refers to, and then over all again for what is lost.
        assertThat(goOnUntilDone()).isGreaterThan(3 * MANY / 2_000 - 2);
        assertThat(count()).isEqualTo(MANY + 1);
        assertThat(told.answers
                        .get(ask(Operation.ATTACH, values.of(star.get(1).value())))
                        .isOk())
                .isTrue();
    }

    @Test
    void othersAreServedWhileALostObjectLetsGoOfVeryMany() {
        List<ObjectId> star = star();
        refer(star.get(1), star.get(0));
        release(star.get(0));
        directory.apply(new DirectoryInput.Collect(1), told);
        while (count() == MANY) {
            directory.apply(forItself.remove(), told);
        }
        assertThat(told.answers).containsKey(create("meanwhile"));
        goOnUntilDone();
        assertThat(count()).isEqualTo(1);
        assertThat(freed).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void othersAreServedWhileAnAnswerThatRefersToVeryManyIsPrepared() {
        List<ObjectId> many = createUnnamed(MANY);
        List<Value> references = new ArrayList<>();
        many.forEach(id -> references.add(values.reference("list", id)));
        CallId call = new CallId(SESSION, 1, ++lastNumber);
        Answer answer = Answer.ok(values.listOf(references), 1);
        directory.apply(new DirectoryInput.AnswerWithReferences(1, call, answer), told);
        assertThat(told.answers).doesNotContainKey(call).containsKey(create("meanwhile"));
        assertThat(goOnUntilDone()).isGreaterThan(3);
        assertThat(told.answers).containsEntry(call, answer);
        many.forEach(this::release);
        assertThat(count()).isEqualTo(MANY + 1);
        many.forEach(this::release);
        goOnUntilDone();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void othersAreServedWhileAllObjectsAreListed() {
        List<ObjectId> many = createUnnamed(MANY);
        directory.apply(new DirectoryInput.ListObjects(1, 99), told);
        assertThat(listings).isEmpty();
        release(many.get(MANY - 1));
        create("meanwhile");
        assertThat(goOnUntilDone()).isGreaterThan(3);
        assertThat(listings.get(99L)).extracting(Listed::object).containsExactlyElementsOf(many.subList(0, MANY - 1));
    }

    private List<ObjectId> circle() {
        List<ObjectId> circle = createUnnamed(MANY);
        for (int i = 0; i < MANY; i++) {
            refer(circle.get(i), circle.get((i + 1) % MANY));
        }
        circle.forEach(this::release);
        return circle;
    }

    @Test
    void othersAreServedWhileALongCircleIsFoundToBeLost() {
        circle();
        assertThat(count()).isEqualTo(MANY);
        directory.apply(new DirectoryInput.Collect(1), told);
        assertThat(told.answers).containsKey(create("meanwhile"));
        assertThat(goOnUntilDone()).isGreaterThan(6);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatSomebodyBeginsToReferToDuringTheSearchIsNotLost() {
        List<ObjectId> circle = circle();
        directory.apply(new DirectoryInput.Collect(1), told);
        CallId attached = ask(Operation.ATTACH, values.of(circle.get(0).value()));
        assertThat(told.answers.get(attached).isOk()).isTrue();
        goOnUntilDone();
        assertThat(count()).isEqualTo(MANY);
        release(circle.get(0));
        directory.apply(new DirectoryInput.Collect(1), told);
        goOnUntilDone();
        assertThat(count()).isZero();
    }

    @Test
    void whatIsLostIsGoneForEverybodyAtOnce() {
        List<ObjectId> circle = circle();
        directory.apply(new DirectoryInput.Collect(1), told);
        while (count() == MANY) {
            directory.apply(forItself.remove(), told);
        }
        CallId attached = ask(Operation.ATTACH, values.of(circle.get(MANY - 1).value()));
        assertThat(told.answers.get(attached).status()).isEqualTo(Status.NO_SUCH_OBJECT);
        goOnUntilDone();
        assertThat(count()).isZero();
    }
}
