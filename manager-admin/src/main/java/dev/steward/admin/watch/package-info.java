/**
 * What is seen of a server from the outside, second by second: how much there is, what is wrong, what happened.
 *
 * <p>May import: {@code admin.http}, {@code admin.json}, {@code api}, {@code server}, {@code vocabulary}. Samples are taken on the thread {@code manager-admin-worker}; what happened comes on
 * {@code manager-server-events}. Any thread reads.
 */
@NullMarked
package dev.steward.admin.watch;

import org.jspecify.annotations.NullMarked;
