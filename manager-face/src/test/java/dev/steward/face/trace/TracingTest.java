package dev.steward.face.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.value.TraceContext;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** There are traces where OpenTelemetry's API is, and nothing where it is not or nobody is in one. */
class TracingTest {

    @Test
    void whereTheApiIsNotThereAreNone() throws Throwable {
        Tracing none = Tracing.of(ClassLoader.getPlatformClassLoader());
        assertThat(none).isSameAs(Tracing.NONE);
        assertThat(none.current()).isNull();
        AtomicReference<Boolean> ran = new AtomicReference<>(false);
        none.run(new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ""), () -> ran.set(true));
        assertThat(ran.get()).isTrue();
    }

    @Test
    void whatCannotBeReadIsNone() throws Throwable {
        Tracing tracing = Tracing.ofProcess();
        assertThat(tracing).isNotSameAs(Tracing.NONE);
        assertThat(tracing.current()).isNull();
        for (String wrong :
                new String[] {"", "00", "ff-x-y-z", "00-00000000000000000000000000000000-b7ad6b7169203331-01"}) {
            tracing.run(
                    new TraceContext(wrong, "="),
                    () -> assertThat(Span.current().getSpanContext().isValid()).isFalse());
        }
    }

    @Test
    void aStateThatCannotBeReadTakesNothingFromTheTrace() throws Throwable {
        for (String wrong : new String[] {"\uFFFD", "=,=", "a=\0", "a=1,".repeat(5_000)}) {
            AtomicReference<Boolean> ran = new AtomicReference<>(false);
            Tracing.ofProcess()
                    .run(
                            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", wrong),
                            () -> ran.set(Span.current().getSpanContext().isValid()));
            assertThat(ran.get()).as(wrong).isTrue();
        }
    }
}
