package dev.steward.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A flood of news fills no log. */
class LimitedLogTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> lines = new ArrayList<>();
    private final LimitedLog log = new LimitedLog((line, thrown, members) -> lines.add(line), clock::get);

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void eachKindIsToldOnceASecondWithACount() {
        for (int i = 0; i < 3_000; i++) {
            int number = i;
            log.tell("wrong keys", () -> "a wrong key " + number);
        }
        log.tell("silence", () -> "silent");
        assertThat(lines).containsExactly("a wrong key 0", "silent");
        pass(999);
        log.tellRest();
        assertThat(lines).hasSize(2);
        pass(1);
        log.tell("wrong keys", () -> "a last one");
        log.tellRest();
        assertThat(lines)
                .endsWith("a last one (and 2999 more of this kind before)")
                .hasSize(3);
        pass(1_000);
        log.tellRest();
        log.tell("wrong keys", () -> "later");
        assertThat(lines).endsWith("later").hasSize(4);
    }

    @Test
    void whatFollowsNobodyIsToldToo() {
        log.tell("garbage", () -> "first");
        log.tell("garbage", () -> "second");
        pass(1_000);
        log.tellRest();
        log.tellRest();
        log.tell("garbage", () -> "third");
        assertThat(lines).containsExactly("first", "1 more of this kind: garbage");
        pass(1_000);
        log.tellRest();
        assertThat(lines).endsWith("1 more of this kind: garbage").hasSize(3);
    }

    @Test
    void newsOfManyKindsIsLimitedTooAndNoneBreaksALine() {
        for (int i = 0; i < 10_000; i++) {
            log.tell("kind " + i, () -> "line\nnext");
        }
        assertThat(lines).hasSizeLessThan(100).containsOnly("line\\u000Anext");
    }
}
