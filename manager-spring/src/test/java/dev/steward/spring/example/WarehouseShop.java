package dev.steward.spring.example;

import dev.steward.api.Registered;
import dev.steward.api.SharedQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The shop itself: clients call it by its typeid. */
@Component
@Registered("shop")
class WarehouseShop implements Shop {

    private final Map<String, Integer> stock = new ConcurrentHashMap<>(Map.of("pen", 10));
    private final SharedQueue<Order> news;

    WarehouseShop(SharedQueue<Order> news) {
        this.news = news;
    }

    @Override
    public int stock(String article) {
        return stock.getOrDefault(article, 0);
    }

    @Override
    public void order(Order order) {
        stock.merge(order.article(), -order.amount(), Integer::sum);
        news.offer(order);
    }
}
