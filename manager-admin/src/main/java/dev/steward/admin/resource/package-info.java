/**
 * What can be asked for: a row per resource, with its right and who answers.
 *
 * <p>May import: {@code admin.http}, {@code admin.json}, {@code admin.watch}, {@code api}, {@code server}, {@code vocabulary}, slf4j. Rows that look into the server are answered by
 * {@code manager-admin-worker}, which may block; the others on the event loop, which may not.
 */
@NullMarked
package dev.steward.admin.resource;

import org.jspecify.annotations.NullMarked;
