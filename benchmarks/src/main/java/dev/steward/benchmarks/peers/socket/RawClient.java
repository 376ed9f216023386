package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Store;
import dev.steward.benchmarks.peers.WrongAnswerException;
import dev.steward.benchmarks.peers.socket.Greeting.Purpose;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection per user of it, read and written by its thread. */
final class RawClient implements PeerClient {

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    RawClient(int port) {
        this.port = port;
    }

    private Socket open(Purpose purpose, int queue) throws IOException {
        Socket socket = RawPeer.open(port, new Greeting(purpose, queue));
        open.add(socket);
        return socket;
    }

    @Override
    public Caller caller() throws IOException {
        Socket socket = open(Purpose.ECHO, 0);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] bytes = new byte[Record64.BYTES];
        ByteBuffer record = ByteBuffer.wrap(bytes);
        return number -> {
            Record64.write(record, number);
            out.write(bytes);
            fill(bytes, in);
            WrongAnswerException.unlessEqual("echo", number, Record64.read(record));
        };
    }

    @Override
    public Inlet inlet(int queue) throws IOException {
        Socket socket = open(Purpose.PUT, queue);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] bytes = new byte[Record64.BYTES];
        ByteBuffer record = ByteBuffer.wrap(bytes);
        return element -> {
            Record64.write(record, element);
            out.write(bytes);
            WrongAnswerException.unlessEqual("answer to a put", Record64.PUT, in.read());
        };
    }

    @Override
    public Outlet outlet(int queue) throws IOException {
        InputStream in = new BufferedInputStream(open(Purpose.TAKE, queue).getInputStream());
        byte[] bytes = new byte[Record64.BYTES];
        ByteBuffer record = ByteBuffer.wrap(bytes);
        return () -> {
            fill(bytes, in);
            return Record64.read(record);
        };
    }

    @Override
    public Mutex mutex() throws IOException {
        Socket socket = open(Purpose.LOCK, 0);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        return new Mutex() {
            @Override
            public void lock() throws IOException {
                ask(RawServices.LOCK);
            }

            @Override
            public void unlock() throws IOException {
                ask(RawServices.UNLOCK);
            }

            private void ask(int what) throws IOException {
                out.write(what);
                WrongAnswerException.unlessEqual("answer of the lock", what, in.read());
            }
        };
    }

    @Override
    public Store store() throws IOException {
        Socket socket = open(Purpose.STORE, 0);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        return new Store() {
            @Override
            public void put(byte[] payload) throws IOException {
                out.write(RawServices.PUT);
                out.writeInt(payload.length);
                out.write(payload);
                WrongAnswerException.unlessEqual("answer of the store", RawServices.PUT, in.read());
            }

            @Override
            public byte[] get() throws IOException {
                out.write(RawServices.GET);
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                return payload;
            }
        };
    }

    private static void fill(byte[] bytes, InputStream in) throws IOException {
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException("the server has closed the connection");
        }
    }

    @Override
    public void close() {
        open.forEach(Closing::quietly);
    }
}
