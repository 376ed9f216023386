package dev.steward.objects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.objects.PlainValues;
import dev.steward.objects.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of values are like one list of them, and snapshots stay as they were. */
@Timeout(60)
@Tag("one-jdk")
class StampedValuesTest {

    private static final int STEPS = 1_500;

    private final PlainValues maker = new PlainValues();
    private final StampedValues blocks = new StampedValues();
    private final List<Value> values = new ArrayList<>();
    private final List<Long> stamps = new ArrayList<>();
    private long last;

    /** A snapshot with what was in the list when it was made. */
    private record Seen(List<Value> snapshot, IntToLongFunction stampsNow, List<Value> values, List<Long> stamps) {
        void check() {
            assertThat(snapshot).isEqualTo(values);
            for (int i = 0; i < stamps.size(); i++) {
                assertThat(stampsNow.applyAsLong(i)).isEqualTo(stamps.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void drawnChangesAreThoseOfAListAndSnapshotsStayAsTheyWere(int seed) {
        Random random = new Random(seed);
        List<Seen> seen = new ArrayList<>();
        // How likely it is that much comes and goes at once, so that there are long lists and short ones.
        int most = seed % 2 == 0 ? 3_000 : 40;
        for (int step = 0; step < STEPS; step++) {
            int at = random.nextInt(3) == 0 ? 0 : random.nextInt(values.size() + 1);
            int to = Math.min(values.size(), at + random.nextInt(most));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> insert(at);
                case 4 -> insert(values.size());
                case 5 -> insertAll(at, random.nextInt(most));
                case 6 -> remove(at, to);
                case 7 -> remove(at, Math.min(values.size(), at + 1));
                case 8, 9 -> set(at);
                case 10 -> keepOnly(random.nextInt(40) == 0 ? values.size() / 2 : values.size());
                default -> {
                    if (seen.size() < 20) {
                        seen.add(new Seen(
                                blocks.snapshot(), blocks.stampsNow(), List.copyOf(values), List.copyOf(stamps)));
                        assertThat(blocks.snapshot(at, to)).isEqualTo(values.subList(at, to));
                    }
                }
            }
            assertThat(blocks.size()).isEqualTo(values.size());
            look(random.nextInt(values.size() + 1));
        }
        assertThat(blocks.snapshot()).isEqualTo(values);
        assertThat(blocks.first(3)).isEqualTo(values.subList(0, Math.min(3, values.size())));
        seen.forEach(Seen::check);
    }

    private Value value() {
        return maker.of(++last);
    }

    private void insert(int at) {
        Value value = value();
        blocks.insert(at, value, last);
        values.add(at, value);
        stamps.add(at, last);
    }

    private void insertAll(int at, int count) {
        List<Value> added = new ArrayList<>();
        List<Long> addedStamps = new ArrayList<>();
        long first = last + 1;
        for (int i = 0; i < count; i++) {
            added.add(value());
            addedStamps.add(last);
        }
        blocks.insertAll(at, added, first);
        values.addAll(at, added);
        stamps.addAll(at, addedStamps);
    }

    private void remove(int from, int to) {
        blocks.removeRange(from, to);
        values.subList(from, to).clear();
        stamps.subList(from, to).clear();
    }

    private void set(int at) {
        if (at < values.size()) {
            Value value = value();
            blocks.set(at, value, last);
            values.set(at, value);
            stamps.set(at, last);
        }
    }

    private void keepOnly(int count) {
        values.subList(count, values.size()).clear();
        stamps.subList(count, stamps.size()).clear();
        blocks.replace(
                values.toArray(new Value[0]),
                stamps.stream().mapToLong(Long::longValue).toArray(),
                count);
    }

    private void look(int at) {
        if (at < values.size()) {
            assertThat(blocks.get(at)).isEqualTo(values.get(at));
            assertThat(blocks.stamp(at)).isEqualTo(stamps.get(at));
            assertThat(blocks.indexOfStamp(stamps.get(at))).isEqualTo(at);
        }
    }

    @Test
    void cellsThatBeganAsOneValueChangeOneByOne() {
        Value zero = value();
        blocks.fill(zero, 5_000);
        List<Value> before = blocks.snapshot();
        for (int at : List.of(0, 1_023, 1_024, 3_000, 4_999)) {
            blocks.set(at, value(), last);
            assertThat(blocks.get(at)).isEqualTo(maker.of(last));
        }
        blocks.append(value(), last);
        assertThat(blocks.get(5_000)).isEqualTo(maker.of(last));
        assertThat(Collections.frequency(blocks.snapshot(), zero)).isEqualTo(4_995);
        assertThat(before).hasSize(5_000).containsOnly(zero);
    }
}
