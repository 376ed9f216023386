package dev.steward.benchmarks.parts;

import dev.steward.process.SharedMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 16 MB into shared memory and out of it, beside the same from array to array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The harness calls open() first.
public class MemoryBenchmark {

    private static final int SIZE = 16 << 20;

    private final byte[] source = new byte[SIZE];
    private final byte[] target = new byte[SIZE];
    private SharedMemory block;
    private ByteBuffer bytes;

    /** Touches all pages. */
    @Setup
    public void open() {
        block = SharedMemory.create(SIZE);
        bytes = block.buffer();
        for (int i = 0; i < SIZE; i++) {
            source[i] = (byte) i;
            target[i] = (byte) (i + 1);
            bytes.put(i, (byte) (i + 2));
        }
    }

    /** Ends the block. */
    @TearDown
    public void close() {
        boolean unused = block.unlink();
        block.close();
    }

    /** From array to array. */
    @Benchmark
    public byte[] arrayToArray() {
        System.arraycopy(source, 0, target, 0, SIZE);
        return target;
    }

    /** From an array into the block. */
    @Benchmark
    public ByteBuffer arrayToMemory() {
        return bytes.put(0, source);
    }

    /** From the block into an array. */
    @Benchmark
    public byte[] memoryToArray() {
        bytes.get(0, target);
        return target;
    }
}
