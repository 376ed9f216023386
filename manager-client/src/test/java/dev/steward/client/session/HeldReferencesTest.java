package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ObjectId;
import dev.steward.client.session.HeldReferences.Held;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeldReferencesTest {

    private static final int MANY = 1_000;

    private final HeldReferences references = new HeldReferences();

    @Test
    void whatWasForgottenIsGivenBackOnce() {
        Held held = references.hold(new ObjectId(7));
        assertThat(references.forget(held)).isTrue();
        assertThat(references.forget(held)).isFalse();
        assertThat(held.isForgotten()).isTrue();
        assertThat(references.takeUnused(MANY)).isEqualTo(Map.of(new ObjectId(7), 1));
        assertThat(references.takeUnused(MANY)).isEmpty();
    }

    @Test
    void referencesToOneObjectAreGivenBackTogether() {
        for (int i = 0; i < 3; i++) {
            references.forget(references.hold(new ObjectId(7)));
        }
        references.forget(references.hold(new ObjectId(8)));
        assertThat(references.takeUnused(MANY)).isEqualTo(Map.of(new ObjectId(7), 3, new ObjectId(8), 1));
    }

    @Test
    void noMoreObjectsAreTakenThanThereIsRoomForAndTheOthersAreLeft() {
        for (int i = 0; i < 5; i++) {
            references.forget(references.hold(new ObjectId(i)));
        }
        assertThat(references.takeUnused(2)).hasSize(2);
        assertThat(references.takeUnused(0)).isEmpty();
        assertThat(references.takeUnused(MANY)).hasSize(3);
    }

    @Test
    void whatNobodyReachesIsGivenBackByTheGarbageCollector() {
        Held kept = references.hold(new ObjectId(1));
        for (int i = 0; i < 10; i++) {
            references.hold(new ObjectId(2));
        }
        Map<ObjectId, Integer> given = new HashMap<>();
        await().until(() -> {
            System.gc();
            references.takeUnused(MANY).forEach((id, count) -> given.merge(id, count, Integer::sum));
            return given.getOrDefault(new ObjectId(2), 0) == 10;
        });
        assertThat(given).doesNotContainKey(new ObjectId(1));
        assertThat(kept.isForgotten()).isFalse();
    }
}
