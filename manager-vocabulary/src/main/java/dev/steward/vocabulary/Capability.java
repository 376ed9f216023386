package dev.steward.vocabulary;

/**
 * Operations that a type has together or not at all; an operation is of exactly one. What a type brings along goes by the
 * type itself, and a type that can the same names it; {@link CommonCapability} has the rest.
 */
public sealed interface Capability permits BuiltInType, CommonCapability {}
