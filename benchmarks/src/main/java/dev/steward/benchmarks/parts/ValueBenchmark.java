package dev.steward.benchmarks.parts;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A value to bytes and back: the first and the last thing that happens to an argument and to a result. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The harness calls prepare() first.
public class ValueBenchmark {

    /** The value at work. */
    @Param
    public SampleValue kind;

    private ValueCodec codec;
    private @Nullable Object value;
    private EncodedValue encoded;
    private byte[] arrived;

    /** Encodes the value once. */
    @Setup
    public void prepare() {
        AllowedClasses allowed =
                new AllowedClasses().allow(SampleValue.Order.class).allow(SampleValue.Account.class);
        codec = new ValueCodec(References.NONE, allowed);
        value = kind.value();
        encoded = codec.encode(value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        encoded.writeTo(bytes::write);
        arrived = bytes.toByteArray();
    }

    /** A value becomes bytes. */
    @Benchmark
    public EncodedValue encode() {
        return codec.encode(value);
    }

    /** Bytes become a value. */
    @Benchmark
    public @Nullable Object decode() {
        return codec.decode(encoded);
    }

    /** Bytes from the other side are checked: what a server does with each argument, and a client with each result. */
    @Benchmark
    public EncodedValue check() {
        return EncodedValue.fromBytes(arrived);
    }
}
