package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.face.Faces;
import dev.steward.face.object.ObjectCaller;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.SessionId;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What shared objects are in the process of a server: a face that calls in process, or the user's object itself. Taking in
 * an object of {@code SharedObjects} waits for the directory, so this is for lanes and users' threads only.
 */
public final class LocalReferences implements References {

    private final Sequencer sequencer;
    private final Function<ObjectId, @Nullable Object> userObjects;
    private final AllowedClasses allowed;
    private final ValueCodec codec;
    private final ValueCodec taskCodec;

    /**
     * The references of a server.
     *
     * @param userObjects gives the user's object of a number, or null
     * @param allowed the classes that may be opened in this process
     * @param mostBytes how large a value may be
     */
    public LocalReferences(
            Sequencer sequencer,
            Function<ObjectId, @Nullable Object> userObjects,
            AllowedClasses allowed,
            long mostBytes) {
        this.sequencer = sequencer;
        this.userObjects = userObjects;
        this.allowed = allowed;
        this.codec = new ValueCodec(this, allowed, mostBytes);
        this.taskCodec = new ValueCodec(this, allowed.withFunctions(), mostBytes);
    }

    /** Returns what this process encodes and decodes with. */
    public ValueCodec codec() {
        return codec;
    }

    /** Returns what functions, arguments and results of tasks go through. */
    ValueCodec taskCodec() {
        return taskCodec;
    }

    AllowedClasses allowed() {
        return allowed;
    }

    @Override
    public @Nullable ObjectToken tokenOf(Object value) {
        return RemoteProxy.isProxy(value) ? tokenOfShared(value, null) : null;
    }

    /**
     * Returns the token of a shared object, which the server takes in if it belongs to none. Whoever passes the token on
     * keeps the object reachable until the directory has been told of it: what nobody can use any more is released.
     *
     * @param registeredAs null, or what clients ask for to get it: another process of the server gives them the same object
     * @throws IllegalStateException if it belongs to another server of this process, or this proxy of it was forgotten
     */
    public ObjectToken tokenOfShared(Object shared, @Nullable Supplier<String> registeredAs) {
        if (Faces.callerOf(shared) instanceof LocalCaller caller) {
            caller.requireHeld();
            if (caller.target() instanceof OwnObject own) {
                return own.moveTo(sequencer, this, registeredAs);
            }
        }
        return RemoteProxy.of(shared).objectToken();
    }

    /** Returns a way to an object of the server by its number; if there is none, the first call says so. */
    public ObjectCaller callerOf(ObjectId object) {
        sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Retain(sequencer.now(), SessionId.LOCAL, object));
        return new LocalCaller(
                new ServerObject(sequencer, this, sequencer.values().token("object", object)));
    }

    @Override
    public Object proxyOf(ObjectToken token) {
        if (!sequencer.values().isOwn(token)) {
            return token;
        }
        BuiltInType builtIn = BuiltInType.of(token.typeId());
        if (builtIn != null) {
            sequencer.submit(
                    GroupId.DIRECTORY, new DirectoryInput.Retain(sequencer.now(), SessionId.LOCAL, token.objectId()));
            return Faces.create(
                    builtIn, new LocalCaller(new ServerObject(sequencer, this, token)), Type.of(Object.class));
        }
        Object target = userObjects.apply(token.objectId());
        return target == null ? token : target;
    }

    /** Waits until the directory has taken everything that this thread gave it before. */
    public void awaitDirectory() {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, answer -> reached.complete(answer.isOk()));
        sequencer.submit(
                GroupId.DIRECTORY, new Invoke(sequencer.now(), call, ObjectId.DIRECTORY, Operation.COUNT, List.of()));
        reached.join();
    }
}
