package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Operation;
import java.util.List;

/**
 * Asks an object, or the directory, to do an operation. Exactly one answer follows, however the call ends.
 *
 * @param call whose call it is
 * @param target the object; {@link ObjectId#DIRECTORY} for the directory's own operations
 * @param operation what to do
 * @param arguments not checked yet
 */
public record Invoke(long now, CallId call, ObjectId target, Operation operation, List<Value> arguments)
        implements Input {}
