package dev.steward.server.transport;

import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.server.admission.Journal;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come to.
 *
 * @param keys gives the live keys at this instant
 * @param incarnation gives which start of which server it is; null while that is not known, and nobody can be let in
 * @param journal where is reported who came
 * @param memory what comes takes
 * @param welcome begins the conversation with a client that proved its key
 */
public record FrontDoor(
        Supplier<ServerKeys> keys,
        Supplier<@Nullable Incarnation> incarnation,
        Journal journal,
        IncomingMemory memory,
        Function<ClientConnection, Conversation> welcome) {}
