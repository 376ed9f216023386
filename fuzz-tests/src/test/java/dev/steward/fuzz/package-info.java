/**
 * Whatever bytes come in at a boundary of the product: understood or refused, never another end.
 *
 * <p>May import: {@code api}, {@code process.reference}, {@code protocol}, {@code server.machine}, AssertJ, Jazzer, JUnit,
 * Netty's buffers.
 */
@NullMarked
package dev.steward.fuzz;

import org.jspecify.annotations.NullMarked;
