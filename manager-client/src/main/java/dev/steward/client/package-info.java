/**
 * What a user's code names of the client: how to connect, with which options, and who is told what happens.
 *
 * <p>May import: {@code api}, {@code client.proxy}, {@code client.session}, {@code client.transport}, {@code client.warmup}, {@code face},
 * {@code face.callback}, {@code face.inspection}, {@code protocol.handshake}, {@code protocol.message}, {@code protocol.secret}, {@code protocol.transport},
 * {@code protocol.value.codec}, {@code vocabulary}, slf4j. Runs on the threads of whoever calls the manager.
 */
@NullMarked
package dev.steward.client;

import org.jspecify.annotations.NullMarked;
