/**
 * What a worker of a shared pool does: takes lots of tasks from the server, runs them in threads or in processes of its own,
 * and tells how each of them ended.
 *
 * <p>May import: {@code api}, {@code face}, {@code face.failure}, {@code face.pool}, {@code process.pool},
 * {@code process.reference}, {@code vocabulary}, slf4j. One thread takes lots; each lot is worked at by a thread of its own, which blocks while a task runs.
 */
@NullMarked
package dev.steward.process.worker;

import org.jspecify.annotations.NullMarked;
