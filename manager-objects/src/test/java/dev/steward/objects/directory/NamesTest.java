package dev.steward.objects.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.objects.OperationRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NamesTest {

    private final Names names = new Names("directory");
    private final DirectoryEntry entry = new DirectoryEntry(new ObjectId(7), "list", false, false, "");

    @Test
    void aNameIsAReferenceToItsObjectUntilItIsTaken() {
        names.give("a", entry);
        assertThat(entry.references).isEqualTo(1);
        assertThat(entry.name).isEqualTo("a");
        assertThat(names.get("a")).isSameAs(entry);
        assertThat(names.take("a")).isSameAs(entry);
        assertThat(entry.name).isNull();
        // Whoever takes it drops it, which may free the object.
        assertThat(entry.references).isEqualTo(1);
        assertThat(names.get("a")).isNull();
        assertThat(names.take("a")).isNull();
    }

    @Test
    void whatTheyTakeInMemoryIsCountedUntilTheyAreTaken() {
        names.give("a long name", entry);
        assertThat(names.bytes()).isGreaterThan(2 * "a long name".length());
        names.take("a long name");
        assertThat(names.bytes()).isZero();
        names.take("a long name");
        assertThat(names.bytes()).isZero();
    }

    @Test
    void whatIsReadFromASnapshotHasItsReferenceAlready() {
        entry.name = "a";
        entry.references = 3;
        DirectoryEntry unnamed = new DirectoryEntry(new ObjectId(8), "list", false, false, "");
        names.load(List.of(entry, unnamed));
        assertThat(names.get("a")).isSameAs(entry);
        assertThat(entry.references).isEqualTo(3);
        assertThat(names.bytes()).isPositive();
    }

    @Test
    void namesAndPatternsHaveALength() {
        names.check("x".repeat(1_000));
        assertThatThrownBy(() -> names.check("x".repeat(1_001)))
                .isInstanceOf(OperationRefusal.class)
                .hasMessageContaining("directory: a name has at least one character and at most 1000, not 1001");
        assertThatThrownBy(() -> names.check("")).isInstanceOf(OperationRefusal.class);
        assertThatThrownBy(() -> names.walk("*".repeat(1_001), (found, now, out) -> {}))
                .isInstanceOf(OperationRefusal.class)
                .hasMessageContaining("a pattern has at most 1000 characters, not 1001");
    }
}
