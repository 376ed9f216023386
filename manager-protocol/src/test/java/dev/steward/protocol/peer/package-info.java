/**
 * The other side, scripted: what the tests of server and client talk to when they want to see or break the bytes.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.secret}, AssertJ, JUnit. Runs on the test's thread.
 */
@NullMarked
package dev.steward.protocol.peer;

import org.jspecify.annotations.NullMarked;
