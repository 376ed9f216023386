package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Describes every object: asks the directory what there is, and then each object. Does not block. */
final class Descriptions {

    private final Sequencer sequencer;

    Descriptions(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Returns the list of {@code [object id, type id, name or null, references, waiting, summary]}; complete soon. */
    CompletableFuture<Value> describe() {
        return sequencer.list().thenCompose(objects -> {
            List<CompletableFuture<Value>> rows =
                    objects.stream().map(this::describe).toList();
            return CompletableFuture.allOf(rows.toArray(CompletableFuture<?>[]::new))
                    .thenApply(all -> sequencer
                            .values()
                            .listOf(rows.stream().map(CompletableFuture::join).toList()));
        });
    }

    private CompletableFuture<Value> describe(Listed listed) {
        ObjectId object = listed.object();
        if (!sequencer.has(GroupId.of(object))) {
            return CompletableFuture.completedFuture(row(listed, 0, "an object of the server's own process"));
        }
        CompletableFuture<Value> described = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, answer -> described.complete(row(listed, answer)));
        sequencer.submit(
                GroupId.of(object), new Invoke(sequencer.now(), call, object, Operation.OBJECT_DESCRIBE, List.of()));
        return described;
    }

    private Value row(Listed listed, Answer answer) {
        MachineValues values = sequencer.values();
        if (!answer.isOk()) {
            return row(listed, 0, values.asText(answer.value()));
        }
        List<Value> described = values.asList(answer.value());
        return row(listed, values.asLong(described.get(0)), values.asText(described.get(1)));
    }

    private Value row(Listed listed, long waiting, String summary) {
        MachineValues values = sequencer.values();
        String name = listed.name();
        return values.listOf(
                List.of(
                        values.of(listed.object().value()),
                        values.of(listed.typeId()),
                        name == null ? values.nil() : values.of(name),
                        values.of(listed.references()),
                        values.of(waiting),
                        values.of(summary)),
                List.of());
    }
}
