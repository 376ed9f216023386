package dev.steward.server.local;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.RemoteProxy;
import dev.steward.objects.Input;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;
import org.jspecify.annotations.Nullable;

/** A shared object as this process reaches it: by the server that it belongs to, or by itself as long as it belongs to none. */
interface LocalTarget {

    /** Returns what stands for the object now. */
    ObjectToken token();

    /** Returns the number of the object now. */
    ObjectId objectId();

    /** Returns the server that it belongs to, or null. */
    @Nullable
    Sequencer sequencer();

    /** Returns how values are encoded for it. */
    ValueCodec codec();

    /** Returns how functions, arguments and results of tasks are encoded for it. */
    ValueCodec taskCodec();

    /** Returns the classes that may be opened when values of it are decoded. */
    AllowedClasses allowed();

    /** Returns how encoded values become the machine's. */
    MachineValues values();

    /** Gives an input to its group. */
    void submit(Input input);

    /** Makes a condition that shares the object's lock; null if its server makes it. */
    default @Nullable RemoteProxy newCondition() {
        return null;
    }

    /** Drops the reference of a proxy of this object. */
    void release();

    /** Drops a reference of this process to an object of the same server. */
    void release(ObjectId object);
}
