package dev.steward.spring.example;

import dev.steward.api.Registered;
import dev.steward.api.SharedQueue;
import dev.steward.server.SharedObjects;
import dev.steward.spring.ManagerServerCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The shop as an application, with the server in it. */
@SpringBootApplication
public class ShopApplication {

    @Bean
    @Registered("news")
    SharedQueue<Order> news() {
        return SharedObjects.queue(100);
    }

    @Bean
    ManagerServerCustomizer prices() {
        return server -> server.registerFunction("price", Order.class, order -> 3 * order.amount());
    }

    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }
}
