/**
 * This process's place in the tree of processes of one program: starts its children, and knows the manager that the whole
 * tree shares.
 *
 * <p>May import: {@code api}, {@code client}, {@code process.child}, {@code process.memory},
 * {@code process.reference}, {@code protocol.value.codec}, {@code server}, slf4j. Runs on the threads of whoever calls it; blocks while a
 * manager starts.
 */
@NullMarked
package dev.steward.process.tree;

import org.jspecify.annotations.NullMarked;
