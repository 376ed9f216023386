package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.calm;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.handshake.Capabilities;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call of users' code says which trace its caller is in, if there is one and the server takes it; no other call does. */
@Timeout(60)
@SuppressWarnings("try") // scopes are left, and never asked
class TraceSentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static <T> Callable<T> traced(Callable<T> call) {
        return () -> {
            Span span = Span.wrap(SpanContext.create(
                    TRACE,
                    SPAN,
                    TraceFlags.getSampled(),
                    TraceState.builder().put("vendor", "1").build()));
            try (Scope ignored = span.makeCurrent()) {
                return call.call();
            }
        };
    }

    private List<EncodedValue> argumentsOf(ScriptedSession session, Callable<?> use, EncodedValue answer)
            throws Exception {
        Future<?> using = server.meanwhile(use);
        Call call = next(session.peer(), Call.class);
        answer(session.peer(), call, answer);
        get(using);
        return call.arguments();
    }

    @Test
    void aCallOfUsersCodeSaysIt() throws Exception {
        ScriptedSession s = ScriptedSession.begin(server, server.options().build(), calm());
        List<EncodedValue> sent =
                argumentsOf(s, traced(() -> s.manager().call("twice", Integer.class, 4)), EncodedValue.of(8));
        assertThat(sent).hasSize(3);
        assertThat(sent.get(0)).isEqualTo(EncodedValue.of("twice"));
        assertThat(sent.get(1)).isEqualTo(EncodedValue.of(4));
        assertThat(TraceContext.of(sent.get(2)))
                .isEqualTo(new TraceContext("00-" + TRACE + "-" + SPAN + "-01", "vendor=1"));
    }

    @Test
    void whereThereIsNoneNothingIsSent() throws Exception {
        ScriptedSession s = ScriptedSession.begin(server, server.options().build(), calm());
        assertThat(argumentsOf(s, () -> s.manager().call("twice", Integer.class, 4), EncodedValue.of(8)))
                .containsExactly(EncodedValue.of("twice"), EncodedValue.of(4));
        // What the server does itself has no use for it.
        assertThat(argumentsOf(s, traced(s.queue()::size), EncodedValue.of(0))).isEmpty();
    }

    @Test
    void aServerThatDoesNotTakeItIsSentNone() throws Exception {
        server.speak(new Capabilities(1, 1, 0));
        ScriptedSession s = ScriptedSession.begin(server, server.options().build(), calm());
        assertThat(argumentsOf(s, traced(() -> s.manager().call("twice", Integer.class, 4)), EncodedValue.of(8)))
                .containsExactly(EncodedValue.of("twice"), EncodedValue.of(4));
    }
}
