package dev.steward.objects.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.objects.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NumbersTest {

    private static Ranges ranges(Set<Long> numbers) {
        List<Long> bounds = new ArrayList<>();
        for (long number : new TreeSet<>(numbers)) {
            if (!bounds.isEmpty() && bounds.get(bounds.size() - 1) == number) {
                bounds.set(bounds.size() - 1, number + 1);
            } else {
                bounds.add(number);
                bounds.add(number + 1);
            }
        }
        return Ranges.of(bounds.stream().mapToLong(Long::longValue).toArray());
    }

    private static Set<Long> some(SplittableRandom random) {
        Set<Long> numbers = new TreeSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            numbers.add((long) random.nextInt(30));
        }
        return numbers;
    }

    @Test
    void rangesBehaveAsSetsOfNumbers() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 5_000; i++) {
            Set<Long> mine = some(random);
            Set<Long> other = some(random);
            Set<Long> union = new TreeSet<>(mine);
            union.addAll(other);
            assertThat(ranges(mine).union(ranges(other))).isEqualTo(ranges(union));
            Set<Long> difference = new TreeSet<>(mine);
            difference.removeAll(other);
            List<Long> seen = new ArrayList<>();
            ranges(mine).forEachNotIn(ranges(other), seen::add);
            assertThat(seen).containsExactlyElementsOf(difference);
            long from = random.nextInt(30);
            long to = from + random.nextInt(10);
            Set<Long> clipped = new TreeSet<>(mine);
            clipped.removeIf(number -> number < from || number >= to);
            assertThat(ranges(mine).clip(from, to)).isEqualTo(ranges(clipped));
            assertThat(ranges(mine).contains(from)).isEqualTo(mine.contains(from));
        }
    }

    @Test
    void rangesThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> Ranges.of(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ranges.of(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longMapBehavesAsATreeMap() {
        SplittableRandom random = new SplittableRandom(9);
        Map<Long, String> model = new TreeMap<>();
        LongMap<String> map = new LongMap<>();
        for (int i = 0; i < 100_000; i++) {
            long key = random.nextInt(1 + i % 1_000);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                map.remove(key);
            } else if (random.nextBoolean()) {
                model.put(key, "v" + i);
                map.put(key, "v" + i);
            }
            assertThat(map.get(key)).isEqualTo(model.get(key));
            assertThat(map.size()).isEqualTo(model.size());
        }
        assertThat(map.items()).containsExactlyElementsOf(model.values());
    }

    @Test
    void numberSetBehavesAsASet() {
        SplittableRandom random = new SplittableRandom(10);
        Set<Integer> model = new TreeSet<>();
        NumberSet set = new NumberSet();
        for (int i = 0; i < 2_000; i++) {
            int number = random.nextInt(500);
            assertThat(set.contains(number)).isEqualTo(model.contains(number));
            model.add(number);
            set.add(number);
        }
    }
}
