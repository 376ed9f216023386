/**
 * What a user's code names: the shared types, tokens and errors.
 *
 * <p>May import: nothing. Nothing here runs a thread; the interfaces say who may call them.
 */
@NullMarked
package dev.steward.api;

import org.jspecify.annotations.NullMarked;
