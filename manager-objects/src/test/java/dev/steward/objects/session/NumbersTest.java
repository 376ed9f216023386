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
import java.util.stream.LongStream;
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
        for (int round = 0; round < 20; round++) {
            TreeSet<Long> model = new TreeSet<>();
            NumberSet set = new NumberSet();
            for (int i = 0; i < 200; i++) {
                long from = random.nextInt(500);
                long to = from + random.nextInt(8);
                Set<Long> added =
                        new TreeSet<>(LongStream.range(from, to).boxed().toList());
                added.removeAll(model);
                List<Long> news = new ArrayList<>();
                set.add(from, to, news::add);
                assertThat(news).containsExactlyElementsOf(added);
                model.addAll(added);
                assertThat(set.contains(from)).isEqualTo(model.contains(from));
                assertThat(set.toRanges()).isEqualTo(ranges(model));
                assertThat(set.rangeCount()).isEqualTo(ranges(model).count());
                if (random.nextInt(50) == 0) {
                    long floor = random.nextInt(500);
                    long since = random.nextLong(floor + 1);
                    Set<Long> missing =
                            new TreeSet<>(LongStream.range(since, floor).boxed().toList());
                    missing.removeAll(model);
                    List<Long> told = new ArrayList<>();
                    model.headSet(since).clear();
                    set.removeBelow(since, since, told::add);
                    set.removeBelow(floor, since, told::add);
                    assertThat(told).containsExactlyElementsOf(missing);
                    model.headSet(floor).clear();
                    assertThat(set.toRanges()).isEqualTo(ranges(model));
                }
            }
        }
    }

    @Test
    @Timeout(10)
    void rangesOfASnapshotAreTakenAsTheyAreHoweverManyNumbersTheyHave() {
        Ranges all = Ranges.of(3, 5, 7, Long.MAX_VALUE);
        NumberSet set = new NumberSet();
        set.restore(all);
        assertThat(set.toRanges()).isEqualTo(all);
        assertThat(set.contains(4)).isTrue();
        assertThat(set.contains(5)).isFalse();
        assertThat(set.contains(Long.MAX_VALUE - 1)).isTrue();
    }
}
