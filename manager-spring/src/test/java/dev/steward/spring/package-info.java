/**
 * What applications of Spring Boot get: contexts in the test's own process, with a server in there or beside them.
 *
 * <p>May import: {@code admin}, {@code api}, {@code client}, {@code com.google.gson}, {@code server}, {@code spring.example}, AssertJ,
 * Awaitility, JUnit, Micrometer, Spring. Runs on the test's threads.
 */
@NullMarked
package dev.steward.spring;

import org.jspecify.annotations.NullMarked;
