package dev.steward.spring;

import dev.steward.api.Exposed;
import dev.steward.api.Registered;
import dev.steward.api.RemoteProxy;
import dev.steward.api.ReturnsProxy;
import dev.steward.server.ManagerServer;
import java.io.Closeable;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * The beans that the server inside of the application offers: those with {@link Registered} on their class, or on the method that makes
 * them. A bean shows clients what it would show them by {@code ManagerServer.Builder.register}, and nothing of what Spring adds to it.
 */
final class RegisteredBeans {

    /** What interfaces begin with that are there for Spring. */
    private static final String SPRING = "org.springframework.";

    /** What a class implements for the JVM it is in. */
    private static final Set<Class<?>> FOR_ITS_OWN_JVM =
            Set.of(AutoCloseable.class, Closeable.class, Serializable.class);

    private final ConfigurableListableBeanFactory beans;

    RegisteredBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Registers them, and has Spring make those that are not made yet.
     *
     * @throws SetupException if one cannot be registered
     */
    void addTo(ManagerServer.Builder server) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForAnnotation(Registered.class)) {
            Registered registered = registered(name);
            if (registered == null || ScopedProxyUtils.isScopedTarget(name)) {
                continue;
            }
            String other = names.putIfAbsent(registered.value(), name);
            if (other != null) {
                throw wrong(name, registered, "the bean '" + other + "' has that typeid, too", "Give one another one.");
            }
            if (!beans.isSingleton(name)) {
                throw wrong(
                        name,
                        registered,
                        "it is no singleton",
                        "Register what makes such objects by a bean of the type ManagerServerCustomizer.");
            }
            add(server, name, registered);
        }
    }

    /** Returns what is said of a bean: by the method that makes it, else by its class. */
    private @Nullable Registered registered(String name) {
        if (beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
            Method maker = definition.getResolvedFactoryMethod();
            Registered ofMaker = maker == null ? null : maker.getAnnotation(Registered.class);
            if (ofMaker != null) {
                return ofMaker;
            }
        }
        return beans.findAnnotationOnBean(name, Registered.class);
    }

    private void add(ManagerServer.Builder server, String name, Registered registered) {
        Object bean = beans.getBean(name);
        Class<?> face = bean instanceof RemoteProxy ? null : onlyFace(name, registered, bean);
        if (face == null) {
            server.register(registered.value(), () -> bean);
        } else {
            register(server, registered.value(), face, bean);
        }
    }

    private static <T> void register(ManagerServer.Builder server, String typeId, Class<T> face, Object bean) {
        T object = face.cast(bean);
        server.register(typeId, face, () -> object);
    }

    /** Returns the interface whose methods clients may call, or null if the server finds them itself. */
    private static @Nullable Class<?> onlyFace(String name, Registered registered, Object bean) {
        Class<?> type = AopUtils.getTargetClass(bean);
        List<Class<?>> implemented = List.of(ClassUtils.getAllInterfacesForClass(type));
        List<Class<?>> faces = new ArrayList<>(implemented);
        faces.removeIf(face -> face.getName().startsWith(SPRING) || FOR_ITS_OWN_JVM.contains(face));
        if (AopUtils.isJdkDynamicProxy(bean) && isMarked(type)) {
            throw wrong(
                    name,
                    registered,
                    "its class marks methods, which cannot be seen through a proxy of Spring",
                    "Mark the methods of the interface instead.");
        }
        if (Stream.concat(faces.stream(), Stream.of(type)).anyMatch(RegisteredBeans::exposes)) {
            return null;
        }
        if (faces.size() == 1) {
            return faces.get(0);
        }
        if (faces.isEmpty()) {
            throw wrong(
                    name,
                    registered,
                    type.getName() + " implements no interface and marks no method",
                    "Mark what clients may call with @Exposed, or have it implement an interface.");
        }
        if (AopUtils.isAopProxy(bean) || faces.size() < implemented.size()) {
            throw wrong(
                    name,
                    registered,
                    type.getName() + " implements " + names(faces) + " and what is not for clients",
                    "Mark what clients may call with @Exposed, or have it implement one interface of them.");
        }
        return null;
    }

    private static List<String> names(List<Class<?>> faces) {
        return faces.stream().map(Class::getName).toList();
    }

    private static boolean exposes(Class<?> type) {
        return methods(type).anyMatch(method -> method.isAnnotationPresent(Exposed.class));
    }

    /** Returns whether a class itself, its interfaces left out, says something of its methods. */
    private static boolean isMarked(Class<?> type) {
        return methods(type)
                .anyMatch(method ->
                        method.isAnnotationPresent(Exposed.class) || method.isAnnotationPresent(ReturnsProxy.class));
    }

    /** Returns the methods of a class and its superclasses, or of an interface and those that it extends. */
    private static Stream<Method> methods(Class<?> type) {
        if (type.isInterface()) {
            return Stream.of(type.getMethods());
        }
        Set<Method> methods = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            methods.addAll(List.of(each.getDeclaredMethods()));
        }
        return methods.stream();
    }

    private static SetupException wrong(String name, Registered registered, String what, String cure) {
        return new SetupException(
                "the bean '" + name + "' cannot be served as @Registered(\"" + registered.value() + "\"): " + what,
                cure,
                null);
    }
}
