/**
 * Requests and what they are answered with, and who may ask: the site that a request is for, and its token.
 *
 * <p>May import: {@code admin.json}, {@code api}. Any thread; nothing blocks.
 */
@NullMarked
package dev.steward.admin.http;

import org.jspecify.annotations.NullMarked;
