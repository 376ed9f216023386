package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.simulation.SimulatedClient.SimulatedThread;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A list and a dict that several edit by what they have read: who replaces the whole, or one element by its stamp, does so
 * if it is as it was read, and then only; and what stays keeps its stamp.
 */
final class SimulatedEdits extends SimulatedType {

    private static final int VALUES = 4;
    private static final int LONGEST = 8;
    private static final int CALLS_AT_ONCE = 6;

    private final List<Item> list = new ArrayList<>();
    private final Map<Long, Item> dict = new LinkedHashMap<>();
    /** What each client has read last, of both. */
    private final Map<SessionId, Read> listReads = new HashMap<>();

    private final Map<SessionId, Read> dictReads = new HashMap<>();
    private ObjectId listId = new ObjectId(-1);
    private ObjectId dictId = new ObjectId(-1);
    private int listVersion;
    private int dictVersion;

    /** An element or entry; equal to itself only. The stamp is 0 until somebody reads it. */
    private static final class Item {
        final long key;
        final long value;
        long stamp;

        Item(long key, long value, long stamp) {
            this.key = key;
            this.value = value;
            this.stamp = stamp;
        }

        @Override
        public String toString() {
            return key + "=" + value + "@" + stamp;
        }
    }

    /** What a client knows. */
    private record Read(int version, long sequence, List<Item> items) {}

    SimulatedEdits(Simulation simulation, SplittableRandom random) {
        super(simulation, random);
    }

    @Override
    List<String> begin(SimulatedClient client, SimulatedThread thread) {
        listId = simulation.create(client, thread, "list", "edited list", values.list());
        dictId = simulation.create(client, thread, "dict", "edited dict", values.list());
        return List.of("edited list", "edited dict");
    }

    @Override
    boolean has(ObjectId object) {
        return listId.equals(object) || dictId.equals(object);
    }

    private Value some() {
        return values.of(random.nextInt(VALUES));
    }

    @Override
    void anyCall(SimulatedClient client, SimulatedThread thread) {
        // Several, because each says little: others must have read and written in between.
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            if (random.nextBoolean()) {
                listCall(client, thread, listReads.get(client.id));
            } else {
                dictCall(client, thread, dictReads.get(client.id));
            }
        }
    }

    private void listCall(SimulatedClient client, SimulatedThread thread, @Nullable Read read) {
        if (read == null || random.nextInt(3) == 0) {
            simulation.call(client, thread, listId, Operation.LIST_STAMPED);
            return;
        }
        Value stamp = values.of(read.items().isEmpty() ? 0 : any(read.items()).stamp);
        switch (random.nextInt(8)) {
            case 0 -> simulation.call(client, thread, listId, Operation.LIST_ADD, some());
            case 1 -> simulation.call(client, thread, listId, Operation.LIST_REMOVE_IF, stamp);
            case 2 -> simulation.call(client, thread, listId, Operation.LIST_SET_IF, stamp, some());
            case 3 -> simulation.call(client, thread, listId, Operation.LIST_INSERT_IF, stamp, some());
            default -> {
                List<Long> edited = new ArrayList<>();
                read.items().forEach(item -> edited.add(item.value));
                edit(edited);
                simulation.call(
                        client, thread, listId, Operation.LIST_REPLACE_IF, values.of(read.sequence()), longs(edited));
            }
        }
    }

    /** Does with a copy what sort, removeIf, replaceAll and others do. */
    private void edit(List<Long> copy) {
        switch (random.nextInt(5)) {
            case 0 -> Collections.sort(copy);
            case 1 -> copy.removeIf(value -> value == 1);
            case 2 -> copy.replaceAll(value -> value == 2 ? 3 : value);
            case 3 -> Collections.reverse(copy);
            default -> copy.add(copy.isEmpty() ? 0 : random.nextInt(copy.size()), (long) random.nextInt(VALUES));
        }
        while (copy.size() > LONGEST) {
            copy.remove(random.nextInt(copy.size()));
        }
    }

    private void dictCall(SimulatedClient client, SimulatedThread thread, @Nullable Read read) {
        if (read == null || random.nextInt(3) == 0) {
            simulation.call(client, thread, dictId, Operation.DICT_STAMPED);
            return;
        }
        Item item = read.items().isEmpty() ? new Item(random.nextInt(VALUES), 0, 0) : any(read.items());
        Value key = values.of(item.key);
        Value stamp = values.of(item.stamp);
        switch (random.nextInt(6)) {
            case 0 -> simulation.call(client, thread, dictId, Operation.DICT_PUT, some(), some());
            case 1 -> simulation.call(client, thread, dictId, Operation.DICT_REMOVE_STAMPED, key, stamp);
            case 2 -> simulation.call(client, thread, dictId, Operation.DICT_PUT_STAMPED, key, stamp, some());
            case 3 -> simulation.call(client, thread, dictId, Operation.DICT_PUT_STAMPED, some(), values.of(0), some());
            default -> {
                List<Long> pairs = new ArrayList<>();
                for (Item one : read.items()) {
                    if (random.nextInt(4) != 0) {
                        pairs.add(one.key);
                        pairs.add(random.nextInt(3) == 0 ? random.nextInt(VALUES) : one.value);
                    }
                }
                simulation.call(
                        client, thread, dictId, Operation.DICT_REPLACE_IF, values.of(read.sequence()), longs(pairs));
            }
        }
    }

    private Value longs(List<Long> numbers) {
        return values.longs(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    void expect(SimulatedCall call, long timeout) {}

    @Override
    void judge(SimulatedCall call, Answer answer) {
        check(answer.isOk(), () -> "edited: " + answer);
        if (call.target.equals(listId)) {
            judgeList(call, answer);
        } else {
            judgeDict(call, answer);
        }
    }

    private void judgeList(SimulatedCall call, Answer answer) {
        SessionId session = call.client.id;
        switch (call.operation) {
            case LIST_STAMPED -> {
                List<Value> parts = values.asList(answer.value());
                learn(list, values.asList(parts.get(1)), values.asList(parts.get(2)));
                listReads.put(session, new Read(listVersion, values.asLong(parts.get(0)), copy(list)));
            }
            case LIST_ADD -> {
                list.add(new Item(0, values.asLong(call.arguments.get(0)), 0));
                listVersion++;
            }
            case LIST_REMOVE_IF -> {
                int index = indexOf(values.asLong(call.arguments.get(0)));
                check(values.asBoolean(answer.value()) == index >= 0, () -> "removed from " + list + ": " + answer);
                if (index >= 0) {
                    list.remove(index);
                    listVersion++;
                }
            }
            case LIST_SET_IF -> {
                int index = indexOf(values.asLong(call.arguments.get(0)));
                Item made = made(call, 1, 0, answer, index >= 0);
                if (index >= 0) {
                    list.set(index, made);
                    listVersion++;
                }
            }
            case LIST_INSERT_IF -> {
                long before = values.asLong(call.arguments.get(0));
                int index = before == 0 ? list.size() : indexOf(before);
                Item made = made(call, 1, 0, answer, index >= 0);
                if (index >= 0) {
                    list.add(index, made);
                    listVersion++;
                }
            }
            case LIST_REPLACE_IF -> {
                Read read = readOf(listReads, session);
                boolean replaced = values.asBoolean(answer.value());
                check(replaced == (read.version() == listVersion), () -> "replaced " + list + ": " + answer);
                if (replaced) {
                    replaceList(values.asList(call.arguments.get(1)));
                    listVersion++;
                }
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    /** Each new element is the old one in its place if that is equal, else the first equal one that is left. */
    private void replaceList(List<Value> elements) {
        List<Item> left = new ArrayList<>(list);
        Item[] replaced = new Item[elements.size()];
        for (int i = 0; i < replaced.length && replaced.length == list.size(); i++) {
            Item old = list.get(i);
            if (old.value == values.asLong(elements.get(i))) {
                replaced[i] = old;
                left.remove(old);
            }
        }
        for (int i = 0; i < replaced.length; i++) {
            long value = values.asLong(elements.get(i));
            if (replaced[i] == null) {
                replaced[i] = left.stream()
                        .filter(old -> old.value == value)
                        .findFirst()
                        .orElseGet(() -> new Item(0, value, 0));
                left.remove(replaced[i]);
            }
        }
        list.clear();
        list.addAll(List.of(replaced));
    }

    private void judgeDict(SimulatedCall call, Answer answer) {
        SessionId session = call.client.id;
        switch (call.operation) {
            case DICT_STAMPED -> {
                List<Value> parts = values.asList(answer.value());
                learnDict(values.asList(parts.get(1)));
                List<Item> entries = List.copyOf(dict.values());
                dictReads.put(session, new Read(dictVersion, values.asLong(parts.get(0)), copy(entries)));
            }
            case DICT_PUT -> {
                long key = values.asLong(call.arguments.get(0));
                dict.put(key, new Item(key, values.asLong(call.arguments.get(1)), 0));
                dictVersion++;
            }
            case DICT_REMOVE_STAMPED -> {
                long key = values.asLong(call.arguments.get(0));
                long stamp = values.asLong(call.arguments.get(1));
                boolean same = stamp != 0 && stampOf(key) == stamp;
                check(values.asBoolean(answer.value()) == same, () -> "removed from " + dict + ": " + answer);
                if (same) {
                    dict.remove(key);
                    dictVersion++;
                }
            }
            case DICT_PUT_STAMPED -> {
                long key = values.asLong(call.arguments.get(0));
                long stamp = values.asLong(call.arguments.get(1));
                boolean same = stamp == 0 ? !dict.containsKey(key) : stampOf(key) == stamp;
                Item made = made(call, 2, key, answer, same);
                if (same) {
                    dict.put(key, made);
                    dictVersion++;
                }
            }
            case DICT_REPLACE_IF -> {
                Read read = readOf(dictReads, session);
                boolean replaced = values.asBoolean(answer.value());
                check(replaced == (read.version() == dictVersion), () -> "replaced " + dict + ": " + answer);
                if (replaced) {
                    replaceDict(values.asList(call.arguments.get(1)));
                    dictVersion++;
                }
            }
            default -> throw new AssertionError(call.toString());
        }
    }

    private void replaceDict(List<Value> pairs) {
        Map<Long, Item> replaced = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            long key = values.asLong(pairs.get(i));
            long value = values.asLong(pairs.get(i + 1));
            Item old = dict.get(key);
            replaced.put(key, old != null && old.value == value ? old : new Item(key, value, 0));
        }
        dict.clear();
        dict.putAll(replaced);
    }

    private static Read readOf(Map<SessionId, Read> reads, SessionId session) {
        Read read = reads.get(session);
        if (read == null) {
            throw new AssertionError("nothing was read");
        }
        return read;
    }

    private int indexOf(long stamp) {
        for (int i = 0; i < list.size(); i++) {
            if (stamp != 0 && list.get(i).stamp == stamp) {
                return i;
            }
        }
        return -1;
    }

    private long stampOf(long key) {
        Item item = dict.get(key);
        return item == null ? 0 : item.stamp;
    }

    /** Returns what was written with the stamp that the answer tells; 0 if it was not. */
    private Item made(SimulatedCall call, int argument, long key, Answer answer, boolean written) {
        long stamp = values.asLong(answer.value());
        check((stamp != 0) == written, () -> "written in " + list + " and " + dict + ": " + answer);
        return new Item(key, values.asLong(call.arguments.get(argument)), stamp);
    }

    private void learn(List<Item> items, List<Value> elements, List<Value> stamps) {
        check(
                items.size() == elements.size() && items.size() == stamps.size(),
                () -> "there are " + elements + ", not " + items);
        for (int i = 0; i < items.size(); i++) {
            learn(items.get(i), values.asLong(elements.get(i)), values.asLong(stamps.get(i)));
        }
        check(
                items.stream().map(item -> item.stamp).distinct().count() == items.size(),
                () -> "a stamp comes twice: " + items);
    }

    private void learnDict(List<Value> triples) {
        List<Item> items = List.copyOf(dict.values());
        check(triples.size() == 3 * items.size(), () -> "there are " + triples + ", not " + items);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            check(item.key == values.asLong(triples.get(3 * i)), () -> "there are " + triples + ", not " + items);
            learn(item, values.asLong(triples.get(3 * i + 1)), values.asLong(triples.get(3 * i + 2)));
        }
    }

    private static void learn(Item item, long value, long stamp) {
        check(item.value == value, () -> "there is " + value + ", not " + item);
        check(stamp != 0 && (item.stamp == 0 || item.stamp == stamp), () -> "the stamp is " + stamp + " of " + item);
        item.stamp = stamp;
    }

    private static List<Item> copy(List<Item> items) {
        return items.stream()
                .map(item -> new Item(item.key, item.value, item.stamp))
                .toList();
    }

    @Override
    void ended(SessionId session) {
        listReads.remove(session);
        dictReads.remove(session);
    }

    @Override
    void checkAtRest() {
        check(list.size() <= 1_000, () -> "the list grows without end");
    }
}
