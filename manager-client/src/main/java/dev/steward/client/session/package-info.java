/**
 * The client's session: which calls are under way, what was received, whether this process may still call at all.
 *
 * <p>May import: the api, {@code protocol.message}, {@code protocol.connection}, {@code protocol.secret}, {@code
 * protocol.value}, {@code protocol.transfer}, {@code client.transport}. Calls begin on their callers' threads;
 * everything about connections happens on the reader loop, one thing at a time.
 */
@NullMarked
package dev.steward.client.session;

import org.jspecify.annotations.NullMarked;
