package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.steward.api.Exposed;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.Registered;
import dev.steward.api.ReturnsProxy;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.server.SharedObjects;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Beans are served as {@code register} would serve them, without what Spring adds. */
@Timeout(60)
class RegisteredBeansTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(StewardClientAutoConfiguration.class, StewardServerAutoConfiguration.class))
            .withPropertyValues("steward.server.enabled=true", "steward.server.auth-key=the key of all clients here");

    /** What clients see. */
    public interface Counter {
        int next();
    }

    /** What clients see besides. */
    public interface Named {
        String name();
    }

    /** One interface, and one that is for Spring. */
    @Registered("counter")
    static class OneCounter implements Counter, InitializingBean {
        private int count;

        @Override
        public synchronized int next() {
            return ++count;
        }

        @Override
        public void afterPropertiesSet() {
            count = 10;
        }
    }

    /** Two interfaces. */
    @Registered("both")
    static class Both implements Counter, Named {
        @Override
        public int next() {
            return 1;
        }

        @Override
        public String name() {
            return "both";
        }
    }

    /** Two interfaces, and one that is for Spring. */
    @Registered("too much")
    static class TooMuch extends Both implements InitializingBean {
        @Override
        public void afterPropertiesSet() {}
    }

    /** No interface, and a mark. */
    @Registered("marked")
    static class Marked {
        @Exposed
        public int next() {
            return 5;
        }

        public int hidden() {
            return 6;
        }
    }

    /** Nothing for clients. */
    @Registered("nothing")
    static class Nothing {}

    /** A mark that a proxy of interfaces hides. */
    @Registered("hidden mark")
    static class HiddenMark implements Counter {
        @Override
        @ReturnsProxy
        public int next() {
            return 1;
        }
    }

    /** Typeids on methods. */
    @Configuration(proxyBeanMethods = false)
    static class ByMethods {
        @Bean
        @Registered("queue")
        SharedQueue<String> queue() {
            return SharedObjects.queue(1);
        }

        @Bean
        @Registered("lambda")
        Counter lambda() {
            return () -> 3;
        }
    }

    /** One for each caller, which a server cannot know. */
    @Configuration(proxyBeanMethods = false)
    static class OneEach {
        @Bean
        @Scope("prototype")
        @Registered("each")
        Counter each() {
            return () -> 3;
        }
    }

    private static void assertExposesNothingOfSpring(SyncManager manager, String typeId) {
        assertThatExceptionOfType(MethodNotExposedException.class)
                .isThrownBy(() -> manager.get(typeId, Type.of(InitializingBean.class)))
                .withMessageContaining("it exposes [next()]");
        // It has methods with bodies of their own.
        Advised advised = manager.get(typeId, Type.of(Advised.class));
        assertThatExceptionOfType(MethodNotExposedException.class)
                .isThrownBy(advised::isFrozen)
                .withMessageContaining("it exposes [next()]");
    }

    @Test
    void aClassIsServedByItsInterfaceAsTheOneObjectThatItIs() {
        runner.withBean(OneCounter.class).run(context -> {
            SyncManager manager = context.getBean(SyncManager.class);
            assertThat(manager.get("counter", Type.of(Counter.class)).next()).isEqualTo(11);
            assertThat(context.getBean(OneCounter.class).next()).isEqualTo(12);
            assertThat(manager.get("counter", Type.of(Counter.class)).next()).isEqualTo(13);
            assertExposesNothingOfSpring(manager, "counter");
        });
    }

    @Test
    void allInterfacesAndMarkedMethodsAreServed() {
        runner.withBean(Both.class).withBean(Marked.class).run(context -> {
            SyncManager manager = context.getBean(SyncManager.class);
            assertThat(manager.get("both", Type.of(Counter.class)).next()).isEqualTo(1);
            assertThat(manager.get("both", Type.of(Named.class)).name()).isEqualTo("both");
            assertThat(manager.get("marked", Type.of(Counter.class)).next()).isEqualTo(5);
        });
    }

    @Test
    void whatMethodsMakeIsServedSharedObjectsToo() {
        runner.withUserConfiguration(ByMethods.class).run(context -> {
            SyncManager manager = context.getBean(SyncManager.class);
            SharedQueue<String> queue = manager.get("queue", Type.queue(String.class));
            assertThat(queue.offer("a")).isTrue();
            assertThat(queue.offer("b")).isFalse();
            assertThat(context.getBean(SharedQueue.class).poll()).isEqualTo("a");
            assertThat(manager.get("lambda", Type.of(Counter.class)).next()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void behindAProxyOfSpringThereIsNoMoreToSee(boolean ofTheClass) {
        ProxyFactory proxies = new ProxyFactory(new OneCounter());
        proxies.setProxyTargetClass(ofTheClass);
        proxies.addAdvice((MethodInterceptor)
                call -> call.getMethod().getName().equals("next") ? (int) call.proceed() + 100 : call.proceed());
        Supplier<Object> proxy = proxies::getProxy;
        runner.withUserConfiguration(Proxied.class)
                .withBean("target", Supplier.class, () -> proxy)
                .run(context -> {
                    SyncManager manager = context.getBean(SyncManager.class);
                    assertThat(manager.get("proxied", Type.of(Counter.class)).next())
                            .isEqualTo(111);
                    assertExposesNothingOfSpring(manager, "proxied");
                });
    }

    /** A bean that Spring has put a proxy around. */
    @Configuration(proxyBeanMethods = false)
    static class Proxied {
        @Bean
        @Registered("proxied")
        Counter proxied(Supplier<Counter> target) {
            return target.get();
        }
    }

    @Test
    void whatCannotBeServedIsTold() {
        assertRefused(runner.withBean(Nothing.class), "nothing", "implements no interface and marks no method");
        assertRefused(runner.withBean(TooMuch.class), "too much", "what is not for clients");
        assertRefused(
                runner.withBean("one", Both.class).withBean("two", Both.class),
                "both",
                "the bean 'one' has that typeid, too");
        assertRefused(runner.withUserConfiguration(OneEach.class), "each", "it is no singleton");
        ProxyFactory proxies = new ProxyFactory(new HiddenMark());
        proxies.setProxyTargetClass(false);
        proxies.setInterfaces(Counter.class);
        assertRefused(
                runner.withUserConfiguration(Proxied.class).withBean("target", Supplier.class, () -> proxies::getProxy),
                "proxied",
                "cannot be seen through a proxy");
    }

    private static void assertRefused(ApplicationContextRunner application, String typeId, String what) {
        application.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(typeId)
                .hasMessageContaining(what));
    }
}
