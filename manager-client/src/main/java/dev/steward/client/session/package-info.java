/**
 * The client's session: which calls are under way, what was received, whether this process may still call at all.
 *
 * <p>May import: {@code api}, {@code client.transport}, {@code protocol.connection}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.secret}, {@code protocol.transfer},
 * {@code protocol.value}, {@code vocabulary}, slf4j. Calls begin on their callers' threads; everything about connections happens on the reader
 * loop, one thing at a time.
 */
@NullMarked
package dev.steward.client.session;

import org.jspecify.annotations.NullMarked;
