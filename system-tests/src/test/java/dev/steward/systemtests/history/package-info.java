/**
 * Histories: what clients called and what they were told, with the times, and the checks that find out whether objects that
 * keep their promise could have told it.
 *
 * <p>May import: {@code api}, {@code client}, {@code client.session}, {@code client.transport}, {@code objects},
 * {@code objects.machine}, {@code protocol.handshake}, {@code protocol.message}, {@code protocol.secret}, {@code protocol.value}, {@code server},
 * {@code server.machine}, {@code systemtests}, {@code systemtests.chaos}, {@code systemtests.client}, {@code vocabulary}, AssertJ, Awaitility, JUnit.
 * Of what clients keep to themselves, only where a history is recorded: sessions see the sequence numbers of replies.
 * A journal is written by any thread of a client; checks run on one thread.
 */
@NullMarked
package dev.steward.systemtests.history;

import org.jspecify.annotations.NullMarked;
