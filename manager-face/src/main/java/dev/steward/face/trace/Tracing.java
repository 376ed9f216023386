package dev.steward.face.trace;

import dev.steward.protocol.value.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * The traces of this process: those of OpenTelemetry where its API is on the class path, else none. Safe for use by any number
 * of threads; nothing blocks.
 */
public interface Tracing {

    /** Where there are none. */
    Tracing NONE = new Tracing() {
        @Override
        public @Nullable TraceContext current() {
            return null;
        }

        @Override
        public void run(TraceContext trace, Body body) throws Throwable {
            body.run();
        }
    };

    /** What runs as part of a trace. */
    @FunctionalInterface
    interface Body {
        /** Runs. */
        void run() throws Throwable;
    }

    /** Returns the trace that the calling thread is in, or null if it is in none. */
    @Nullable
    TraceContext current();

    /** Runs something as part of a trace; one that cannot be read is none. */
    void run(TraceContext trace, Body body) throws Throwable;

    /** Returns those of this process. The first call looks for the library. */
    static Tracing ofProcess() {
        return Found.TRACING;
    }

    /** What was looked for once, when it was wanted first. */
    final class Found {
        private static final Tracing TRACING = of(Tracing.class.getClassLoader());

        private Found() {}
    }

    /** Returns those of the libraries that a class loader has. */
    static Tracing of(ClassLoader libraries) {
        try {
            Class<?> ignored =
                    Class.forName("io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator", false, libraries);
            return new OpenTelemetryTracing();
        } catch (ClassNotFoundException | LinkageError notThere) {
            return NONE;
        }
    }
}
