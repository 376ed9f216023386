package dev.steward.test;

import dev.steward.api.AuthKey;
import dev.steward.api.BaseManager;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import java.lang.reflect.Constructor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** What {@link ManagerServerTest} does. Has no state of its own: JUnit keeps it with the class or the test. */
final class ServerExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);
    private static final String SERVER = "server";
    private static final String SCOPE = "scope";
    private static final String TOLD = "told";

    // Before and after.

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Class<?> served = servedClass(type);
        if (AnnotationSupport.isAnnotated(type, Nested.class) && type.equals(served)) {
            throw new ExtensionConfigurationException("@ManagerServerTest stands on " + type.getName()
                    + ", which is nested: put it on " + type.getEnclosingClass().getName()
                    + ", whose server its nested classes share");
        }
        if (!settings(served).perMethod() && server(context) == null) {
            keep(context, ServerSettings.start(served));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestServer server = server(context);
        if (server == null) {
            server = ServerSettings.start(servedClass(context.getRequiredTestClass()));
            keep(context, server);
        }
        store(context).put(SCOPE, server.open());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        // What the methods behind it put in order is still to be seen.
        tellIfFailed(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestScope scope = store(context).remove(SCOPE, TestScope.class);
        boolean interrupted = Thread.interrupted();
        try {
            if (scope != null) {
                end(context, scope);
            }
        } finally {
            closeOwnServer(context);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void end(ExtensionContext context, TestScope scope) {
        try (scope) {
            if (failure(context).isPresent()) {
                tellIfFailed(context);
            } else if (settings(servedClass(context.getRequiredTestClass())).leakCheck()) {
                requireNothingHeld(context, scope);
            }
        }
    }

    private static void requireNothingHeld(ExtensionContext context, TestScope scope) {
        try {
            scope.requireNothingHeld();
        } catch (AssertionError held) {
            tell(context);
            throw new AssertionError(
                    held.getMessage() + "; where that is meant to be, say @ManagerServerTest(leakCheck = false)", held);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            tellIfFailed(context);
        } finally {
            closeOwnServer(context);
        }
    }

    // What is printed.

    private static void tellIfFailed(ExtensionContext context) {
        if (failure(context).isPresent() && store(context).get(TOLD) == null && server(context) != null) {
            tell(context);
        }
    }

    private static void tell(ExtensionContext context) {
        store(context).put(TOLD, true);
        TestServer server = server(context);
        String state;
        try {
            state = server == null ? "there is no server" : server.state();
        } catch (RuntimeException unknown) {
            state = "what its server has cannot be told: " + unknown.getMessage();
        }
        System.err.println(context.getDisplayName() + " of "
                + context.getRequiredTestClass().getSimpleName() + " failed; " + state);
    }

    private static Optional<Throwable> failure(ExtensionContext context) {
        return context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException));
    }

    // Parameters.

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestServer.class
                || type == TestClient.class
                || type == SyncManager.class
                || type == BaseManager.class
                || type == ManagerServer.class
                || isMistaken(type);
    }

    /** Returns whether it is of Steward, and something that no test can get: JUnit would not say what to take instead. */
    private static boolean isMistaken(Class<?> type) {
        return RemoteProxy.class.isAssignableFrom(type)
                || type == AuthKey.class
                || type == ClientOptions.class
                || type == ManagerServer.Builder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (isMistaken(type)) {
            throw new ParameterResolutionException("no test of @ManagerServerTest gets a " + type.getSimpleName()
                    + ": take a SyncManager, which makes and finds shared objects, a TestClient, a TestServer, which has"
                    + " the key, or a ManagerServer; its builder is for a method with @ConfigureServer");
        }
        if (parameter.getDeclaringExecutable() instanceof Constructor<?>) {
            throw new ParameterResolutionException("a constructor gets no " + type.getSimpleName()
                    + ", which would have no test to end with: take it as a parameter of the test, of @BeforeEach or of"
                    + " @BeforeAll");
        }
        TestServer server = server(context);
        if (server == null) {
            throw new ParameterResolutionException(
                    "@ManagerServerTest(perMethod = true) has a server for each test, and so" + " no "
                            + type.getSimpleName() + " for a method that runs once for all of them");
        }
        if (type == TestServer.class) {
            return server;
        }
        if (type == ManagerServer.class) {
            return server.server();
        }
        TestClient client = server.client(nameOf(parameter));
        return type == TestClient.class ? client : client.manager();
    }

    private static String nameOf(ParameterContext parameter) {
        return parameter.getParameter().isNamePresent()
                ? parameter.getParameter().getName()
                : "client";
    }

    // What JUnit keeps.

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Returns the server of a test, or of its class, or of the class around that; null if there is none. */
    private static @Nullable TestServer server(ExtensionContext context) {
        return store(context).get(SERVER, TestServer.class);
    }

    private static void keep(ExtensionContext context, TestServer server) {
        store(context).put(SERVER, server);
    }

    /** Closes the server that was started for this test or class, and none that is only seen from here. */
    private static void closeOwnServer(ExtensionContext context) {
        TestServer own = store(context).remove(SERVER, TestServer.class);
        if (own != null) {
            own.close();
        }
    }

    private static Class<?> servedClass(Class<?> type) {
        for (Class<?> candidate = type; candidate != null; candidate = candidate.getEnclosingClass()) {
            if (AnnotationSupport.isAnnotated(candidate, ManagerServerTest.class)) {
                return candidate;
            }
        }
        throw new ExtensionConfigurationException(type.getName() + " has no @ManagerServerTest");
    }

    private static ManagerServerTest settings(Class<?> served) {
        return AnnotationSupport.findAnnotation(served, ManagerServerTest.class).orElseThrow();
    }
}
