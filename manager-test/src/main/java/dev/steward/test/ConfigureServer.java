package dev.steward.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method that says what the server of a {@link ManagerServerTest} is to be, before it starts:
 *
 * <pre>{@code
 * @ConfigureServer
 * static void shop(ManagerServer.Builder builder) {
 *     builder.register("shop", Shop.class, WarehouseShop::new);
 * }
 * }</pre>
 *
 * <p>There may be several, and superclasses may have some, which go first. Address and key are those of the test.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ConfigureServer {}
