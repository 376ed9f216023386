package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.vocabulary.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of one queue that are offered to the queues that gave them up. Each is in one place at any time: it has
 * left the contents when it is offered, counts as stored here until the other queue has said that it has it, and goes back to its
 * place if it has not. A snapshot has none of them: who takes one lets all come to an end that follows from an input.
 */
final class Requeuing {

    private record Offered(GivenUpElement letter, Requeuer call) {}

    private final Map<Long, Offered> offered = new LinkedHashMap<>();

    /** What has become of an offer. */
    record Ended(GivenUpElement letter, Requeuer call, boolean isTaken) {}

    /** Offers dead letters, in their order, for a call. */
    void offer(List<GivenUpElement> letters, Requeuer call, ObjectId queue, long now, Outputs out) {
        call.unknown = letters.size();
        for (GivenUpElement letter : letters) {
            offered.put(letter.stamp, new Offered(letter, call));
            out.forward(
                    GroupId.of(letter.from),
                    new ObjectInput.Requeue(now, GroupId.of(queue), letter.stamp, letter.value));
        }
    }

    /** The other queue has answered an offer: it is counted, and is none any more. */
    Ended ended(ObjectInput.RequeueAnswered answer) {
        Offered one = offered.remove(answer.stamp());
        if (one == null) {
            throw new IllegalStateException("no element " + answer.stamp() + " is offered to another queue");
        }
        Requeuer call = one.call();
        call.unknown--;
        switch (answer.status()) {
            case OK -> call.requeued++;
            case FULL -> call.withoutRoom++;
            default -> call.ended++;
        }
        return new Ended(one.letter(), call, answer.status() == Status.OK);
    }
}
