/**
 * What the objects of Python are as values of a server, and back: plain ones become the closed set, so that Java sees them;
 * others stay pickles that go back as they came.
 *
 * <p>May import: {@code api}, {@code protocol.value}, {@code python.pickle}. Runs on the threads of whoever calls it; nothing blocks.
 */
@NullMarked
package dev.steward.python.value;

import org.jspecify.annotations.NullMarked;
