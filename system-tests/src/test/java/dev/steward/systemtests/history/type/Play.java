package dev.steward.systemtests.history.type;

import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.systemtests.history.SequentialModel;

/**
 * What clients do with one object of a type, and what such an object is. Stateless.
 *
 * @param <P> the proxies
 * @param <S> the state of the model
 */
interface Play<P extends RemoteProxy, S> {

    /** Returns the typeid. */
    String typeId();

    /** Makes an object. */
    P make(SyncManager manager);

    /** Returns the type of its proxies. */
    Type<P> type();

    /** Returns what it is. */
    SequentialModel<S, TypedCall> model();

    /** Makes a call or a few. */
    void act(P object, Hand hand) throws InterruptedException;

    /**
     * Returns whether waiting calls are served out of turn while their client is not connected, which the model does not
     * know.
     */
    default boolean servesOutOfTurn() {
        return false;
    }
}
