/**
 * An application as docs/spring.md has it: a shop that serves itself.
 *
 * <p>May import: {@code api}, {@code server}, {@code spring}, Spring. Runs on the thread that starts the application, and on lanes of its server.
 */
@NullMarked
package dev.steward.spring.example;

import org.jspecify.annotations.NullMarked;
