package dev.steward.systemtests.house.wrong.vocabulary;

import dev.steward.systemtests.house.wrong.protocol.ProtocolSeesObjects;

/** Wrong on purpose: the vocabulary knows the protocol. */
public final class VocabularySeesProtocol {
    private VocabularySeesProtocol() {}

    static Object run() {
        return ProtocolSeesObjects.class;
    }
}
