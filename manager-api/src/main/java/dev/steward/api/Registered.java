package dev.steward.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the typeid that a method of an interface given to {@link BaseManager#as(Class)} stands for. Without it the
 * method's own name is the typeid.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Registered {
    /** The typeid as the server registered it. */
    String value();
}
