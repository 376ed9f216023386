/**
 * What is told of a server and of values, as JSON: by the command line, and over HTTP.
 *
 * <p>May import: {@code api}, {@code com.google.gson}, {@code vocabulary}. Any thread; nothing blocks.
 */
@NullMarked
package dev.steward.admin.json;

import org.jspecify.annotations.NullMarked;
