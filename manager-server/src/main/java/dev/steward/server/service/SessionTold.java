package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.server.session.ClientFacts;
import java.util.List;

/**
 * What a session told of itself, beside what its connections know.
 *
 * @param facts what these know
 * @param calls how many calls it has made
 * @param touched the objects in which it may have left something
 */
record SessionTold(ClientFacts facts, long calls, List<ObjectId> touched) {

    /** Reads an answer; a session that has just ended tells nothing. */
    static SessionTold of(Values values, ClientFacts facts, Answer answer) {
        if (!answer.isOk()) {
            return new SessionTold(facts, 0, List.of());
        }
        List<Value> parts = values.asList(answer.value());
        List<ObjectId> touched = values.asList(parts.get(1)).stream()
                .map(object -> new ObjectId(values.asLong(object)))
                .toList();
        return new SessionTold(facts, values.asLong(parts.get(0)), touched);
    }
}
