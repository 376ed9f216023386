/**
 * Whatever bytes come in at a boundary of the product: understood or refused, never another end.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.machine}, {@code objects.shared}, {@code objects.type}, {@code process.reference},
 * {@code protocol.connection}, {@code protocol.frame}, {@code protocol.handshake}, {@code protocol.message},
 * {@code protocol.secret}, {@code protocol.transport}, {@code protocol.value}, {@code protocol.value.codec}, {@code python.endpoint}, {@code python.pickle},
 * {@code python.value}, {@code python.wire}, {@code server}, {@code server.log}, {@code server.machine},
 * {@code server.registry}, {@code server.store}, {@code vocabulary}, AssertJ, Jazzer, JUnit, Netty.
 */
@NullMarked
package dev.steward.fuzz;

import org.jspecify.annotations.NullMarked;
