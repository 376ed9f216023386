package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.SessionId;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.MachineValues;

/**
 * An object of a server of this process. Immutable.
 *
 * @param driver its server
 * @param references how the server's process encodes and decodes
 * @param token what stands for it
 */
record ServerObject(Driver driver, LocalReferences references, ObjectToken token) implements LocalTarget {

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
        return driver.values();
    }

    @Override
    public void submit(Input input) {
        driver.submit(GroupId.of(token.objectId()), input);
    }

    @Override
    public void release() {
        release(token.objectId());
    }

    @Override
    public void release(ObjectId object) {
        driver.submit(GroupId.DIRECTORY, new DirectoryInput.Release(driver.now(), SessionId.LOCAL, object, 1));
    }
}
