package dev.steward.process.reference;

import dev.steward.protocol.value.codec.Passage;

/**
 * What travels in the place of a manager.
 *
 * @param manager the way to its server
 */
record ManagerPassage(ManagerTicket manager) implements Passage {

    @Override
    public Object arrive() {
        return manager.connect();
    }
}
