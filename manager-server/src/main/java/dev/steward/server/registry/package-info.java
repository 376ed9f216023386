/**
 * What a server has registered: callables by typeid, and which methods of the objects that they return are exposed.
 *
 * <p>May import: {@code api}, {@code protocol.value.codec}, {@code protocol.value.decoded}, slf4j. Tables are made once
 * per class; lane threads call through them.
 */
@NullMarked
package dev.steward.server.registry;

import org.jspecify.annotations.NullMarked;
