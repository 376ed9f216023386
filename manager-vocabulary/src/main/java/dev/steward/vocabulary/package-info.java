/**
 * The one vocabulary of client and server: which types there are, which operations each has, what an operation takes and
 * promises, and how a call can end. A fact about a type or an operation stands in its row here and nowhere else; whoever
 * needs it asks the row. And how a text is printed that somebody else wrote ({@code Printable}).
 *
 * <p>May import: {@code api}. Immutable tables; any thread.
 */
@NullMarked
package dev.steward.vocabulary;

import org.jspecify.annotations.NullMarked;
