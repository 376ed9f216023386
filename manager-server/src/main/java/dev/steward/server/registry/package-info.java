/**
 * What a server has registered: callables by typeid, and which methods of the objects that they return are exposed.
 *
 * <p>May import: manager-api, {@code protocol.value}, SLF4J. Tables are made once per class; lane threads call through them.
 */
@NullMarked
package dev.steward.server.registry;

import org.jspecify.annotations.NullMarked;
