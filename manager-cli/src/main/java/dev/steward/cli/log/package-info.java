/**
 * The log of the runnable jar as JSON: one object a line, for what collects logs. Named to slf4j as its provider.
 *
 * <p>May import: {@code admin.json}, slf4j. Any thread logs.
 */
@NullMarked
package dev.steward.cli.log;

import org.jspecify.annotations.NullMarked;
