package dev.steward.face.trace;

import dev.steward.protocol.value.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The traces of OpenTelemetry. Loaded only where its API is on the class path. */
final class OpenTelemetryTracing implements Tracing {

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    // Not the one that a program may have set for all: asking for it would settle that it sets none.
    private final TextMapPropagator propagator = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<TraceContext> FIELDS = new TextMapGetter<>() {
        @SuppressWarnings("deprecation") // older versions ask for it
        @Override
        public Iterable<String> keys(TraceContext trace) {
            return List.of(PARENT, STATE);
        }

        @Override
        public @Nullable String get(@Nullable TraceContext trace, String key) {
            if (trace == null) {
                return null;
            }
            return key.equals(PARENT) ? trace.parent() : key.equals(STATE) ? trace.state() : null;
        }
    };

    @Override
    public @Nullable TraceContext current() {
        Context context = Context.current();
        if (!Span.fromContext(context).getSpanContext().isValid()) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        propagator.inject(context, fields, (all, key, value) -> fields.put(key, value));
        return new TraceContext(fields.getOrDefault(PARENT, ""), fields.getOrDefault(STATE, ""));
    }

    @SuppressWarnings("try") // it is left, and never asked
    @Override
    public void run(TraceContext trace, Body body) throws Throwable {
        try (Scope ignored =
                propagator.extract(Context.current(), trace, FIELDS).makeCurrent()) {
            body.run();
        }
    }
}
