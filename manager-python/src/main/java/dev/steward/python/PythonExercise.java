package dev.steward.python;

import dev.steward.api.AuthKey;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import dev.steward.python.wire.ClientEnd;
import dev.steward.python.wire.ProvenKey;
import dev.steward.vocabulary.BuiltInType;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * Makes objects and calls them as a program in Python does, so that the server's code for that is loaded and compiled. Blocks;
 * one thread.
 */
final class PythonExercise {

    private static final String DICT = BuiltInType.DICT.typeId();

    /** So many proxies: after them what takes the most time is compiled once. */
    private static final int MOST_ROUNDS = 200;

    private static final int PROTOCOL = 4;
    private static final PickleNode KEY = PickleLeaf.of("key");

    private final SocketAddress address;
    private final ProvenKey key;

    private PythonExercise(SocketAddress address, ProvenKey key) {
        this.address = address;
        this.key = key;
    }

    /**
     * Does so.
     *
     * @param longest after which time to stop
     * @return how many proxies it came to
     * @throws IOException if the server cannot be called
     */
    static int run(SocketAddress address, AuthKey key, Duration longest) throws IOException {
        PythonExercise exercise = new PythonExercise(address, new ProvenKey(key, false));
        long until = System.nanoTime() + longest.toNanos();
        int rounds = 0;
        while (rounds < MOST_ROUNDS && System.nanoTime() - until < 0) {
            rounds++;
            exercise.proxy(DICT, "__setitem__", "get");
            exercise.proxy("Queue", "put", "get");
        }
        return rounds;
    }

    /** Makes an object, counts it as Python does, calls it, and drops it. */
    private void proxy(String typeId, String putting, String getting) throws IOException {
        PickleNode ident = command("create", PickleLeaf.of(typeId)).part(0);
        PickleNode ignored = command("incref", ident);
        ignored = command("decref", ident);
        boolean hasKeys = typeId.equals(DICT);
        try (ClientEnd calls = ClientEnd.enter(address, key)) {
            ignored = ask(calls, PickleLeaf.NONE, "accept_connection", PickleLeaf.of("warm-up"));
            ignored = hasKeys ? ask(calls, ident, putting, KEY, KEY) : ask(calls, ident, putting, KEY);
            ignored = hasKeys ? ask(calls, ident, getting, KEY) : ask(calls, ident, getting);
        }
        ignored = command("decref", ident);
    }

    private PickleNode command(String name, PickleNode argument) throws IOException {
        try (ClientEnd client = ClientEnd.enter(address, key)) {
            return ask(client, PickleLeaf.NONE, name, argument);
        }
    }

    private static PickleNode ask(ClientEnd client, PickleNode ident, String method, PickleNode... arguments)
            throws IOException {
        PickleNode request = PickleItems.tuple(
                ident, PickleLeaf.of(method), PickleItems.tuple(arguments), PickleItems.of(PickleKind.DICT));
        PickleNode answer = PickleReader.read(client.ask(PickleWriter.write(request, PROTOCOL)));
        if (!(answer.part(0) instanceof PickleLeaf kind) || !"#RETURN".equals(kind.text())) {
            throw new IOException(method + " was not answered");
        }
        return answer.part(1);
    }
}
