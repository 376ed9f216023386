/**
 * A client process as the machine sees it: numbering, order, kept replies, credit, lease.
 *
 * <p>May import: {@code api}, {@code objects}, {@code vocabulary}. Runs on whatever thread feeds the session's group,
 * one at a time.
 */
@NullMarked
package dev.steward.objects.session;

import org.jspecify.annotations.NullMarked;
