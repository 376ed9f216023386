/**
 * The parts of a call, measured one by one inside one JVM: values, frames, proxies, dispatch, operations.
 *
 * <p>May import: {@code api}, {@code client}, {@code client.proxy}, {@code client.session}, {@code client.transport},
 * {@code objects}, {@code objects.directory}, {@code objects.machine}, {@code objects.session}, {@code objects.type},
 * {@code protocol.callback}, {@code protocol.face}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.value}, {@code server}, {@code server.machine}, JMH, Netty. Nothing
 * imports it. Runs on the threads of the measuring harness.
 */
@NullMarked
package dev.steward.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
