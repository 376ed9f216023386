/**
 * Histories: what clients called and what they were told, with the times, and the checks that find out whether objects that
 * keep their promise could have told it.
 *
 * <p>May import: the JDK, the test libraries, the bases of the other tests, and where they record a history: the machine,
 * and the sessions of clients, which see the sequence numbers of replies. A journal is written by any thread of a client;
 * checks run on one thread.
 */
@NullMarked
package dev.steward.systemtests.history;

import org.jspecify.annotations.NullMarked;
