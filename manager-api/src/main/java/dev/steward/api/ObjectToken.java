package dev.steward.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a shared object where the object itself cannot be: in a stored value, in a message, in print.
 *
 * <p>Two tokens are the same object when server, incarnation and id agree; the addresses are only a hint where to look
 * and take no part in {@link #equals}. Immutable. Python twin: {@code multiprocessing.managers.Token}.
 *
 * @param serverId the random id of the server
 * @param incarnation which start of that server; a proxy of an earlier one is stale
 * @param typeId the typeid the object was made by, such as {@code list} or {@code get_calc}
 * @param objectId the number of the object
 * @param addresses where the server was reachable, such as {@code 127.0.0.1:8080} or {@code unix:/run/steward.sock};
 *     may be empty
 */
public record ObjectToken(UUID serverId, long incarnation, String typeId, ObjectId objectId, List<String> addresses) {

    /** Checks the parts and copies the list. */
    public ObjectToken {
        requireNonNull(serverId, "serverId");
        requireNonNull(typeId, "typeId");
        requireNonNull(objectId, "objectId");
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads a token from its printable form, the one that {@link #toString()} gives.
     *
     * @throws IllegalArgumentException if the text is no token; the message says where it goes wrong
     */
    public static ObjectToken parse(String text) {
        return TokenText.parse(text);
    }

    /** Returns whether both stand for the same object of the same incarnation of the same server. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectToken token
                && serverId.equals(token.serverId)
                && incarnation == token.incarnation
                && objectId.equals(token.objectId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(serverId, incarnation, objectId);
    }

    /**
     * Returns the printable form, {@code steward://host:port/type/id?server=<uuid>&inc=<n>}, with further addresses as
     * {@code &addr=...}. Contains no secret.
     */
    @Override
    public String toString() {
        return TokenText.print(this);
    }
}
