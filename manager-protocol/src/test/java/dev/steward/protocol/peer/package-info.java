/**
 * The other side, scripted: what the tests of server and client talk to when they want to see or break the bytes.
 *
 * <p>May import: {@code protocol.message}, {@code protocol.connection}, {@code protocol.secret}, {@code
 * protocol.frame}, {@code protocol.handshake}. Runs on the test's thread.
 */
@NullMarked
package dev.steward.protocol.peer;

import org.jspecify.annotations.NullMarked;
