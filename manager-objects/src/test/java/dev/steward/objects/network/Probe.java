package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.vocabulary.Operation;
import java.util.HashMap;
import java.util.Map;

/** A client beside the network: its calls arrive at once and are answered at once. */
final class Probe {

    private final PlainValues values;
    private final Machine machine;
    private final NetworkClient client = new NetworkClient(new SessionId(1L << 60, 1));
    private final Map<CallId, Answer> answers = new HashMap<>();

    Probe(PlainValues values, Machine machine) {
        this.values = values;
        this.machine = machine;
    }

    void open() {
        machine.submit(
                client.id, new SessionInput.OpenSession(0, Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT));
    }

    void close() {
        machine.submit(client.id, new SessionInput.EndSession(machine.now(), "closed"));
    }

    Answer ask(ObjectId target, Operation operation, Value... arguments) {
        Connection direct = new Connection(client, true);
        NetworkCall call = client.call(client.threads.get(0), direct, target, operation, arguments);
        machine.submit(client.id, direct.toServer.remove().at(machine.now()));
        Answer answer = answers.get(call.id);
        check(answer != null, "no answer to " + call);
        client.answered(call.id, answer);
        return answer;
    }

    ObjectId create(String typeId, Value arguments) {
        return ask(ObjectId.DIRECTORY, Operation.CREATE, values.of(typeId), values.nil(), arguments)
                .value()
                .references()
                .get(0);
    }

    boolean isCaller(CallId call) {
        return call.session().equals(client.id);
    }

    void answered(CallId call, Answer answer) {
        answers.put(call, answer);
    }
}
