package dev.steward.objects.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DictTest {

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();
    private final ObjectId dict = client.create("dict", "d");

    private Pending call(Operation operation, Object... arguments) {
        return client.call(dict, operation, arguments);
    }

    private static List<Long> flat(Map<Long, Long> map) {
        List<Long> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            pairs.add(key);
            pairs.add(value);
        });
        return pairs;
    }

    private Value orNull(Long number) {
        return number == null ? rig.values.nil() : rig.values.of(number);
    }

    private static Long first(Map<Long, Long> map) {
        return map.isEmpty() ? null : map.keySet().iterator().next();
    }

    private static Long last(Map<Long, Long> map) {
        return map.isEmpty() ? null : List.copyOf(map.keySet()).get(map.size() - 1);
    }

    private Value polled(Map<Long, Long> map, Long key) {
        return key == null ? rig.values.nil() : rig.values.longs(key, map.remove(key));
    }

    @Test
    void aLargeDictIsPolledFromItsEndWhileEntriesComeBehindIt() {
        int many = 20_000;
        List<Long> pairs = new ArrayList<>();
        for (long i = 0; i < many; i++) {
            pairs.add(i);
            pairs.add(i);
        }
        call(
                Operation.DICT_PUT_ALL,
                rig.values.longs(pairs.stream().mapToLong(Long::longValue).toArray()));
        for (int i = 0; i < many / 2; i++) {
            long gone = many - 1L - i;
            assertThat(call(Operation.DICT_POLL_LAST).numbers()).containsExactly(gone, gone);
        }
        // The gap at the end is not walked each time.
        for (long i = 0; i < many / 4; i++) {
            call(Operation.DICT_PUT, many + i, i);
            assertThat(call(Operation.DICT_POLL_LAST).numbers()).containsExactly(many + i, i);
        }
        for (long left = many / 2 - 1L; left >= 0; left--) {
            assertThat(call(Operation.DICT_POLL_LAST).numbers()).containsExactly(left, left);
        }
        assertThat(call(Operation.DICT_POLL_LAST).value()).isEqualTo(rig.values.nil());
        assertThat(call(Operation.DICT_POLL_FIRST).value()).isEqualTo(rig.values.nil());
    }

    @Test
    void behavesAsALinkedHashMapWhateverIsAsked() {
        SplittableRandom random = new SplittableRandom(5);
        Map<Long, Long> model = new LinkedHashMap<>();
        List<Pending> snapshots = new ArrayList<>();
        List<List<Long>> seen = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(1 + i / 20 % 200);
            long value = random.nextInt(4);
            switch (random.nextInt(15)) {
                case 0, 1, 2 ->
                    assertThat(call(Operation.DICT_PUT, key, value).value()).isEqualTo(orNull(model.put(key, value)));
                case 3 ->
                    assertThat(call(Operation.DICT_PUT_IF_ABSENT, key, value).value())
                            .isEqualTo(orNull(model.putIfAbsent(key, value)));
                case 4, 5 ->
                    assertThat(call(Operation.DICT_REMOVE, key).value()).isEqualTo(orNull(model.remove(key)));
                case 6 ->
                    assertThat(call(Operation.DICT_REMOVE_EQUAL, key, value).truth())
                            .isEqualTo(model.remove(key, value));
                case 7 ->
                    assertThat(call(Operation.DICT_REPLACE, key, value).value())
                            .isEqualTo(orNull(model.replace(key, value)));
                case 8 ->
                    assertThat(call(Operation.DICT_REPLACE_EQUAL, key, value, value + 1)
                                    .truth())
                            .isEqualTo(model.replace(key, value, value + 1));
                case 9 ->
                    assertThat(call(Operation.DICT_CONTAINS_KEY, key).truth()).isEqualTo(model.containsKey(key));
                case 10 ->
                    assertThat(call(Operation.DICT_CONTAINS_VALUE, value).truth())
                            .isEqualTo(model.containsValue(value));
                case 11 -> assertThat(call(Operation.DICT_POLL_FIRST).value()).isEqualTo(polled(model, first(model)));
                case 12 -> assertThat(call(Operation.DICT_POLL_LAST).value()).isEqualTo(polled(model, last(model)));
                case 13 -> {
                    Map<Long, Long> united = new LinkedHashMap<>(model);
                    united.put(key, value);
                    united.put(key + 1, value + 1);
                    assertThat(call(Operation.DICT_UNION, rig.values.longs(key, value, key + 1, value + 1))
                                    .numbers())
                            .isEqualTo(flat(united));
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        snapshots.add(call(Operation.DICT_SNAPSHOT));
                        seen.add(flat(model));
                    }
                    if (random.nextInt(400) == 0) {
                        model.clear();
                        call(Operation.DICT_CLEAR);
                    }
                }
            }
        }
        assertThat(call(Operation.DICT_SIZE).number()).isEqualTo(model.size());
        rig.restore();
        assertThat(call(Operation.DICT_SNAPSHOT).numbers()).isEqualTo(flat(model));
        assertThat(call(Operation.DICT_KEYS).numbers()).isEqualTo(List.copyOf(model.keySet()));
        assertThat(call(Operation.DICT_VALUES).numbers()).isEqualTo(List.copyOf(model.values()));
        for (int i = 0; i < seen.size(); i++) {
            assertThat(snapshots.get(i).numbers()).isEqualTo(seen.get(i));
        }
    }

    @Test
    void missingKeyIsNamed() {
        Pending get = call(Operation.DICT_GET, "color");
        assertThat(get.status()).isEqualTo(Status.NO_SUCH_KEY);
        assertThat(get.answer().value().toString()).isEqualTo("dict: there is no key color");
    }

    @Test
    void entryIsWrittenOnlyWhileItHasItsStamp() {
        assertThat(call(Operation.DICT_GET_STAMPED, 1).value()).isEqualTo(rig.values.nil());
        long stamp = call(Operation.DICT_PUT_STAMPED, 1, 0, 10).number();
        assertThat(stamp).isPositive();
        assertThat(call(Operation.DICT_PUT_STAMPED, 1, 0, 11).number()).isZero();
        assertThat(call(Operation.DICT_GET_STAMPED, 1).numbers()).containsExactly(stamp, 10L);
        long next = call(Operation.DICT_PUT_STAMPED, 1, stamp, 10).number();
        assertThat(next).isGreaterThan(stamp);
        assertThat(call(Operation.DICT_REMOVE_STAMPED, 1, stamp).truth()).isFalse();
        assertThat(call(Operation.DICT_REMOVE_STAMPED, 1, next).truth()).isTrue();
    }

    @Test
    void dictIsReplacedOnlyWhileItIsUnchanged() {
        call(Operation.DICT_PUT_ALL, rig.values.longs(1, 10, 2, 20));
        List<Value> stamped = rig.values.asList(call(Operation.DICT_STAMPED).value());
        long sequence = rig.values.asLong(stamped.get(0));
        assertThat(rig.values.asList(stamped.get(1))).hasSize(6).startsWith(rig.values.of(1), rig.values.of(10));
        assertThat(call(Operation.DICT_REPLACE_IF, sequence, rig.values.longs(3, 30))
                        .truth())
                .isTrue();
        assertThat(call(Operation.DICT_REPLACE_IF, sequence, rig.values.longs()).truth())
                .isFalse();
        assertThat(call(Operation.DICT_SNAPSHOT).numbers()).containsExactly(3L, 30L);
    }

    @Test
    void keysAreRemovedTogether() {
        call(Operation.DICT_PUT_ALL, rig.values.longs(1, 1, 2, 2, 3, 3));
        assertThat(call(Operation.DICT_REMOVE_ALL, rig.values.longs(1, 3, 5)).number())
                .isEqualTo(2);
        assertThat(call(Operation.DICT_KEYS).numbers()).containsExactly(2L);
    }

    @Test
    void pairsThatAreNotPairsAreRefusedAndChangeNothing() {
        assertThat(call(Operation.DICT_PUT_ALL, rig.values.longs(1, 1, 2)).status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(call(Operation.DICT_SIZE).number()).isZero();
    }

    @Test
    void entriesThatStayKeepTheirStampsWhenTheDictIsReplaced() {
        ObjectId replaced = client.create("dict", null);
        client.call(replaced, Operation.DICT_PUT_ALL, rig.values.longs(1, 10, 2, 20, 3, 30));
        List<Long> before = stampedTriples(replaced);
        long sequence = client.call(replaced, Operation.DICT_SIZE).answer().sequence();
        assertThat(client.call(replaced, Operation.DICT_REPLACE_IF, sequence, rig.values.longs(3, 30, 2, 21, 4, 40))
                        .truth())
                .isTrue();
        List<Long> after = stampedTriples(replaced);
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(6, 9));
        assertThat(after.subList(3, 5)).containsExactly(2L, 21L);
        assertThat(after.get(5)).isGreaterThan(sequence);
        assertThat(after.get(8)).isGreaterThan(after.get(5));
        assertThat(client.call(replaced, Operation.DICT_REPLACE_IF, sequence, rig.values.longs())
                        .truth())
                .isFalse();
        rig.restore();
        assertThat(stampedTriples(replaced)).isEqualTo(after);
    }

    private List<Long> stampedTriples(ObjectId stamped) {
        Value answer = client.call(stamped, Operation.DICT_STAMPED).value();
        return rig.values.asList(rig.values.asList(answer).get(1)).stream()
                .map(rig.values::asLong)
                .toList();
    }
}
