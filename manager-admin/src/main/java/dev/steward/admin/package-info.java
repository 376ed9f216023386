/**
 * What a program names that has its server tell over HTTP what it does: the endpoint.
 *
 * <p>May import: {@code admin.http}, {@code admin.resource}, {@code admin.transport}, {@code api}, {@code server}, slf4j. Users' threads run here.
 */
@NullMarked
package dev.steward.admin;

import org.jspecify.annotations.NullMarked;
