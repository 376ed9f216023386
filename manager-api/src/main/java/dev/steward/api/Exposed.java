package dev.steward.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the methods of a registered object that clients may call. Where at least one method of an object's class or
 * interfaces carries it, only the marked ones are exposed. Python twin: the {@code exposed} argument of
 * {@code BaseManager.register}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Exposed {}
