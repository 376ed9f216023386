/**
 * Proxies that look like the objects: values to bytes and back, methods to operations, references to objects.
 *
 * <p>May import: {@code api}, {@code client.session}, {@code protocol.callback}, {@code protocol.face},
 * {@code protocol.message}, {@code protocol.value}. Runs on the threads of whoever calls a proxy, and on the callback
 * thread for asynchronous results.
 */
@NullMarked
package dev.steward.client.proxy;

import org.jspecify.annotations.NullMarked;
