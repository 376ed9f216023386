/**
 * Steward in a build of somebody else, as docs/using.md has it: what comes in, on the class path and the module path, and
 * beside libraries of another version.
 *
 * <p>May import: {@code api}, {@code process}, {@code server}, {@code systemtests}, {@code systemtests.house}, {@code test}, AssertJ, JUnit. Runs on the tests' threads; what is built
 * runs in processes of its own.
 */
@NullMarked
package dev.steward.systemtests.using;

import org.jspecify.annotations.NullMarked;
