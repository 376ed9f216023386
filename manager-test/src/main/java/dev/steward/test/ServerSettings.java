package dev.steward.test;

import dev.steward.server.ManagerServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Starts the server that a class of tests wants. Stateless. */
final class ServerSettings {

    private ServerSettings() {}

    /**
     * Starts a server as the methods of a class say that have {@link ConfigureServer}.
     *
     * @throws ExtensionConfigurationException if one of them is none, or throws, or the server does not start
     */
    static TestServer start(Class<?> served) {
        List<Method> methods =
                AnnotationSupport.findAnnotatedMethods(served, ConfigureServer.class, HierarchyTraversalMode.TOP_DOWN);
        methods.forEach(ServerSettings::check);
        try {
            return TestServer.start(builder -> methods.forEach(method -> call(method, builder)));
        } catch (ExtensionConfigurationException told) {
            throw told;
        } catch (RuntimeException refused) {
            throw new ExtensionConfigurationException(
                    "the server for the tests of " + served.getName() + " does not start: " + refused.getMessage(),
                    refused);
        }
    }

    private static void check(Method method) {
        if (!Modifier.isStatic(method.getModifiers())
                || !Arrays.equals(method.getParameterTypes(), new Class<?>[] {ManagerServer.Builder.class})) {
            throw new ExtensionConfigurationException(
                    "@ConfigureServer stands on " + method + ": it must be static and have"
                            + " one parameter, a ManagerServer.Builder, because it is called before there is a test");
        }
    }

    private static void call(Method method, ManagerServer.Builder builder) {
        try {
            method.setAccessible(true);
            method.invoke(null, builder);
        } catch (InvocationTargetException failed) {
            throw new ExtensionConfigurationException(
                    "@ConfigureServer failed: " + method + " threw " + failed.getCause(), failed.getCause());
        } catch (IllegalAccessException denied) {
            throw new ExtensionConfigurationException("@ConfigureServer cannot be called: " + method, denied);
        }
    }
}
