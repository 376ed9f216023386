package dev.steward.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@link TypeCode} of a component of a record that is laid out as a structure of C, where its Java type does not say
 * it: unsigned numbers, and C's {@code long}. The component has the class of the type code, as a primitive type if there is
 * one; of an array it is that of the elements.
 *
 * <pre>{@code
 * record Header(@Code('I') long magic, @Code('H') int version, @Code('B') @Length(6) short[] address) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Code {

    /** One of Python's letters. */
    char value();
}
