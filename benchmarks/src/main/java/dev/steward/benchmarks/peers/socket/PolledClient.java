package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.WrongAnswerException;
import dev.steward.benchmarks.peers.socket.Greeting.Purpose;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A polling connection per user of it, read and written by its thread. */
final class PolledClient implements PeerClient {

    private static final int READ_AT_ONCE = 128;

    private final SocketAddress server;
    private final Set<PolledConnection> open = ConcurrentHashMap.newKeySet();

    PolledClient(SocketAddress server) {
        this.server = server;
    }

    private PolledConnection open(Purpose purpose, int queue) throws IOException {
        PolledConnection connection = PolledConnection.open(server, new Greeting(purpose, queue));
        open.add(connection);
        return connection;
    }

    @Override
    public Caller caller() throws IOException {
        PolledConnection connection = open(Purpose.ECHO, 0);
        ByteBuffer record = ByteBuffer.allocateDirect(Record64.BYTES);
        return number -> {
            Record64.write(record, number);
            connection.write(record);
            record.clear();
            connection.fill(record);
            WrongAnswerException.unlessEqual("echo", number, Record64.read(record));
        };
    }

    @Override
    public Inlet inlet(int queue) throws IOException {
        PolledConnection connection = open(Purpose.PUT, queue);
        ByteBuffer record = ByteBuffer.allocateDirect(Record64.BYTES);
        ByteBuffer answer = ByteBuffer.allocateDirect(1);
        return element -> {
            Record64.write(record, element);
            connection.write(record);
            answer.clear();
            connection.fill(answer);
            WrongAnswerException.unlessEqual("answer to a put", Record64.PUT, answer.get(0));
        };
    }

    @Override
    public Outlet outlet(int queue) throws IOException {
        PolledConnection connection = open(Purpose.TAKE, queue);
        ByteBuffer read = ByteBuffer.allocateDirect(READ_AT_ONCE * Record64.BYTES);
        read.flip();
        return () -> {
            while (read.remaining() < Record64.BYTES) {
                read.compact();
                connection.readSome(read);
                read.flip();
            }
            long element = Record64.read(read.slice(read.position(), Record64.BYTES));
            read.position(read.position() + Record64.BYTES);
            return element;
        };
    }

    @Override
    public void close() {
        open.forEach(Closing::quietly);
    }
}
