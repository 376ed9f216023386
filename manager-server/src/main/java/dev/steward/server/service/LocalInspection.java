package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.inspection.InspectionFace;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.server.local.LocalReferences;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Looks into a server from within its own process. Blocks, so not for event loops; any other thread. */
public final class LocalInspection implements InspectionFace.Questions {

    private final Sequencer sequencer;
    private final Inspector inspector;
    private final LocalReferences references;

    /** A way to a server. */
    public LocalInspection(Sequencer sequencer, Inspector inspector, LocalReferences references) {
        this.sequencer = sequencer;
        this.inspector = inspector;
        this.references = references;
    }

    /** Removes the name of an object; returns whether there was one. */
    public boolean deleteName(String name) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, answered::complete);
        List<Value> arguments = List.of(sequencer.values().of(name));
        sequencer.submit(
                GroupId.DIRECTORY, new Invoke(sequencer.now(), call, ObjectId.DIRECTORY, Operation.DELETE, arguments));
        Answer answer = answered.join();
        return answer.isOk()
                && Boolean.TRUE.equals(
                        references.codec().decode(sequencer.values().encoded(answer.value())));
    }

    @Override
    public @Nullable Object ask(ObjectId target, Operation operation, @Nullable Object... arguments) {
        if (!target.equals(ObjectId.DIRECTORY)) {
            return references.callerOf(target).callUninterruptibly(operation, arguments);
        }
        List<Value> stored = sequencer
                .values()
                .stored(Arrays.stream(arguments).map(references.codec()::encode).toList());
        try {
            Value answer = inspector.answer(SessionId.LOCAL, operation, stored).join();
            return references.codec().decode(sequencer.values().encoded(answer));
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof OperationRefusal refusal) {
                throw new OperationFailedException(refusal.status(), refusal.sentence(), null);
            }
            if (failed.getCause() instanceof RejectedExecutionException) {
                throw new IllegalStateException("this server has ended: there is nobody to be asked any more", failed);
            }
            throw failed;
        }
    }
}
