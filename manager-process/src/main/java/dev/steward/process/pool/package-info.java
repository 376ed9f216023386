/**
 * Under a pool: its workers, which are processes or threads, the tasks that wait for them, and what becomes of a task whose
 * worker dies.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code process.child}, {@code process.link},
 * {@code process.reference}, {@code process.tree}, {@code vocabulary}, slf4j. Tasks run in the workers; results come in on the loop's thread, callbacks of users run on one thread per pool.
 */
@NullMarked
package dev.steward.process.pool;

import org.jspecify.annotations.NullMarked;
