/**
 * The server's own use of shared objects: the same faces, called in this process.
 *
 * <p>May import: manager-api, manager-objects, {@code face}, {@code protocol.value}, {@code server.machine}. Users'
 * threads and lanes run here, and wait here.
 */
@NullMarked
package dev.steward.server.local;

import org.jspecify.annotations.NullMarked;
