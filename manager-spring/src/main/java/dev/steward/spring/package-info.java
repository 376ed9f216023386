/**
 * A client for applications of Spring Boot, and a server inside of one: what is made of their settings, how it is looked at, and when it
 * ends.
 *
 * <p>May import: {@code admin}, {@code api}, {@code client}, {@code server}, Micrometer, Spring. Runs on the thread that starts or ends the
 * application, health on any; beans are called on lanes of the server.
 */
@NullMarked
package dev.steward.spring;

import org.jspecify.annotations.NullMarked;
