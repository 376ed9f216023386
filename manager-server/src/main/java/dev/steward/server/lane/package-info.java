/**
 * The threads that run users' objects: a twin for each logical thread of a client.
 *
 * <p>May import: nothing. Lane threads run users' code here and may block; nothing else may.
 */
@NullMarked
package dev.steward.server.lane;

import org.jspecify.annotations.NullMarked;
