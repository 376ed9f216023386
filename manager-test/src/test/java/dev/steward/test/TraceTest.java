package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a call runs on the server is part of the trace that its caller is in. */
@ManagerServerTest
@SuppressWarnings("try") // scopes are left, and never asked
class TraceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String NONE = "00000000000000000000000000000000 0000000000000000 false {}";

    /** What the server has registered. */
    interface Told {
        String where();

        String at(String argument) throws IOException;
    }

    /** Tells where it runs. */
    private static final class Telling implements Told {
        @Override
        public String where() {
            return seen();
        }

        @Override
        public String at(String argument) throws IOException {
            if (argument.isEmpty()) {
                throw new IOException(seen());
            }
            return argument.length() + " " + seen();
        }
    }

    private static String seen() {
        SpanContext context = Span.current().getSpanContext();
        return context.getTraceId() + " " + context.getSpanId() + " " + context.isRemote() + " "
                + new TreeMap<>(context.getTraceState().asMap());
    }

    @ConfigureServer
    private static void register(ManagerServer.Builder builder) {
        builder.register("told", Told.class, Telling::new)
                .registerFunction("where", TraceTest::seen)
                .registerFunction("length", String.class, text -> text.length() + " " + seen());
    }

    private static Span caller() {
        return Span.wrap(SpanContext.create(
                TRACE,
                SPAN,
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "1").build()));
    }

    @Test
    void functionsAndMethodsRunInIt(SyncManager manager) throws Exception {
        Told told = manager.get("told", Told.class);
        String seen = TRACE + " " + SPAN + " true {vendor=1}";
        try (Scope ignored = caller().makeCurrent()) {
            assertThat(manager.call("where", String.class)).isEqualTo(seen);
            assertThat(manager.call("length", String.class, "four")).isEqualTo("4 " + seen);
            assertThat(told.where()).isEqualTo(seen);
            assertThat(told.at("four")).isEqualTo("4 " + seen);
            assertThatThrownBy(() -> told.at(""))
                    .isInstanceOf(IOException.class)
                    .hasMessage(seen);
            // Arguments that are larger than a frame are pulled.
            assertThat(told.at("x".repeat(20 << 20))).isEqualTo((20 << 20) + " " + seen);
            // An argument too many is counted as without a trace.
            assertThatThrownBy(() -> manager.call("length", String.class, "one", "two"))
                    .hasMessageContaining("takes 1 argument, got 2");
        }
    }

    @Test
    void whoIsInNoneHasNoneThere(SyncManager manager) throws Exception {
        Told told = manager.get("told", Told.class);
        try (Scope ignored = caller().makeCurrent()) {
            assertThat(told.where()).startsWith(TRACE);
        }
        // The lane has left it.
        assertThat(told.where()).isEqualTo(NONE);
        assertThat(manager.call("where", String.class)).isEqualTo(NONE);
    }
}
