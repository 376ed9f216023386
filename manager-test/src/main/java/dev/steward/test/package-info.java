/**
 * A server for the tests of a program, with clients that can die on command: by {@code @ManagerServerTest} for JUnit 5 and 6,
 * by {@code TestServer} for everybody.
 *
 * <p>May import: {@code api}, {@code client}, {@code process}, {@code server}, {@code vocabulary.lines}, JUnit. Runs on the threads of the tests.
 */
@NullMarked
package dev.steward.test;

import org.jspecify.annotations.NullMarked;
