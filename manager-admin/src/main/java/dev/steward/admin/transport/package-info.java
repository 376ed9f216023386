/**
 * Where requests come in: HTTP over TCP, by Netty's codec, with and without TLS.
 *
 * <p>May import: {@code admin.http}, {@code protocol.transport}, Netty. Runs on {@code manager-admin-loop}, which nothing may block; answers come from
 * other threads.
 */
@NullMarked
package dev.steward.admin.transport;

import org.jspecify.annotations.NullMarked;
