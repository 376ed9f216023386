package dev.steward.server;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What clients do with a counter, a queue and a lock, and what must hold of the answers: each number is given once, each element
 * is taken once, one client at a time holds the lock, under a greater token each time, and no wait ends before its time.
 */
final class SharedPlay {

    private static final long LONGEST_WAIT = Duration.ofMillis(400).toNanos();

    private final Random random;
    private final Consumer<String> complaints;
    private final Map<String, ObjectId> objects = new TreeMap<>();

    private final Set<Long> given = new HashSet<>();
    private final Set<Long> put = new HashSet<>();
    private final Set<Long> taken = new HashSet<>();
    private long lastElement;
    private @Nullable WanderingClient holder;
    private long lastToken;
    private int answers;

    SharedPlay(Random random, Consumer<String> complaints) {
        this.random = random;
        this.complaints = complaints;
    }

    int answers() {
        return answers;
    }

    /** Returns the next call of a client. */
    PlayedCall next(WanderingClient client, long now) {
        for (String type : List.of("value", "queue", "lock")) {
            if (!objects.containsKey(type)) {
                return create(type);
            }
        }
        if (holder == client) {
            // From now on it may be free.
            holder = null;
            return call("lock", Operation.LOCK_RELEASE, (reply, time) -> requireOk(reply, "release"));
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> count();
            case 2 -> putOne();
            case 3 -> take(now, random.nextLong(LONGEST_WAIT));
            default -> acquire(client, now, random.nextLong(LONGEST_WAIT));
        };
    }

    /** Returns the next call of a client that gives back what there is; null if nothing is left. */
    @Nullable
    PlayedCall last(WanderingClient client, long now) {
        if (holder == client) {
            holder = null;
            return call("lock", Operation.LOCK_RELEASE, (reply, time) -> requireOk(reply, "release"));
        }
        return objects.containsKey("queue") && taken.size() < put.size() ? take(now, 0) : null;
    }

    /** Returns whether nothing is held, and all that was put is taken. */
    boolean isSettled() {
        return holder == null && taken.size() == put.size();
    }

    /** Looks whether all that was answered is in the account. */
    void settle(long counted) {
        if (counted != given.size()) {
            complaints.accept("the counter is at " + counted + ", and " + given.size() + " numbers were given");
        }
        if (!taken.equals(put)) {
            complaints.accept("of " + put + " were taken " + taken);
        }
    }

    private PlayedCall create(String type) {
        List<EncodedValue> arguments =
                type.equals("value") ? List.of(EncodedValue.NULL, EncodedValue.of(0L)) : List.of();
        return new PlayedCall(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                List.of(EncodedValue.of(type), EncodedValue.of("the " + type), EncodedValue.listOf(arguments)),
                (reply, time) -> {
                    if (requireOk(reply, "create " + type)) {
                        ObjectId made = reply.value().tokens().get(0).objectId();
                        ObjectId before = objects.put(type, made);
                        if (before != null && !before.equals(made)) {
                            complaints.accept("'the " + type + "' is " + made + ", and was " + before);
                        }
                    }
                });
    }

    private PlayedCall call(String type, Operation operation, PlayedCall.Judge judge, EncodedValue... arguments) {
        ObjectId target = objects.getOrDefault(type, ObjectId.DIRECTORY);
        return new PlayedCall(target, operation, List.of(arguments), (reply, time) -> {
            answers++;
            judge.answered(reply, time);
        });
    }

    private boolean requireOk(Reply reply, String what) {
        if (reply.status() != Status.OK) {
            complaints.accept(what + " ended as " + reply.status() + ": " + reply.value());
        }
        return reply.status() == Status.OK;
    }

    private PlayedCall count() {
        return call(
                "value",
                Operation.VALUE_GET_AND_ADD,
                (reply, time) -> {
                    if (requireOk(reply, "count") && !given.add(reply.value().asLong())) {
                        complaints.accept("the number " + reply.value() + " was given twice");
                    }
                },
                EncodedValue.of(1L));
    }

    /** Returns a call for what the counter is at. */
    PlayedCall look(Consumer<Long> counted) {
        return call("value", Operation.VALUE_GET, (reply, time) -> {
            if (requireOk(reply, "get")) {
                counted.accept(reply.value().asLong());
            }
        });
    }

    private PlayedCall putOne() {
        long element = ++lastElement;
        // From now on it may be taken.
        put.add(element);
        return call(
                "queue",
                Operation.QUEUE_PUT,
                (reply, time) -> requireOk(reply, "put"),
                EncodedValue.of(element),
                EncodedValue.of(-1L));
    }

    private PlayedCall take(long now, long wait) {
        return call(
                "queue",
                Operation.QUEUE_TAKE,
                (reply, time) -> {
                    if (reply.status() == Status.EMPTY) {
                        requireWaited(now, wait, time, "take");
                    } else if (requireOk(reply, "take")) {
                        long element = reply.value().asLong();
                        if (!put.contains(element) || !taken.add(element)) {
                            complaints.accept("element " + element + " was taken twice, or never put");
                        }
                    }
                },
                EncodedValue.of(wait));
    }

    private PlayedCall acquire(WanderingClient client, long now, long wait) {
        return call(
                "lock",
                Operation.LOCK_ACQUIRE,
                (reply, time) -> {
                    if (reply.status() == Status.TIMED_OUT) {
                        requireWaited(now, wait, time, "acquire");
                    } else if (requireOk(reply, "acquire")) {
                        acquired(client, reply.value().asList());
                    }
                },
                EncodedValue.of(wait));
    }

    private void acquired(WanderingClient client, List<EncodedValue> hold) {
        if (holder != null) {
            complaints.accept("two hold the lock");
        }
        if (hold.get(1).asBoolean()) {
            complaints.accept("the lock was abandoned, and nobody has died");
        }
        long token = hold.get(0).asLong();
        if (token <= lastToken) {
            complaints.accept("token " + token + " came behind token " + lastToken);
        }
        lastToken = token;
        holder = client;
    }

    private void requireWaited(long since, long wait, long time, String what) {
        if (time - since < wait) {
            complaints.accept("a wait of " + wait + " ns to " + what + " ended after " + (time - since));
        }
    }
}
