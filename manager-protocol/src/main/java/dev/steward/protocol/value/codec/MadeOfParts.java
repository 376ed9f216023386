package dev.steward.protocol.value.codec;

/**
 * A serializer that makes its object when all its parts have been read, so that none of them can refer to it: a record that
 * holds itself by way of a list cannot be read, and is refused when it is written.
 */
interface MadeOfParts {}
