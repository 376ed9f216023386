/**
 * The parts of a call, measured one by one inside one JVM: values, frames, proxies, dispatch, operations; and shared memory.
 *
 * <p>May import: {@code api}, {@code client}, {@code client.proxy}, {@code client.session}, {@code client.transport},
 * {@code face}, {@code face.callback}, {@code face.object}, {@code objects}, {@code objects.directory},
 * {@code objects.machine}, {@code objects.session}, {@code process}, {@code protocol.connection}, {@code protocol.frame},
 * {@code protocol.handshake}, {@code protocol.message}, {@code protocol.value}, {@code protocol.value.codec},
 * {@code server}, {@code server.machine}, {@code vocabulary}, JMH, Netty. Nothing imports it. Runs on the threads of
 * the measuring harness.
 */
@NullMarked
package dev.steward.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
