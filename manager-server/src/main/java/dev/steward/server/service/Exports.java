package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.api.RemoteProxy;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.local.LocalReferences;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.registry.UserObject;
import dev.steward.server.registry.UserObjects;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives objects of this process an id, so that clients can refer to them. Lanes run here and may wait for the directory. */
final class Exports {

    private final Sequencer sequencer;
    private final UserObjects userObjects;
    private final LocalReferences references;
    // One export at a time: two lanes that export the same object must not give it two ids. Held while a lane waits for
    // the directory, and never by a thread that runs it.
    private final ReentrantLock exporting = new ReentrantLock();

    Exports(Sequencer sequencer, UserObjects userObjects, LocalReferences references) {
        this.sequencer = sequencer;
        this.userObjects = userObjects;
        this.references = references;
    }

    /**
     * Runs something with a reference to an object, which cannot be freed before that has been submitted.
     *
     * @param typeId the typeid it is known by if it is new
     * @param registeredAs what clients ask for to get it, arguments included
     * @param face the interface whose methods are exposed, or null for all it implements
     * @throws IllegalArgumentException if the object cannot be exported; the message says what to do
     */
    void export(
            String typeId, Supplier<String> registeredAs, Object object, @Nullable Class<?> face, Consumer<Value> use) {
        if (RemoteProxy.isProxy(object)) {
            try {
                use.accept(sequencer.values().stored(EncodedValue.of(references.tokenOfShared(object, registeredAs))));
            } finally {
                Reference.reachabilityFence(object);
            }
            return;
        }
        ObjectId id = held(typeId, object, face);
        try {
            UserObject exported = userObjects.find(id);
            use.accept(sequencer.values().reference(exported == null ? typeId : exported.typeId(), id));
        } finally {
            sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Release(sequencer.now(), SessionId.LOCAL, id, 1));
        }
    }

    /** Returns the id of an object, held by this process. */
    private ObjectId held(String typeId, Object object, @Nullable Class<?> face) {
        exporting.lock();
        try {
            ObjectId known = userObjects.idOf(object);
            if (known != null) {
                sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Retain(sequencer.now(), SessionId.LOCAL, known));
                references.awaitDirectory();
                if (userObjects.find(known) != null) {
                    return known;
                }
            }
            UserObject described = userObjects.describe(typeId, object, face);
            ObjectId id = sequencer.adopt(typeId).join();
            userObjects.add(id, described);
            return id;
        } finally {
            exporting.unlock();
        }
    }
}
