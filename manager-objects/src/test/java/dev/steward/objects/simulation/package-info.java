/**
 * Years of the machine in seconds: random clients, virtual time, deaths and restores, from one seed.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.machine}, {@code objects.shared},
 * {@code objects.traits}, {@code objects.type}, {@code vocabulary}, AssertJ, JUnit. Runs on the thread of the test.
 */
@NullMarked
package dev.steward.objects.simulation;

import org.jspecify.annotations.NullMarked;
