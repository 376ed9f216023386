/**
 * Proxies that look like the objects: values to bytes and back, methods to operations, references to objects.
 *
 * <p>May import: {@code api}, {@code client.session}, {@code face}, {@code face.callback}, {@code face.failure},
 * {@code face.object}, {@code face.trace}, {@code protocol.handshake}, {@code protocol.message}, {@code protocol.value}, {@code protocol.value.codec},
 * {@code protocol.value.decoded}, {@code vocabulary}. Runs on the threads of whoever calls a proxy, and on the callback
 * thread for asynchronous results.
 */
@NullMarked
package dev.steward.client.proxy;

import org.jspecify.annotations.NullMarked;
