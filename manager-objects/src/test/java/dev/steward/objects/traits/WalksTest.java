package dev.steward.objects.traits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Reach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operation whose row says that it walks looks at more values the more there are, in the object or in an argument, and
 * no other does. Each is asked of an object of few and of one of many elements that all refer to something, and looks are
 * counted, those of who sends the answer too.
 */
@Timeout(120)
@Tag("one-jdk")
class WalksTest {

    private static final int FEW = 100;
    private static final int MANY = 5_000;
    private static final ObjectId ID = new ObjectId(7);
    private static final SessionId SESSION = new SessionId(1, 7);

    /**
     * They look for a stamp among stamps, which are numbers and no values, or only move values: nobody can count that. How
     * much is repeated is a matter of how often.
     */
    private static final Set<Operation> LOOKING_AT_NO_VALUE = EnumSet.of(
            Operation.LIST_SET_IF,
            Operation.LIST_REMOVE_IF,
            Operation.LIST_INSERT_IF,
            Operation.LIST_REVERSE,
            Operation.LIST_REPEAT,
            Operation.OBJECT_TAKE_BACK,
            Operation.OBJECT_REQUEUE);

    private static final Map<Operation, Long> GROWTH = new EnumMap<>(Operation.class);
    private static final Set<Operation> COMPARING = EnumSet.noneOf(Operation.class);

    static List<Operation> operations() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.isOfObjects()
                        && !LOOKING_AT_NO_VALUE.contains(operation)
                        // What a pool looks at depends on who has what: PoolWalksTest.
                        && !PoolWalksTest.ASKED.containsKey(operation))
                .toList();
    }

    @BeforeAll
    static void count() {
        for (BuiltInType type : BuiltInType.values()) {
            if (type == BuiltInType.POOL || type.madeBy() != null) {
                continue;
            }
            Subject few = new Subject(type, FEW);
            Subject many = new Subject(type, MANY);
            for (Operation operation : Operation.values()) {
                if (type.offers(operation)) {
                    GROWTH.merge(operation, many.mostLooksOf(operation) - few.mostLooksOf(operation), Math::max);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatWalksLooksAtMoreWhereThereIsMoreAndNothingElseDoes(Operation operation) {
        long growth = GROWTH.getOrDefault(operation, 0L);
        assertThat(growth > (MANY - FEW) / 10)
                .as(
                        "the row of %s in Operation says that it %s; with %d elements instead of %d it looks at %d values more",
                        operation.name(), operation.walks() ? "walks" : "does not walk", MANY, FEW, growth)
                .isEqualTo(operation.walks());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatFindsOrComparesHashesWhatItIsGivenAndNothingElseDoes(Operation operation) {
        boolean isPromised = operation.reach() == Reach.FINDS || operation.reach() == Reach.COMPARES;
        assertThat(COMPARING.contains(operation) && !operation.walks())
                .as("what is hashed or compared, beside what the row of %s in Operation says", operation.name())
                .isEqualTo(isPromised);
    }

    /** An object with so many elements, if its type has any. */
    private static final class Subject {

        private final TracedValues values = new TracedValues();
        private final BuiltInType type;
        private final int size;
        private byte[] state;
        private long sequence;
        private long lastNumber;

        Subject(BuiltInType type, int size) {
            this.type = type;
            this.size = size;
            state = snapshot(filled());
        }

        /** Makes an object with the elements, or makes one and gives it the elements by one call. */
        private Group filled() {
            List<Argument> row = type.creationArguments();
            for (int i = 0; i < row.size(); i++) {
                List<Value> arguments = new ArrayList<>(Collections.nCopies(row.size(), values.nil()));
                if (row.get(i).kind() == Argument.Kind.LIST || row.get(i).kind() == Argument.Kind.ANY) {
                    arguments.set(i, elements());
                    Group made = made(arguments);
                    if (made != null && stored(made) >= size) {
                        return made;
                    }
                }
            }
            for (Operation operation : Operation.values()) {
                if (type.offers(operation)) {
                    Group made = empty();
                    List<Value> arguments = operation.arguments().stream()
                            .map(argument -> choices(argument).get(0))
                            .toList();
                    Answer answer = ask(made, operation, arguments);
                    if (answer != null && stored(made) >= size) {
                        sequence = answer.sequence();
                        return made;
                    }
                }
            }
            return empty();
        }

        private Group empty() {
            List<Value> one = Collections.nCopies(type.leastCreationArguments(), values.of(1L));
            Group made = made(one);
            if (made == null) {
                throw new AssertionError("a " + type + " is not made with " + one);
            }
            return made;
        }

        private @Nullable Group made(List<Value> arguments) {
            try {
                return Catalogue.make(type, new Creation(values, ID, 5, 0, ObjectLimits.DEFAULT), arguments);
            } catch (OperationRefusal refused) {
                return null;
            }
        }

        private int stored(Group group) {
            values.takeWritten();
            snapshot(group);
            return values.takeWritten().size();
        }

        private byte[] snapshot(Group group) {
            return StateWriter.toBytes(values, group::save);
        }

        /** Returns at how many values an operation looks with the arguments that make it look at most. */
        long mostLooksOf(Operation operation) {
            long most = 0;
            for (List<Value> arguments : combinations(operation.arguments())) {
                Group group = Catalogue.restore(new StateReader(values, state), values);
                long before = values.looks();
                long comparisons = values.comparisons();
                Answer answer = ask(group, operation, arguments);
                if (answer != null) {
                    values.send(answer.value());
                }
                most = Math.max(most, values.looks() - before);
                if (values.comparisons() > comparisons) {
                    COMPARING.add(operation);
                }
            }
            return most;
        }

        private @Nullable Answer ask(Group group, Operation operation, List<Value> arguments) {
            CallId call = new CallId(SESSION, 1, ++lastNumber);
            Told told = new Told();
            group.apply(new Invoke(1, call, ID, operation, arguments), told);
            return told.answers.get(call);
        }

        private List<List<Value>> combinations(List<Argument> row) {
            List<List<Value>> combinations = List.of(List.of());
            for (Argument argument : row) {
                List<List<Value>> longer = new ArrayList<>();
                for (List<Value> combination : combinations) {
                    for (Value choice : choices(argument)) {
                        List<Value> one = new ArrayList<>(combination);
                        one.add(choice);
                        longer.add(one);
                    }
                }
                combinations = longer;
            }
            return combinations;
        }

        /** Returns what an argument may be: first what makes it long, then what is there, and what is not. */
        private List<Value> choices(Argument argument) {
            return switch (argument.kind()) {
                case ANY, ANY_NUMBER, TEXT, TEXT_OR_NULL -> List.of(element(size - 1), values.of("absent"));
                case BOOLEAN -> List.of(values.of(true), values.of(false));
                case INTEGER -> List.of(values.of(0L), values.of((long) size), values.of(sequence));
                case COUNT -> List.of(values.of((long) size));
                case TIMEOUT, LOCK_TIMEOUT -> List.of(values.of(0L));
                case LIST -> List.of(elements(), everySecondElement(), numbers(), values.listOf(List.of()));
                case PAIRS -> List.of(elements(), values.listOf(List.of()));
                case REFERENCE -> List.of(values.reference("queue", new ObjectId(99)));
            };
        }

        private Value element(int index) {
            return values.textWithReference("element " + index, 1_000L + index);
        }

        private Value elements() {
            List<Value> elements = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                elements.add(element(i));
            }
            return values.listOf(elements);
        }

        /** The keys, where elements are keys and values in turn: what looks for all of some must find them. */
        private Value everySecondElement() {
            List<Value> keys = new ArrayList<>();
            for (int i = 0; i < size; i += 2) {
                keys.add(element(i));
            }
            return values.listOf(keys);
        }

        private Value numbers() {
            List<Value> numbers = new ArrayList<>();
            for (long i = 1; i <= size; i++) {
                numbers.add(values.of(i));
            }
            return values.listOf(numbers);
        }
    }
}
