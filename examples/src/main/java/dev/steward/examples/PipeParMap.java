package dev.steward.examples;

import dev.steward.api.SerializableFunction;
import dev.steward.process.Connection;
import dev.steward.process.JavaProcess;
import dev.steward.process.Pipe;
import java.util.ArrayList;
import java.util.List;

/** T9: a parallel map, written with a process and a pipe for each item. A pool does the same with fewer processes. */
public final class PipeParMap {

    private PipeParMap() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(parmap(PipeParMap::cube, List.of(1, 2, 3, 4)));
    }

    private static int cube(int number) {
        return number * number * number;
    }

    private static <A, R> List<Object> parmap(SerializableFunction<A, R> function, List<A> items)
            throws InterruptedException {
        List<Connection> ends = new ArrayList<>();
        List<JavaProcess> processes = new ArrayList<>();
        for (A item : items) {
            Pipe pipe = Pipe.oneWay();
            processes.add(JavaProcess.start(PipeParMap::call, function, item, pipe.second()));
            // The child has an end of its own now; with this copy open its death would not be seen.
            pipe.second().close();
            ends.add(pipe.first());
        }
        List<Object> results = new ArrayList<>();
        for (Connection end : ends) {
            results.add(end.recv());
            end.close();
        }
        for (JavaProcess process : processes) {
            process.join();
        }
        return results;
    }

    private static <A, R> void call(SerializableFunction<A, R> function, A item, Connection result) throws Exception {
        result.send(function.apply(item));
        result.close();
    }
}
