package dev.steward.objects.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SetTest {

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();
    private final ObjectId set = client.create("set", "s", rig.values.longs());

    private Pending call(Operation operation, Object... arguments) {
        return client.call(set, operation, arguments);
    }

    private Value longs(List<Long> numbers) {
        return rig.values.longs(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private static List<Long> some(SplittableRandom random, int most) {
        List<Long> numbers = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            numbers.add((long) random.nextInt(most));
        }
        return numbers;
    }

    @Test
    void behavesAsALinkedHashSetWhateverIsAsked() {
        SplittableRandom random = new SplittableRandom(7);
        Set<Long> model = new LinkedHashSet<>();
        List<Pending> snapshots = new ArrayList<>();
        List<List<Long>> seen = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int most = 1 + i / 20 % 200;
            long one = random.nextInt(most);
            List<Long> several = some(random, most);
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> assertThat(call(Operation.SET_ADD, one).truth()).isEqualTo(model.add(one));
                case 3, 4 ->
                    assertThat(call(Operation.SET_ADD_ALL, longs(several)).truth())
                            .isEqualTo(model.addAll(several));
                case 5 -> assertThat(call(Operation.SET_REMOVE, one).truth()).isEqualTo(model.remove(one));
                case 6 ->
                    assertThat(call(Operation.SET_REMOVE_ALL, longs(several)).truth())
                            .isEqualTo(model.removeAll(several));
                case 7 -> {
                    assertThat(call(Operation.SET_TOGGLE_ALL, longs(several)).truth())
                            .isEqualTo(!several.isEmpty());
                    new LinkedHashSet<>(several).forEach(each -> {
                        if (!model.remove(each)) {
                            model.add(each);
                        }
                    });
                }
                case 8 -> {
                    Long first = model.isEmpty() ? null : model.iterator().next();
                    model.remove(first);
                    assertThat(call(Operation.SET_POLL_FIRST).value())
                            .isEqualTo(first == null ? rig.values.nil() : rig.values.of(first));
                }
                case 9 -> assertThat(call(Operation.SET_CONTAINS, one).truth()).isEqualTo(model.contains(one));
                case 10 ->
                    assertThat(call(Operation.SET_CONTAINS_ALL, longs(several)).truth())
                            .isEqualTo(model.containsAll(several));
                case 11 -> assertCombined(model, several);
                default -> {
                    if (random.nextInt(20) == 0) {
                        snapshots.add(call(Operation.SET_SNAPSHOT));
                        seen.add(List.copyOf(model));
                    }
                    if (random.nextInt(100) == 0) {
                        assertThat(call(Operation.SET_RETAIN_ALL, longs(several))
                                        .truth())
                                .isEqualTo(model.retainAll(several));
                    }
                    if (random.nextInt(400) == 0) {
                        model.clear();
                        call(Operation.SET_CLEAR);
                    }
                }
            }
        }
        assertThat(call(Operation.SET_SIZE).number()).isEqualTo(model.size());
        rig.restore();
        assertThat(call(Operation.SET_SNAPSHOT).numbers()).isEqualTo(List.copyOf(model));
        for (int i = 0; i < seen.size(); i++) {
            assertThat(snapshots.get(i).numbers()).isEqualTo(seen.get(i));
        }
    }

    private void assertCombined(Set<Long> model, List<Long> several) {
        Set<Long> union = new LinkedHashSet<>(model);
        union.addAll(several);
        assertThat(call(Operation.SET_UNION, longs(several)).numbers()).isEqualTo(List.copyOf(union));
        Set<Long> both = new LinkedHashSet<>(model);
        both.retainAll(several);
        assertThat(call(Operation.SET_INTERSECTION, longs(several)).numbers()).isEqualTo(List.copyOf(both));
        Set<Long> left = new LinkedHashSet<>(model);
        several.forEach(left::remove);
        assertThat(call(Operation.SET_DIFFERENCE, longs(several)).numbers()).isEqualTo(List.copyOf(left));
        Set<Long> right = new LinkedHashSet<>(several);
        right.removeAll(model);
        left.addAll(right);
        assertThat(call(Operation.SET_SYMMETRIC_DIFFERENCE, longs(several)).numbers())
                .isEqualTo(List.copyOf(left));
    }

    @Test
    void ofEqualFirstElementsTheFirstIsThere() {
        ObjectId made = client.create("set", "made", rig.values.longs(3, 1, 3, 2, 1));
        assertThat(client.call(made, Operation.SET_SNAPSHOT).numbers()).containsExactly(3L, 1L, 2L);
    }

    @Test
    void elementIsRemovedOnlyWhileItHasItsStamp() {
        call(Operation.SET_ADD_ALL, rig.values.longs(1, 2));
        List<Value> read = rig.values.asList(call(Operation.SET_STAMPED).value());
        long stamp = rig.values.asLong(rig.values.asList(read.get(2)).get(0));
        call(Operation.SET_ADD, 1);
        call(Operation.SET_REMOVE, 2);
        assertThat(call(Operation.SET_REMOVE_STAMPED, 1, stamp).truth()).isTrue();
        call(Operation.SET_ADD, 1);
        assertThat(call(Operation.SET_REMOVE_STAMPED, 1, stamp).truth()).isFalse();
        assertThat(call(Operation.SET_SNAPSHOT).numbers()).containsExactly(1L);
    }

    @Test
    void stampsOutliveARestart() {
        call(Operation.SET_ADD_ALL, rig.values.longs(1, 2, 3));
        call(Operation.SET_REMOVE, 2);
        Value before = call(Operation.SET_STAMPED).value();
        rig.restore();
        assertThat(call(Operation.SET_STAMPED).value()).isEqualTo(before);
    }

    @Test
    void elementsAreRemovedOnlyFromTheSetThatWasRead() {
        call(Operation.SET_ADD_ALL, rig.values.longs(1, 2, 3));
        long sequence = rig.values.asLong(
                rig.values.asList(call(Operation.SET_STAMPED).value()).get(0));
        call(Operation.SET_ADD, 1);
        assertThat(call(Operation.SET_REMOVE_IF, sequence, rig.values.longs(1, 3))
                        .truth())
                .isTrue();
        assertThat(call(Operation.SET_REMOVE_IF, sequence, rig.values.longs(2)).truth())
                .isFalse();
        assertThat(call(Operation.SET_SNAPSHOT).numbers()).containsExactly(2L);
    }

    @Test
    void aLargeSetIsPolledEmptyAndFilledAgain() {
        long[] many = new long[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        for (int round = 0; round < 2; round++) {
            call(Operation.SET_ADD_ALL, rig.values.longs(many));
            for (long expected : many) {
                assertThat(call(Operation.SET_POLL_FIRST).number()).isEqualTo(expected);
            }
            assertThat(call(Operation.SET_POLL_FIRST).value()).isEqualTo(rig.values.nil());
        }
    }

    @Test
    void iteratorGoesOverTheElementsAsTheyWere() {
        call(Operation.SET_ADD_ALL, rig.values.longs(7, 8));
        ObjectId iterator = call(Operation.OBJECT_ITERATE).value().references().get(0);
        call(Operation.SET_CLEAR);
        assertThat(client.call(iterator, Operation.QUEUE_TAKE, 0).number()).isEqualTo(7);
        assertThat(client.call(iterator, Operation.QUEUE_TAKE, 0).number()).isEqualTo(8);
    }
}
