package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.decoded.Unopened;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In an answer with many values, one that cannot be opened is no obstacle to the others, and its references are not lost. */
@Timeout(30)
class UnopenedTest {

    record Parcel(int weight, @Nullable Object inside) {}

    private final ReferencesWithoutProxies references = new ReferencesWithoutProxies();
    private final ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
    private final ValueCodec reader = new ValueCodec(references, new AllowedClasses());

    private static ObjectToken token(long id) {
        return new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(id), List.of());
    }

    private EncodedValue encoded(Object value) {
        return EncodedValue.fromBytes(sender.encode(value).bytes());
    }

    @Test
    void theValuesBesideItAreRead() {
        List<?> read = (List<?>) reader.decode(encoded(List.of(1, new Parcel(2, null), List.of(3))), 1);

        assertThat(read.get(0)).isEqualTo(1);
        assertThat(read.get(1)).isInstanceOf(Unopened.class);
        assertThat(read.get(2)).isEqualTo(List.of(3));
        assertThat(((Unopened) read.get(1)).failure("list 7", Outcome.NOT_EXECUTED))
                .hasMessageStartingWith("list 7: ")
                .hasMessageContaining(Parcel.class.getName())
                .extracting(UnsupportedValueException::outcome)
                .isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void whatIsDeeperMakesTheWholeElementUnopened() {
        List<?> read = (List<?>) reader.decode(encoded(List.of(List.of(List.of(new Parcel(2, null))), 4)), 1);

        assertThat(read.get(0)).isInstanceOf(Unopened.class);
        assertThat(read.get(1)).isEqualTo(4);
        assertThatThrownBy(() -> reader.decode(encoded(List.of(new Parcel(2, null)))))
                .isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void whatStandsDeeperInAnAnswerIsOpenedThere() {
        List<?> read = (List<?>) reader.decode(encoded(List.of(7L, List.of("a", new Parcel(2, null)))), 2);

        assertThat(read.get(0)).isEqualTo(7L);
        assertThat(((List<?>) read.get(1)).get(0)).isEqualTo("a");
        assertThat(((List<?>) read.get(1)).get(1)).isInstanceOf(Unopened.class);
    }

    @Test
    void anEnvelopeOfAnUnknownFormatIsUnopenedToo() {
        byte[] bytes = encoded(List.of(new Parcel(2, null), 5)).bytes().clone();
        // The tag of the list, its count, the tag of the opaque value: then its format.
        bytes[3] = 9;
        List<?> read = (List<?>) reader.decode(EncodedValue.fromBytes(bytes), 1);

        assertThat(((Unopened) read.get(0)).failure("list 7", Outcome.UNKNOWN)).hasMessageContaining("format 9");
        assertThat(read.get(1)).isEqualTo(5);
    }

    @Test
    void eachReferenceIsEitherMadeAProxyOrToldAsUnread() {
        EncodedValue value = encoded(
                List.of(token(1), List.of(token(2), new Parcel(2, token(3)), token(4)), token(5), List.of(token(2))));

        reader.decode(value, 1);

        assertThat(references.made).containsExactly(token(1), token(2), token(5), token(2));
        assertThat(references.unread).containsExactlyInAnyOrder(token(3), token(4));
    }

    @Test
    void soIsEachReferenceInAValueThatCannotBeOpenedAtAll() {
        EncodedValue value = encoded(List.of(token(1), token(1), new Parcel(2, token(1)), token(2)));

        assertThatThrownBy(() -> reader.decode(value)).isInstanceOf(UnsupportedValueException.class);

        assertThat(references.made).containsExactly(token(1), token(1));
        assertThat(references.unread).containsExactlyInAnyOrder(token(1), token(2));
    }
}
