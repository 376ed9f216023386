/**
 * What CPython's own clients take at a server of Steward, beside CPython's own server.
 *
 * <p>May import: {@code api}, {@code benchmarks.harness}, {@code python}, {@code server}. Nothing imports it.
 * {@code PythonServer} is the program of the server; everything else runs on the main thread of the command.
 */
@NullMarked
package dev.steward.benchmarks.python;

import org.jspecify.annotations.NullMarked;
