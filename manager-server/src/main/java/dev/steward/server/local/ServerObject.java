package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.SessionId;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;

/**
 * An object of a server of this process. Immutable.
 *
 * @param sequencer the way into its server
 * @param references how the server's process encodes and decodes
 * @param token what stands for it
 */
record ServerObject(Sequencer sequencer, LocalReferences references, ObjectToken token) implements LocalTarget {

    @Override
    public ObjectId objectId() {
        return token.objectId();
    }

    @Override
    public ValueCodec codec() {
        return references.codec();
    }

    @Override
    public ValueCodec taskCodec() {
        return references.taskCodec();
    }

    @Override
    public AllowedClasses allowed() {
        return references.allowed();
    }

    @Override
    public MachineValues values() {
        return sequencer.values();
    }

    @Override
    public void submit(Input input) {
        sequencer.submit(GroupId.of(token.objectId()), input);
    }

    @Override
    public void release() {
        release(token.objectId());
    }

    @Override
    public void release(ObjectId object) {
        sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Release(sequencer.now(), SessionId.LOCAL, object, 1));
    }
}
