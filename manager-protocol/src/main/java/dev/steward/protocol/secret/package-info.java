/**
 * What a side draws, proves or keeps to itself: nonces, proofs, the secret of a session, and which key is meant.
 *
 * <p>May import: nothing. Pure data: any thread.
 */
@NullMarked
package dev.steward.protocol.secret;

import org.jspecify.annotations.NullMarked;
