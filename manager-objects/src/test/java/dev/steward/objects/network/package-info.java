/**
 * The machine behind a network that holds back, loses, repeats and reorders what it carries, with clients that follow the
 * rules of a session, all drawn from a seed; and what must hold whatever happens.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.machine}, {@code vocabulary}, JUnit. One thread.
 */
@NullMarked
package dev.steward.objects.network;

import org.jspecify.annotations.NullMarked;
