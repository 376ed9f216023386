/**
 * What a program names that has its server tell over HTTP what it does: the endpoint.
 *
 * <p>May import: {@code admin.http}, {@code admin.metrics}, {@code admin.resource}, {@code admin.transport}, {@code admin.watch}, {@code api}, {@code server}, Micrometer, slf4j. Users' threads run here, and {@code manager-admin-worker}.
 */
@NullMarked
package dev.steward.admin;

import org.jspecify.annotations.NullMarked;
