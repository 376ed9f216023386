/**
 * What each operation is seen to do, held against what its row promises.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code objects.type}, {@code vocabulary},
 * AssertJ, JUnit. Runs on the thread of the test.
 */
@NullMarked
package dev.steward.objects.traits;

import org.jspecify.annotations.NullMarked;
