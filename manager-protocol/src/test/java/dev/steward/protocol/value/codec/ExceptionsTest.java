package dev.steward.protocol.value.codec;

import static dev.steward.protocol.value.codec.SampleExceptions.arrives;
import static dev.steward.protocol.value.codec.SampleExceptions.framesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.SampleExceptions.Broken;
import dev.steward.protocol.value.codec.SampleExceptions.Endless;
import dev.steward.protocol.value.codec.SampleExceptions.FailingFill;
import dev.steward.protocol.value.codec.SampleExceptions.Filling;
import dev.steward.protocol.value.codec.SampleExceptions.Holding;
import dev.steward.protocol.value.codec.SampleExceptions.Http;
import dev.steward.protocol.value.codec.SampleExceptions.Level;
import dev.steward.protocol.value.codec.SampleExceptions.NeverMade;
import dev.steward.protocol.value.codec.SampleExceptions.NotFound;
import dev.steward.protocol.value.codec.SampleExceptions.Place;
import dev.steward.protocol.value.codec.SampleExceptions.Quota;
import dev.steward.protocol.value.codec.SampleExceptions.Teapot;
import dev.steward.protocol.value.codec.SampleExceptions.Wrapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exception arrives as it left: class, message, cause, suppressed, fields, frames. */
@Timeout(60)
@SuppressWarnings("serial") // No Java serialization here.
class ExceptionsTest {

    @Test
    void aMessageThatAConstructorMakesIsNotMadeTwice() {
        assertThat(arrives(new NotFound("a17")))
                .isExactlyInstanceOf(NotFound.class)
                .hasMessage("no such item: a17");
    }

    @Test
    void aClassNeedsNoConstructorOfAKnownKindAndNoneRuns() {
        Teapot teapot = arrives(new Teapot());
        assertThat(teapot).hasMessage("418 short and stout").cause().isExactlyInstanceOf(IOException.class);
        assertThat(((Http) teapot).status).isEqualTo(418);
        assertThat(((Http) teapot).level).isSameAs(Level.HIGH);
        assertThat(((Http) teapot).place).isEqualTo(new Place("here", 418));
        assertThat(teapot.tea).containsExactly("green");
        NeverMade sent = new NeverMade();
        int before = NeverMade.constructed;
        assertThat(arrives(sent)).isExactlyInstanceOf(NeverMade.class);
        assertThat(NeverMade.constructed).isEqualTo(before);
    }

    @Test
    void fieldsArriveAndTransientOnesDoNot() {
        Quota quota = arrives(new Quota(1L << 40));
        assertThat(quota.used).isEqualTo(1L << 40);
        assertThat(quota.notSent).isNull();
    }

    @Test
    void causesSuppressedAndFramesArrive() {
        Http sent = new Http(500, "down", new NotFound("x"));
        sent.addSuppressed(new Quota(3));
        Http read = arrives(sent);
        assertThat(read).cause().isExactlyInstanceOf(NotFound.class).hasMessage("no such item: x");
        assertThat(read.getSuppressed()).singleElement().isInstanceOf(Quota.class);
        assertThat(((Quota) read.getSuppressed()[0]).used).isEqualTo(3);
        assertThat(framesOf(read)).isEqualTo(framesOf(sent));
        assertThat(framesOf(Objects.requireNonNull(read.getCause())))
                .isEqualTo(framesOf(Objects.requireNonNull(sent.getCause())));
    }

    @Test
    void circlesClose() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        two.addSuppressed(one);
        one.addSuppressed(two);
        RuntimeException read = arrives(one);
        Throwable other = Objects.requireNonNull(read.getCause());
        assertThat(other).hasMessage("two");
        assertThat(other.getCause()).isSameAs(read);
        assertThat(other.getSuppressed()).containsExactly(read);
        assertThat(read.getSuppressed()).containsExactly(other);
    }

    @Test
    void aCauseThatAFieldHoldsIsTheSameOne() {
        IOException inner = new IOException("inner");
        Wrapping read = arrives(new Wrapping(new Wrapping(inner)));
        Wrapping second = (Wrapping) read.inner;
        assertThat(read.getCause()).isSameAs(second);
        assertThat(second.inner).isExactlyInstanceOf(IOException.class).hasMessage("inner");

        ArrayList<Object> list = new ArrayList<>();
        Holding holding = new Holding(list);
        list.add(holding);
        Holding circle = arrives(holding);
        assertThat((List<?>) circle.held).singleElement().isSameAs(circle);
    }

    @Test
    void deepChainsInFieldsArrive() {
        Throwable chain = new IOException("bottom");
        for (int i = 0; i < 2_000; i++) {
            chain = new Wrapping(chain);
        }
        int depth = 0;
        for (Throwable next = arrives(chain); next instanceof Wrapping wrapping; next = wrapping.inner) {
            depth++;
        }
        assertThat(depth).isEqualTo(2_000);
    }

    @Test
    void deepChainsArrive() {
        Throwable chain = new IOException("bottom");
        for (int i = 0; i < 5_000; i++) {
            chain = new RuntimeException("level " + i, chain);
        }
        int depth = 0;
        Throwable last = chain;
        for (Throwable next = arrives(chain); next != null; next = next.getCause()) {
            depth++;
            last = next;
        }
        assertThat(depth).isEqualTo(5_001);
        assertThat(last).hasMessage("bottom");
    }

    @Test
    void causesWithoutEndAreCutOff() {
        Throwable read = arrives(new Endless());
        assertThat(read).isExactlyInstanceOf(Endless.class);
    }

    @Test
    void messagesMayBeHugeNullOrNoText() {
        String huge = "x".repeat(5_000_000);
        assertThat(arrives(new RuntimeException(huge)).getMessage()).isEqualTo(huge);
        assertThat(arrives(new RuntimeException((String) null)).getMessage()).isNull();
        assertThat(arrives(new NullPointerException()).getMessage()).isNull();
        assertThat(arrives(new RuntimeException("half \uD83D")).getMessage()).isEqualTo("half \uD83D");
    }

    @Test
    void whatAClassOverridesIsInNobodysWay() {
        Broken broken = arrives(new Broken());
        assertThat(broken.kept).isEqualTo(7);
        Filling filling = arrives(new Filling("full"));
        assertThat(filling).hasMessage("full");
        assertThat(filling.log).containsExactly("made");
        FailingFill failing = arrives(new FailingFill("f"));
        assertThat(failing.name).isEqualTo("f");
        assertThat(failing).hasMessage("filling");
    }

    @Test
    void localAndAnonymousClassesArriveWithoutWhatIsAroundThem() {
        int captured = 5;
        class Local extends RuntimeException {
            int value() {
                return captured + hashCode() - hashCode();
            }

            Object around() {
                return ExceptionsTest.this;
            }
        }
        Local local = arrives(new Local());
        assertThat(local.value()).isEqualTo(5);
        assertThat(local.around()).isNull();
        Exception anonymous = new IOException("anonymous") {};
        assertThat(arrives(anonymous)).isExactlyInstanceOf(anonymous.getClass()).hasMessage("anonymous");
    }

    @Test
    void equalExceptionsAreEqualValues() {
        StackTraceElement[] frames = new StackTraceElement[0];
        List<EncodedValue> encoded = new ArrayList<>();
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        for (int number : new int[] {1, 1, 2}) {
            Holding sent = new Holding(new ArrayList<>(List.of(new Object[] {number})));
            sent.initCause(new IOException("c"));
            sent.setStackTrace(frames);
            Objects.requireNonNull(sent.getCause()).setStackTrace(frames);
            encoded.add(sender.encode(sent));
        }
        assertThat(encoded.get(0)).isEqualTo(encoded.get(1)).isNotEqualTo(encoded.get(2));
        List<EncodedValue> wrapping = new ArrayList<>();
        for (String message : List.of("a", "a", "b")) {
            IOException inner = new IOException(message);
            Wrapping sent = new Wrapping(inner);
            inner.setStackTrace(frames);
            sent.setStackTrace(frames);
            wrapping.add(sender.encode(sent));
        }
        assertThat(wrapping.get(0)).isEqualTo(wrapping.get(1)).isNotEqualTo(wrapping.get(2));
    }
}
