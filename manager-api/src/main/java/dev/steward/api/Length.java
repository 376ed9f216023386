package dev.steward.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many elements a component of a record has that is laid out as a structure of C: of an array its elements, of a
 * {@link String} its bytes in UTF-8. Python twin: {@code c_char * n}, {@code c_int * n}.
 *
 * <pre>{@code
 * record Person(int age, @Length(16) String name, @Length(3) double[] marks) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {

    /** At least 1. */
    int value();
}
