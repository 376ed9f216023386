package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.frame.FrameCodec;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames that no face sends, from a client that knows the key: each is answered with a status that says what is wrong,
 * nothing changes, and the others are served.
 */
@Timeout(60)
class HostileCallsTest {

    private static final BigInteger HUGE = BigInteger.TWO.pow(80);
    private static final Set<Status> REFUSED =
            EnumSet.of(Status.BAD_ARGUMENT, Status.NO_SUCH_OPERATION, Status.NO_SUCH_OBJECT);

    private final Map<String, ObjectId> objects = new LinkedHashMap<>();
    private ManagerServer server;
    private RawClient bystander;
    private RawClient hostile;

    @BeforeEach
    void start() {
        server = ManagerServer.builder().authKey(RawClient.KEY).build();
        server.start();
        bystander = RawClient.open(server);
        hostile = RawClient.open(server);
        makeObjects();
    }

    @AfterEach
    void othersAreServedAndNoThreadIsLeft() {
        try {
            assertThat(bystander.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
            bystander.close();
            hostile.close();
        } finally {
            server.close();
        }
        ServerThreads.awaitNone();
    }

    /** Makes one object of each type with something in it, which the bystander holds. */
    private void makeObjects() {
        for (BuiltInType type : BuiltInType.values()) {
            objects.put(type.typeId(), make(type, type.typeId()));
        }
    }

    private ObjectId make(BuiltInType type, String typeId) {
        List<Integer> elements = List.of(1, 2, 3);
        return switch (type) {
            case LIST, SET, ITERATOR -> bystander.create(typeId, elements);
            case DICT -> having(bystander.create(typeId), Operation.DICT_PUT, "a", 1);
            case NAMESPACE -> having(bystander.create(typeId), Operation.NAMESPACE_SET, "a", 1);
            case VALUE -> bystander.create(typeId, "code:i", 7);
            case ARRAY -> bystander.create(typeId, "code:i", elements);
            case QUEUE, JOINABLE_QUEUE -> having(bystander.create(typeId), Operation.QUEUE_PUT_ALL, elements);
            case LOCK, RLOCK, CONDITION -> having(bystander.create(typeId), Operation.LOCK_ACQUIRE, 0);
            case SEMAPHORE, BOUNDED_SEMAPHORE, BARRIER -> bystander.create(typeId, 2);
            case EVENT, POOL -> bystander.create(typeId);
            case ASYNC_RESULT -> brought(JobKind.MAP);
            case POOL_ITERATOR -> brought(JobKind.UNORDERED);
        };
    }

    /** Brings tasks to the pool, which nobody does. */
    private ObjectId brought(JobKind kind) {
        Object made = bystander.call(
                Operation.POOL_SUBMIT,
                object("pool"),
                "f",
                "p",
                "p.F::f",
                kind.code(),
                List.of(1, 2),
                true,
                1,
                0,
                -1,
                false,
                0);
        return ((ObjectToken) Objects.requireNonNull(made)).objectId();
    }

    private ObjectId having(ObjectId object, Operation operation, Object... arguments) {
        bystander.call(operation, object, arguments);
        return object;
    }

    /** Returns what the server says of each object, and what is in those that can be read whole. */
    private List<@Nullable Object> state() {
        List<@Nullable Object> state = new ArrayList<>();
        objects.forEach((type, object) -> state.add(bystander.call(Operation.OBJECT_DESCRIBE, object)));
        state.add(bystander.call(Operation.LIST_SNAPSHOT, object("list")));
        state.add(bystander.call(Operation.DICT_SNAPSHOT, object("dict")));
        state.add(bystander.call(Operation.SET_SNAPSHOT, object("set")));
        state.add(bystander.call(Operation.ARRAY_SNAPSHOT, object("array")));
        state.add(bystander.call(Operation.QUEUE_SNAPSHOT, object("queue")));
        state.add(bystander.call(Operation.QUEUE_SNAPSHOT, object("joinableQueue")));
        state.add(bystander.call(Operation.QUEUE_SNAPSHOT, object("iterator")));
        state.add(bystander.call(Operation.VALUE_GET, object("value")));
        state.add(bystander.call(Operation.SEMAPHORE_AVAILABLE, object("semaphore")));
        state.add(bystander.call(Operation.BARRIER_IS_BROKEN, object("barrier")));
        state.add(bystander.call(Operation.LOCK_IS_HELD, object("lock")));
        state.add(bystander.call(Operation.LOCK_IS_HELD, object("rlock")));
        state.add(bystander.call(Operation.POOL_STATUS, object("pool")));
        return state;
    }

    private ObjectId object(String type) {
        ObjectId object = objects.get(type);
        assertThat(object).as(type).isNotNull();
        return object;
    }

    private static List<Operation> operationsOfObjects() {
        return Arrays.stream(Operation.values()).filter(Operation::isOfObjects).toList();
    }

    private static @Nullable Object fitting(Argument argument) {
        return switch (argument.kind()) {
            case ANY, ANY_NUMBER, INTEGER, COUNT, TIMEOUT, LOCK_TIMEOUT -> 0;
            case TEXT, TEXT_OR_NULL -> "a";
            case BOOLEAN -> false;
            case LIST, PAIRS -> List.of();
            case REFERENCE -> throw new IllegalArgumentException("no operation takes one: " + argument);
        };
    }

    private static List<@Nullable Object> unfitting(Argument argument) {
        List<@Nullable Object> wrong = new ArrayList<>();
        Collections.addAll(wrong, null, true, "a", 0.5, 1, -1, -2, HUGE, List.of(1), Map.of("a", 1), new byte[3]);
        wrong.removeIf(value -> switch (argument.kind()) {
            case ANY, ANY_NUMBER -> true;
            case TEXT -> value instanceof String;
            case TEXT_OR_NULL -> value == null || value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case INTEGER -> value instanceof Integer;
            case COUNT -> Integer.valueOf(1).equals(value);
            case TIMEOUT ->
                Integer.valueOf(1).equals(value) || Integer.valueOf(-1).equals(value);
            case LOCK_TIMEOUT -> value instanceof Integer;
            case LIST -> value instanceof List;
            // One element: a key without a value.
            case PAIRS, REFERENCE -> false;
        });
        return wrong;
    }

    private static @Nullable Object[] fittingArguments(Operation operation) {
        return operation.arguments().stream().map(HostileCallsTest::fitting).toArray();
    }

    private void assertRefused(String type, ObjectId target, Operation operation, @Nullable Object... arguments) {
        Reply reply = hostile.ask(operation.code(), target, arguments);
        String sentence = String.valueOf(RawClient.CODEC.decode(reply.value()));
        assertThat(reply.status())
                .as("%s of a %s with %s: %s", operation, type, Arrays.toString(arguments), sentence)
                .isIn(REFUSED);
        assertThat(sentence).contains(type);
    }

    @Test
    void anotherNumberOfArgumentsIsRefusedByEachOperationOfEachType() {
        List<@Nullable Object> before = state();
        objects.forEach((type, object) -> operationsOfObjects().forEach(operation -> {
            @Nullable Object[] right = fittingArguments(operation);
            assertRefused(type, object, operation, Arrays.copyOf(right, right.length + 1));
            if (right.length > 0) {
                assertRefused(type, object, operation, Arrays.copyOf(right, right.length - 1));
            }
        }));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void valuesOfAnotherTypeAreRefusedAtEachPlaceOfEachOperation() {
        List<@Nullable Object> before = state();
        objects.forEach((type, object) -> operationsOfObjects().forEach(operation -> {
            for (int place = 0; place < operation.arguments().size(); place++) {
                for (Object wrong : unfitting(operation.arguments().get(place))) {
                    @Nullable Object[] arguments = fittingArguments(operation);
                    arguments[place] = wrong;
                    assertRefused(type, object, operation, arguments);
                }
            }
        }));
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -2, Integer.MIN_VALUE - 1L, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void absurdNumbersChangeNothing(long absurd) {
        List<@Nullable Object> before = state();
        objects.forEach((type, object) -> operationsOfObjects().forEach(operation -> {
            @Nullable Object[] arguments = fittingArguments(operation);
            boolean isAbsurd = false;
            for (int place = 0; place < arguments.length; place++) {
                Argument.Kind kind = operation.arguments().get(place).kind();
                // What waits so long is refused by nobody; stamps and indexes that are nobody's are.
                if (kind == Argument.Kind.INTEGER || kind == Argument.Kind.COUNT) {
                    arguments[place] = absurd;
                    isAbsurd = true;
                }
            }
            if (isAbsurd && operation != Operation.QUEUE_DRAIN && operation != Operation.LIST_SLICE) {
                Reply reply = hostile.ask(operation.code(), object, arguments);
                assertThat(reply.status())
                        .as("%s of a %s with %d: %s", operation, type, absurd, RawClient.CODEC.decode(reply.value()))
                        .isNotEqualTo(Status.INTERNAL);
            }
        }));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whoHoldsNothingGivesNothingBack() {
        List<@Nullable Object> before = state();
        Map<Operation, String> givingBack = Map.of(
                Operation.LOCK_RELEASE, "rlock",
                Operation.LOCK_RELEASE_ANY, "rlock",
                Operation.CONDITION_SIGNAL_ALL, "condition",
                Operation.BARRIER_ACTED, "barrier",
                Operation.QUEUE_TASK_DONE, "joinableQueue",
                Operation.SEMAPHORE_RELEASE, "boundedSemaphore");
        givingBack.forEach((operation, type) -> {
            @Nullable Object[] arguments = fittingArguments(operation);
            if (operation == Operation.SEMAPHORE_RELEASE) {
                arguments[0] = 1;
            } else if (operation == Operation.BARRIER_ACTED) {
                arguments[0] = true;
            }
            assertThat(hostile.ask(operation, object(type), arguments).status())
                    .as("%s", operation)
                    .isIn(Status.NOT_OWNER, Status.BROKEN, Status.SETTLED, Status.TOO_MANY);
        });
        // A hold is closed any number of times: that of nobody is closed already.
        assertThat(hostile.call(Operation.LOCK_RELEASE_HOLD, object("lock"), 0)).isEqualTo(false);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void objectsAndOperationsThatThereAreNotAreNamed() {
        List<@Nullable Object> before = state();
        for (long id : new long[] {Long.MIN_VALUE, -1, 1_000_000, Long.MAX_VALUE}) {
            Reply reply = hostile.ask(Operation.EVENT_SET, new ObjectId(id));
            assertThat(RawClient.sentenceOf(reply, Status.NO_SUCH_OBJECT)).contains(new ObjectId(id).toString());
        }
        for (int code : new int[] {0x0613, 0x062F, 0x0642, 0x065A, 0x06FF, 0x0FFF, 0x1000, 0xFFFF}) {
            objects.forEach(
                    (type, object) -> RawClient.sentenceOf(hostile.ask(code, object), Status.NO_SUCH_OPERATION));
        }
        RawClient.sentenceOf(hostile.ask(Operation.EVENT_SET, ObjectId.DIRECTORY), Status.NO_SUCH_OPERATION);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void creationWithAbsurdArgumentsMakesNothing() {
        Object count = bystander.call(Operation.COUNT, ObjectId.DIRECTORY);
        List<@Nullable Object> wrong = new ArrayList<>();
        Collections.addAll(wrong, "many", 0.5, true, HUGE, Map.of("a", 1), new byte[3], -1);
        for (String type : objects.keySet()) {
            for (Object argument : wrong) {
                assertNotMade(type, Arrays.asList(argument, argument));
                assertNotMade(type, Arrays.asList(argument, argument, argument, argument));
            }
        }
        assertNotMade("stack", List.of());
        assertNotMade("", List.of());
        assertThat(bystander.call(Operation.COUNT, ObjectId.DIRECTORY)).isEqualTo(count);
    }

    private void assertNotMade(String type, List<@Nullable Object> arguments) {
        Reply reply = hostile.ask(Operation.CREATE, ObjectId.DIRECTORY, type, null, arguments);
        assertThat(reply.status())
                .as("%s with %s: %s", type, arguments, RawClient.CODEC.decode(reply.value()))
                .isIn(Status.BAD_ARGUMENT, Status.NO_SUCH_TYPE, Status.WRONG_TYPE, Status.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noArgumentsMakeTheServerFail(long seed) {
        Random random = new Random(seed);
        List<@Nullable Object> pool = new ArrayList<>();
        Collections.addAll(pool, null, true, "a", 0.5, 0, 1, -1, 7, HUGE, Long.MAX_VALUE, new int[] {1}, Map.of(1, 2));
        Collections.addAll(pool, Duration.ofDays(1), List.of(), List.of("a"), List.of(1, 2), Arrays.asList(null, null));
        Collections.addAll(pool, List.of(HUGE, HUGE), List.of(List.of(1), List.of()), Double.NaN, "a\0b", Set.of(1));
        List<ObjectId> targets = List.copyOf(objects.values());
        List<Operation> operations = operationsOfObjects();
        for (int i = 0; i < 1_000; i++) {
            Operation operation = operations.get(random.nextInt(operations.size()));
            @Nullable
            Object[] arguments = operation.arguments().stream()
                    // Nobody would end a wait.
                    .map(argument ->
                            argument.kind() == Argument.Kind.TIMEOUT || argument.kind() == Argument.Kind.LOCK_TIMEOUT
                                    ? (Object) 0
                                    : pool.get(random.nextInt(pool.size())))
                    .toArray();
            ObjectId target = targets.get(random.nextInt(targets.size()));
            Reply reply = hostile.ask(operation.code(), target, arguments);
            assertThat(reply.status())
                    .as(
                            "seed %d: %s with %s: %s",
                            seed, operation, Arrays.deepToString(arguments), RawClient.CODEC.decode(reply.value()))
                    .isNotEqualTo(Status.INTERNAL);
        }
    }

    private byte[] frameOfCall(Operation operation, ObjectId target, @Nullable Object... arguments) {
        List<EncodedValue> encoded =
                Arrays.stream(arguments).map(RawClient.CODEC::encode).toList();
        ByteBuf frame = Unpooled.buffer();
        FrameCodec.encode(new Call(1, 1, operation.code(), target, Received.below(1), encoded), frame, 1 << 20);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes).release();
        return bytes;
    }

    @Test
    void moreArgumentsThanACallCanHaveEndTheConnectionWithTheReason() {
        List<@Nullable Object> before = state();
        byte[] frame = frameOfCall(Operation.EVENT_SET, object("event"));
        // The count of the arguments is its last byte: 65,535 instead of 0.
        byte[] absurd = Arrays.copyOf(frame, frame.length + 2);
        absurd[3] += 2;
        absurd[frame.length - 1] = (byte) 0xFF;
        absurd[frame.length] = (byte) 0xFF;
        absurd[frame.length + 1] = 3;
        try (RawClient client = RawClient.open(server)) {
            client.peer.sendBytes(absurd);
            Failure failure = client.peer.receive(Failure.class);
            assertThat(failure.code()).isEqualTo(FailureCode.PROTOCOL);
            assertThat(failure.text()).contains("arguments");
            client.peer.receiveEnd();
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void argumentsThatHoldMuchComeInTheirTurn() {
        ObjectId list = hostile.create("list", List.of());
        EncodedValue much = EncodedValue.listOf(Collections.nCopies(400_000, EncodedValue.NULL));
        // Of a logical thread of its own, which has received nothing yet: the second waits for the first.
        hostile.peer.send(
                new Call(7, 1, Operation.LIST_ADD.code(), list, Received.NOTHING, List.of(much)),
                new Call(7, 2, Operation.LIST_SIZE.code(), list, Received.NOTHING, List.of()));
        Reply added = hostile.peer.receive(Reply.class);
        assertThat(added.number()).isEqualTo(1);
        assertThat(added.status()).isEqualTo(Status.OK);
        Reply size = hostile.peer.receive(Reply.class);
        assertThat(size.number()).isEqualTo(2);
        assertThat(RawClient.resultOf(size)).isEqualTo(1L);
    }

    @Test
    void argumentsThatHoldMuchAndAreNoValuesEndTheConnectionWithTheReason() {
        List<@Nullable Object> before = state();
        byte[] frame = frameOfCall(Operation.LIST_ADD, object("list"), Collections.nCopies(400_000, null));
        frame[300_000] = 99;
        hostile.peer.sendBytes(frame);
        Failure failure = hostile.peer.receive(Failure.class);
        assertThat(failure.code()).isEqualTo(FailureCode.PROTOCOL);
        assertThat(failure.text()).contains("no value", "unknown tag 99");
        hostile.peer.receiveEnd();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void callWithAnyByteOfItsBodyBrokenIsAnsweredOrEndsItsConnection() {
        byte[] frame =
                frameOfCall(Operation.ARRAY_COMPARE_AND_SET, object("array"), 0, List.of("a", 1L), Map.of("b", 0.5));
        int body = FrameCodec.LENGTH_BYTES + FrameCodec.HEADER_BYTES;
        for (int broken = body; broken < frame.length; broken++) {
            for (int mask : new int[] {0xFF, 0x01}) {
                byte[] changed = frame.clone();
                changed[broken] ^= (byte) mask;
                try (RawClient client = RawClient.open(server)) {
                    client.peer.sendBytes(changed);
                    Message answer = client.receive();
                    if (answer instanceof Reply reply) {
                        assertThat(reply.status()).as("byte %d", broken).isNotEqualTo(Status.INTERNAL);
                    } else {
                        assertThat(answer).as("byte %d", broken).isInstanceOf(Failure.class);
                    }
                }
            }
        }
    }
}
