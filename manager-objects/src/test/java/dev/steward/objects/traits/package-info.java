/**
 * What each operation is seen to do, held against what its row promises.
 *
 * <p>May import: everything in manager-objects. Runs on the thread of the test.
 */
@NullMarked
package dev.steward.objects.traits;

import org.jspecify.annotations.NullMarked;
