package dev.steward.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a typeid. On a method of an interface given to {@link BaseManager#as(Class)} it is the one that the method stands for; without it
 * the method's own name is the typeid. On a class, or a method that makes one, it says under which typeid a server registers it, where
 * something looks for such classes, as manager-spring does among the beans of an application.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Registered {
    /** The typeid under which the server registers it. */
    String value();
}
