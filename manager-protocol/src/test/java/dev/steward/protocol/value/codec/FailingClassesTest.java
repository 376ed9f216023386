package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.decoded.Unopened;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However users' classes are visible, their objects are made; and however those fail, whoever reads is told so, and nothing else suffers. */
@Timeout(60)
class FailingClassesTest {

    /** What is thrown while a value is made; null while it is written. */
    private static @Nullable Supplier<Throwable> failing;

    private static void failIfAsked() {
        Supplier<Throwable> failure = failing;
        if (failure != null) {
            FailingClassesTest.<RuntimeException>sneak(failure.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static class PrivateWithPublicConstructor {
        int field = 1;

        public PrivateWithPublicConstructor() {}
    }

    protected static class ProtectedWithProtectedConstructor {
        int field = 1;

        protected ProtectedWithProtectedConstructor() {}
    }

    public static class PublicWithPrivateConstructor {
        int field = 1;

        private PublicWithPrivateConstructor() {}
    }

    static class WithoutOne {
        int field;

        WithoutOne(int field) {
            this.field = field;
        }
    }

    static class Picky {
        int field = 1;

        public Picky() {
            failIfAsked();
        }
    }

    record Strict(int field, @Nullable Object inside) {
        Strict {
            failIfAsked();
        }
    }

    static class Guarded extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean add(Object element) {
            failIfAsked();
            return super.add(element);
        }
    }

    record Holder(Guarded guarded, @Nullable Object inside) {}

    private static List<Supplier<Throwable>> failures() {
        return List.of(
                () -> new NoClassDefFoundError("com/acme/Absent"),
                () -> new ExceptionInInitializerError("broken"),
                () -> new AssertionError("not so"),
                () -> new StackOverflowError("too deep"),
                () -> new IllegalStateException("not now"),
                () -> new Exception("checked"));
    }

    private final ReferencesWithoutProxies references = new ReferencesWithoutProxies();
    private final ValueCodec sender = new ValueCodec(references, new AllowedClasses());
    private final ValueCodec reader = new ValueCodec(references, allowed());

    private static AllowedClasses allowed() {
        AllowedClasses allowed = new AllowedClasses();
        allowed.allowPackage(FailingClassesTest.class.getPackageName());
        return allowed;
    }

    private static ObjectToken token() {
        return new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(7), List.of());
    }

    @AfterEach
    void failNoMore() {
        failing = null;
    }

    static Stream<Object> objects() {
        return Stream.of(
                new PrivateWithPublicConstructor(),
                new ProtectedWithProtectedConstructor(),
                new PublicWithPrivateConstructor(),
                new WithoutOne(1));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectIsMadeWhoeverMaySeeItsClassAndItsConstructor(Object object) {
        Object read = reader.decode(sender.encode(object));
        assertThat(read).hasSameClassAs(object).usingRecursiveComparison().isEqualTo(object);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anObjectWhoseConstructorFailsIsMadeWithoutIt(Supplier<Throwable> failure) {
        EncodedValue written = sender.encode(new Picky());
        failing = failure;
        assertThat(reader.decode(written)).hasFieldOrPropertyWithValue("field", 1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverARecordOrACollectionThrowsIsToldAsAValueThatCannotBeOpened(Supplier<Throwable> failure) {
        Guarded guarded = new Guarded();
        guarded.add(1);
        EncodedValue strict = sender.encode(new Strict(1, token()));
        EncodedValue holder = sender.encode(new Holder(guarded, token()));
        failing = failure;
        for (EncodedValue value : List.of(strict, holder)) {
            assertThatThrownBy(() -> reader.decode(value))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining(String.valueOf(failure.get().getMessage()));
        }
        List<?> both = (List<?>) reader.decode(sender.encode(List.of(List.of(strict, holder), 5)), 2);
        assertThat(both.get(1)).isEqualTo(5);
        assertThat((List<?>) both.get(0)).hasSize(2).allMatch(Unopened.class::isInstance);
    }

    @Test
    void whatCannotBeWrittenIsToldSo() {
        Guarded guarded = new Guarded() {
            @Override
            public Object[] toArray() {
                throw new NoClassDefFoundError("com/acme/Absent");
            }
        };
        assertThatThrownBy(() -> sender.encode(guarded))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("com/acme/Absent");
    }

    @Test
    void thatThereIsNoMemoryLeftSaysNothingOfTheValue() {
        EncodedValue strict = sender.encode(new Strict(1, null));
        EncodedValue picky = sender.encode(new Picky());
        failing = () -> new OutOfMemoryError("by the test");
        for (EncodedValue value : List.of(strict, picky)) {
            assertThatThrownBy(() -> reader.decode(value)).isInstanceOf(OutOfMemoryError.class);
        }
    }
}
