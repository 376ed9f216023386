/**
 * Child JVMs: how this process starts one and hands it what to do, and what the child does first and last. A child runs one
 * {@code Callable}, opened from bytes that came over its standard input, and ends when that input ends, so never later than
 * its parent.
 *
 * <p>To start one: {@code ProcessTree.start(ChildOptions, Callable)} in the room {@code tree}. What the callable holds (a
 * record with its parts, a lambda that is serializable) travels by {@code reference.ProgramCodec}; an object that means
 * something in one process only travels if its class implements {@code protocol.value.Passable}.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code process.reference}, {@code protocol.value.thrown}, slf4j. In
 * the parent two threads per child copy its lines, and a third one passes on what it prints before it has begun; in the child
 * one thread reads the standard input.
 */
@NullMarked
package dev.steward.process.child;

import org.jspecify.annotations.NullMarked;
