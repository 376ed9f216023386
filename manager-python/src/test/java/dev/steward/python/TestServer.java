package dev.steward.python;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedQueue;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A server that Python's clients reach by TCP and by a Unix socket, with callables of Java. */
final class TestServer implements AutoCloseable {

    static final String KEY = "a key of the tests";

    final PythonGateway tcp;
    final SharedQueue<Object> tasks = SharedObjects.queue(10);
    final ManagerServer server;

    /** What Python calls in the test of managers of its own. */
    public interface Foo {
        String f();

        String g();
    }

    /** As {@link Foo}, of which another part is exposed. */
    public interface Bar {
        String f();

        String _h();
    }

    /** What Python calls. */
    public interface Calculator {
        int add(int first, int second);

        int total(List<Integer> numbers);

        String name();
    }

    private record FooBar() implements Foo, Bar {
        @Override
        public String f() {
            return "f()";
        }

        @Override
        public String g() {
            throw new IllegalArgumentException("g()");
        }

        @Override
        public String _h() {
            return "_h()";
        }
    }

    private record Adder() implements Calculator {
        @Override
        public int add(int first, int second) {
            return first + second;
        }

        @Override
        public int total(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String name() {
            throw new IllegalArgumentException("no name");
        }
    }

    /** Starts it; the socket is one that this makes. */
    TestServer(PythonGateway.Builder options, Path socket) {
        tcp = options.build();
        PythonGateway unix =
                PythonGateway.builder().address(socket).allowMd5(true).build();
        server = ManagerServer.builder()
                .authKey(AuthKey.of(KEY))
                .gateway(tcp)
                .gateway(unix)
                .register("get_tasks", () -> tasks)
                .register("calculator", Calculator.class, Adder::new)
                .registerFunction("double", Integer.class, number -> number * 2)
                .register("Foo", Foo.class, FooBar::new)
                .register("Bar", Bar.class, FooBar::new)
                .register("baz", TestServer::squares)
                .build();
        server.start();
    }

    private static SharedIterator<Integer> squares() {
        return SharedObjects.iterator(
                Arrays.asList(IntStream.range(0, 10).map(i -> i * i).boxed().toArray(Integer[]::new)));
    }

    @Override
    public void close() {
        server.close();
    }
}
