package dev.steward.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the health of the application tell of its client and of the server inside of it. For Spring Boot; not called by programs. */
@AutoConfiguration(after = {StewardClientAutoConfiguration.class, StewardServerAutoConfiguration.class})
@ConditionalOnClass(HealthIndicator.class)
public final class StewardHealthAutoConfiguration {

    /** Made by Spring. */
    public StewardHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(ConnectedClient.class)
    @ConditionalOnEnabledHealthIndicator("steward-client")
    HealthIndicator stewardClientHealthIndicator(ConnectedClient client) {
        return new ClientHealth(client);
    }

    /** For the server, whose classes may not be there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "dev.steward.server.ManagerServer")
    static class OfServer {

        @Bean
        @ConditionalOnBean(EmbeddedServer.class)
        @ConditionalOnEnabledHealthIndicator("steward-server")
        HealthIndicator stewardServerHealthIndicator(EmbeddedServer server) {
            return new ServerHealth(server);
        }
    }
}
