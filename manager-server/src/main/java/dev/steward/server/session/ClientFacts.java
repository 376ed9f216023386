package dev.steward.server.session;

import dev.steward.objects.SessionId;

/**
 * What the side of connections knows of a session.
 *
 * @param id the session
 * @param clientName what the client calls itself
 * @param processId the number of its process, 0 if it did not say
 * @param peer where it is connected from, or was last
 * @param admin whether it proved the admin key
 * @param age how many nanoseconds ago it was opened
 * @param away for how many nanoseconds it has had no connection; -1 while it has one
 * @param connections how many it has
 * @param openCalls how many of its calls have no answer yet
 */
public record ClientFacts(
        SessionId id,
        String clientName,
        long processId,
        String peer,
        boolean admin,
        long age,
        long away,
        int connections,
        int openCalls) {}
